import type { Clock } from "@/lib/chat/clock.ts";

const BAD_MESSAGES = 100;
const WINDOW_MS = 10_000;

/** Counts what should not have come: a channel full of it is left, since checking costs time. */
export class Patience {
  readonly #clock: Clock;
  #since = 0;
  #bad = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one bad message; true if that makes more than 100 in 10 s. */
  lose(): boolean {
    const now = this.#clock.now();
    if (now - this.#since >= WINDOW_MS) {
      this.#since = now;
      this.#bad = 0;
    }
    return ++this.#bad > BAD_MESSAGES;
  }

  /** Starts afresh. */
  regain(): void {
    this.#bad = 0;
  }
}
