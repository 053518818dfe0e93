import { randomFraction } from "./random_fraction.ts";

const STEPS = [500, 1_000, 2_000, 4_000, 8_000];
const LONGEST = 15_000;

/** How long to wait before each further try: 0.5 s doubling to 15 s, each up to half shorter or longer. */
export class Backoff {
  readonly #random: () => number;
  #tries = 0;

  /** `random` gives numbers from 0 to 1. */
  constructor(random: () => number = randomFraction) {
    this.#random = random;
  }

  /** The next wait, in milliseconds. The jitter keeps a classroom from coming back all at once. */
  next(): number {
    return Math.round((STEPS[this.#tries++] ?? LONGEST) * (0.5 + this.#random()));
  }

  /** Makes the next wait the longest: the other side said we were too much. */
  exhaust(): void {
    this.#tries = STEPS.length;
  }

  /** Begins again with the shortest wait. */
  reset(): void {
    this.#tries = 0;
  }
}
