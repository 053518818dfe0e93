import type { ServerFrame } from "@/lib/chat/protocol.ts";

type Stretch = { from: number; to: number };

/** How far a client that keeps to the protocol has been told of one room. */
export class Cursor {
  #rev: number;
  /** After a reset: what came before the page did. */
  #early: Stretch[] | undefined;
  #resets = 0;

  constructor(readonly room: number, rev: number) {
    this.#rev = rev;
  }

  /** `undefined` while a page is awaited. */
  get rev(): number | undefined {
    return this.#early ? undefined : this.#rev;
  }

  /** Which page is awaited: one that was asked for before the last reset is of no use. */
  get resets(): number {
    return this.#resets;
  }

  hear(frame: ServerFrame): void {
    if (frame.t === "reset" && frame.room === this.room) this.restart();
    if (frame.t !== "events" || frame.room !== this.room) return;
    if (this.#early) this.#early.push(frame);
    else this.#take(frame);
  }

  /** All that was told is void. */
  restart(): void {
    this.#early = [];
    this.#resets++;
  }

  /** The last page has come, asked for after so many `resets`. */
  turn(rev: number, resets: number): void {
    const early = this.#early;
    if (!early || resets !== this.#resets) return;
    this.#early = undefined;
    this.#rev = rev;
    for (const stretch of early) this.#take(stretch);
  }

  #take({ from, to }: Stretch): void {
    if (from <= this.#rev) this.#rev = Math.max(this.#rev, to);
  }
}
