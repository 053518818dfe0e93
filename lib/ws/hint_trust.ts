import type { Clock } from "@/lib/chat/clock.ts";

const FULL = 5;
const REGAIN_MS = 1_000;

/**
 * How much the hints of a room are still believed. A hint that led to nothing costs one of five
 * tokens, and one comes back each second: a liar cannot make an instance ask the store all day, and
 * the poll finds what is not believed.
 */
export class HintTrust {
  readonly #clock: Clock;
  #tokens = FULL;
  #at = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get left(): boolean {
    return this.#present() >= 1;
  }

  lose(): void {
    this.#tokens = Math.max(0, this.#present() - 1);
    this.#at = this.#clock.now();
  }

  #present(): number {
    return Math.min(FULL, this.#tokens + (this.#clock.now() - this.#at) / REGAIN_MS);
  }
}
