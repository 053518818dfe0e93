import type { Clock } from "./clock.ts";
import { Unavailable } from "./errors.ts";

/** How a turnstile lets through. */
export interface TurnstileOptions {
  /** How many may be inside at the same time. */
  places: number;
  /** How long somebody waits for a place, in milliseconds. */
  patienceMs: number;
  clock: Clock;
}

/** Lets a few through at the same time; the others wait, in the order in which they came. */
export class Turnstile {
  readonly #options: TurnstileOptions;
  readonly #waiting = new Set<() => void>();
  #inside = 0;

  constructor(options: TurnstileOptions) {
    this.#options = options;
  }

  /**
   * Does the work when there is a place; settles as the work does.
   *
   * @throws {Unavailable} if there is none in time; then the work is not done
   */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#options.places) await this.#turn();
    else this.#inside++;
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      // The place goes on to the next one.
      if (next) next();
      else this.#inside--;
    }
  }

  #turn(): Promise<void> {
    const { clock, patienceMs } = this.#options;
    return new Promise((resolve, reject) => {
      const go = () => {
        this.#waiting.delete(go);
        timer.cancel();
        resolve();
      };
      const timer = clock.after(patienceMs, () => {
        this.#waiting.delete(go);
        reject(new Unavailable("Too many come at once"));
      });
      this.#waiting.add(go);
    });
  }
}
