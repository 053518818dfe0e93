import { ServerFrame } from "@/lib/chat/protocol.ts";
import type { Message } from "@/lib/chat/model.ts";
import type { FrameOf } from "@/lib/chat/protocol.ts";

/** What a client that keeps to protocol.md makes of a room's frames. */
export class Replica {
  readonly room: number;
  readonly messages = new Map<number, Message>();
  /** Up to here it has everything. */
  rev: number;
  /** It was told to start afresh, from this `rev`. */
  resetTo: number | undefined;
  resets = 0;

  constructor(room: number, rev = 0) {
    this.room = room;
    this.rev = rev;
  }

  /** The frame's effect; true if the client must pull from `rev`. */
  take(text: string): boolean {
    const frame = ServerFrame.parse(JSON.parse(text));
    if (frame.t === "events" && frame.room === this.room) return this.#takeEvents(frame);
    if (frame.t === "head" && frame.room === this.room) return frame.rev > this.rev;
    if (frame.t === "reset" && frame.room === this.room) this.restart(frame.rev);
    return false;
  }

  /** Drops all, and waits for a page. */
  restart(rev: number): void {
    this.messages.clear();
    this.rev = rev;
    this.resetTo = rev;
    this.resets++;
  }

  /** The page that was loaded after a reset. */
  load(messages: readonly Message[], rev: number): void {
    for (const message of messages) this.#merge(message);
    this.rev = Math.max(this.rev, rev);
    this.resetTo = undefined;
  }

  /** All that it holds, ascending by `seq`. */
  get state(): Message[] {
    return [...this.messages.values()].sort((a, b) => a.seq - b.seq);
  }

  #takeEvents({ from, to, messages, more }: FrameOf<"events">): boolean {
    if (to <= this.rev) return false;
    if (from > this.rev) return true;
    for (const message of messages) this.#merge(message);
    this.rev = to;
    return more === true;
  }

  #merge(message: Message): void {
    const held = this.messages.get(message.seq);
    if (!held || message.rev > held.rev) this.messages.set(message.seq, message);
  }
}
