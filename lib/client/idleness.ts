import type { Clock, Timer } from "@/lib/chat/clock.ts";

/** How idleness is told. */
export interface IdlenessOptions {
  send(on: boolean): void;
  clock: Clock;
}

const AWAY_AFTER = 5 * 60_000;

/** Tells that nobody has touched the page for five minutes, and at once that somebody is back. */
export class Idleness {
  readonly #options: IdlenessOptions;
  #away = false;
  #activeAt: number;
  #timer: Timer | undefined;

  constructor(options: IdlenessOptions) {
    this.#options = options;
    this.#activeAt = options.clock.now();
  }

  /** Begins to count. */
  start(): void {
    this.stop();
    this.#activeAt = this.#options.clock.now();
    this.#wait(AWAY_AFTER);
  }

  /** Leaves no timer. */
  stop(): void {
    this.#timer?.cancel();
  }

  /** Somebody has moved, pressed or touched something. */
  active(): void {
    this.#activeAt = this.#options.clock.now();
    if (!this.#away) return;
    this.#away = false;
    this.#options.send(false);
    this.#wait(AWAY_AFTER);
  }

  /** There is a new connection, on which nothing is known of this. */
  connected(): void {
    if (this.#away) this.#options.send(true);
  }

  // One timer, however often something moves.
  #wait(ms: number): void {
    this.#timer = this.#options.clock.after(ms, () => {
      const left = this.#activeAt + AWAY_AFTER - this.#options.clock.now();
      if (left > 0) return this.#wait(left);
      this.#away = true;
      this.#options.send(true);
    });
  }
}
