/**
 * Chance that can be repeated: the same seed gives the same numbers. For the choices of a run (who
 * does what, when, and what breaks), never for a secret. After Mulberry32, public domain.
 */
export class Seeded {
  #state: number;

  constructor(readonly seed: string) {
    this.#state = hashOf(seed);
  }

  /** A number from 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** True in `share` of all cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of these; `undefined` if there are none. */
  pick<T>(choice: readonly T[]): T | undefined {
    return choice[this.between(0, choice.length - 1)];
  }

  /** These in another order. */
  shuffle<T>(list: readonly T[]): T[] {
    return list.map((one) => ({ one, key: this.next() })).sort((a, b) => a.key - b.key)
      .map(({ one }) => one);
  }

  /** A wait around `mean`, as long as the waits between calls at a telephone are. */
  pause(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  /** Chance of its own for a part, which what others do does not shift. */
  fork(part: string): Seeded {
    return new Seeded(`${this.seed}/${part}`);
  }
}

/** 32 bits of a text (FNV-1a). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
