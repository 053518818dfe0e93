import type { Clock } from "@/lib/chat/clock.ts";
import { Backoff } from "./backoff.ts";

/** When something that failed is tried again: after a longer wait each time, or once there is hope. */
export class Retries {
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  #hurry: (() => void) | undefined;

  /** `random` gives numbers from 0 to 1. */
  constructor(clock: Clock, random?: () => number) {
    this.#clock = clock;
    this.#backoff = new Backoff(random);
  }

  /** Resolves when the next try is due. */
  due(): Promise<void> {
    return new Promise((resolve) => {
      this.#hurry = resolve;
      this.#clock.after(this.#backoff.next(), resolve);
    });
  }

  /** The other side may be back long before a wait is over: whoever waits tries at once, and the next wait is the shortest. */
  hurry(): void {
    this.#backoff.reset();
    this.#hurry?.();
  }
}
