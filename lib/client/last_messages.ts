import type { Message } from "@/lib/chat/model.ts";

/** More than are kept: what is deleted, or no text, leaves its place to an earlier one. */
const MOST_HELD = 200;

/** The last messages of a room as they are now, of all that a page that may live for weeks hears. */
export class LastMessages {
  readonly #held = new Map<number, Message>();

  /** Takes in messages that have come or changed. */
  take(messages: readonly Message[]): void {
    for (const one of messages) {
      if (one.rev >= (this.#held.get(one.seq)?.rev ?? 0)) this.#held.set(one.seq, one);
    }
    const over = this.#held.size - MOST_HELD;
    if (over <= 0) return;
    const first = [...this.#held.keys()].sort((a, b) => a - b).slice(0, over);
    for (const seq of first) this.#held.delete(seq);
  }

  /** What is held, in no order. */
  get all(): Message[] {
    return [...this.#held.values()];
  }
}
