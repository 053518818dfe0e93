/** Moments by key, remembered for a while. */
export class Recent {
  readonly #windowMs: number;
  readonly #most: number;
  readonly #moments = new Map<string, number[]>();
  #sweepAt = 1_024;

  /** @param most how many moments of a key are kept: the latest */
  constructor({ windowMs, most }: { windowMs: number; most: number }) {
    this.#windowMs = windowMs;
    this.#most = most;
  }

  /** The moments of a key that lie less than the window back, the oldest first. */
  of(key: string, now: number): readonly number[] {
    const moments = this.#moments.get(key);
    if (!moments) return [];
    while (moments.length > 0 && now - moments[0]! >= this.#windowMs) moments.shift();
    if (moments.length === 0) this.#moments.delete(key);
    return moments;
  }

  add(key: string, now: number): void {
    const moments = [...this.of(key, now), now].slice(-this.#most);
    this.#moments.set(key, moments);
    if (this.#moments.size > this.#sweepAt) this.#sweep(now);
  }

  /** Takes back one `add`. */
  remove(key: string, moment: number): void {
    const moments = this.#moments.get(key);
    const at = moments?.indexOf(moment) ?? -1;
    if (at >= 0) moments!.splice(at, 1);
    if (moments?.length === 0) this.#moments.delete(key);
  }

  // Doubling the mark keeps the sweep's cost constant per moment, however many keys there are.
  #sweep(now: number): void {
    for (const key of [...this.#moments.keys()]) this.of(key, now);
    this.#sweepAt = Math.max(1_024, this.#moments.size * 2);
  }
}
