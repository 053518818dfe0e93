import type { Clock, Timer } from "@/lib/chat/clock.ts";

const LOOK_MS = 100;

/** Somebody who reads more slowly than they are written to. */
export interface Laggard {
  /** Looks how it stands; false if it has caught up, or is no more. */
  review(now: number): boolean;
}

/** Looks after slow readers ten times a second: a socket does not tell when it has drained. */
export class Laggards {
  readonly #clock: Clock;
  readonly #slow = new Set<Laggard>();
  #timer: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(laggard: Laggard): void {
    this.#slow.add(laggard);
    this.#timer ??= this.#clock.every(LOOK_MS, () => this.#review());
  }

  delete(laggard: Laggard): void {
    this.#slow.delete(laggard);
    if (this.#slow.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #review(): void {
    const now = this.#clock.now();
    for (const laggard of [...this.#slow]) if (!laggard.review(now)) this.delete(laggard);
  }
}
