import { LIMITS } from "@/lib/chat/limits.ts";
import type { Since } from "@/lib/chat/store.ts";

/** What a Puller reads and moves. */
export interface PullerParts {
  head(): number;
  since(rev: number, limit: number): Promise<Since>;
  /** Takes what was read after `from`; moves the head. */
  take(from: number, since: Since): void;
}

/** Reads what a room's head is behind the store, one read at a time whoever asks. */
export class Puller {
  readonly #parts: PullerParts;
  #wanted = 0;
  #running: Promise<void> | undefined;
  #generation = 0;

  constructor(parts: PullerParts) {
    this.#parts = parts;
  }

  /**
   * Resolves when the head is at `rev`, or the store has no more.
   *
   * @throws {Unavailable} if the store is away
   */
  pull(rev: number): Promise<void> {
    this.#wanted = Math.max(this.#wanted, rev);
    return this.#running ??= this.#run();
  }

  /** What is being read belongs to a past that is no more: it will be dropped. */
  cancel(): void {
    this.#generation++;
    this.#wanted = 0;
    this.#running = undefined;
  }

  async #run(): Promise<void> {
    const generation = this.#generation;
    try {
      while (await this.#read(generation)) { /* there is more */ }
    } finally {
      if (generation === this.#generation) {
        this.#wanted = 0;
        this.#running = undefined;
      }
    }
  }

  /** One read; true if another one is needed. */
  async #read(generation: number): Promise<boolean> {
    const { head, since, take } = this.#parts;
    const aim = this.#wanted;
    const from = head();
    const found = await since(from, LIMITS.pageMax);
    if (generation !== this.#generation) return false;
    take(from, found);
    if (found.more) return found.to > from;
    // Somebody has asked for more since this read began, so that it may have come too early.
    return this.#wanted > Math.max(aim, head());
  }
}
