import type { Clock } from "@/lib/chat/clock.ts";

const RATE = 4 * 1_048_576;
const BURST = 16 * 1_048_576;

/**
 * How many bytes of catching up a socket may have: 4 MiB a second, 16 MiB at once. A pull of forty
 * bytes may be answered by a mebibyte; this bounds what asking in a loop can get.
 */
export class ByteBudget {
  readonly #clock: Clock;
  #bytes = BURST;
  #at: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#at = clock.now();
  }

  /** Milliseconds until there is something left to spend; 0: there is. */
  get waitMs(): number {
    const bytes = this.#present();
    return bytes > 0 ? 0 : Math.ceil((1 - bytes) / RATE * 1_000);
  }

  /** Nothing was spent lately. */
  get isFull(): boolean {
    return this.#present() >= BURST;
  }

  /** Takes what was sent; the last answer may overdraw it. */
  spend(bytes: number): void {
    this.#bytes = this.#present() - bytes;
    this.#at = this.#clock.now();
  }

  #present(): number {
    return Math.min(BURST, this.#bytes + (this.#clock.now() - this.#at) / 1_000 * RATE);
  }
}
