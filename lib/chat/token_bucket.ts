import { RateLimited } from "./errors.ts";

/** How fast a bucket fills (tokens a second) and how much it holds. */
export interface BucketSize {
  rate: number;
  burst: number;
}

/** Token buckets by key: each starts full, fills at `rate`, and a full one is forgotten. */
export class TokenBuckets<Key> {
  readonly #size: BucketSize;
  readonly #now: () => number;
  readonly #spent = new Map<Key, { tokens: number; at: number }>();
  #sweepAt = 1_024;

  /** @param now milliseconds; only differences count */
  constructor(size: BucketSize, now: () => number) {
    this.#size = size;
    this.#now = now;
  }

  /**
   * Takes one token.
   *
   * @throws {RateLimited} if there is none, with the time until there will be
   */
  take(key: Key): void {
    const { rate, burst } = this.#size;
    const at = this.#now();
    const tokens = this.#tokens(key, at);
    if (tokens < 1) throw new RateLimited(Math.ceil((1 - tokens) / rate * 1_000));
    this.#spent.set(key, { tokens: Math.min(burst, tokens) - 1, at });
    if (this.#spent.size > this.#sweepAt) this.#sweep(at);
  }

  #tokens(key: Key, at: number): number {
    const { rate, burst } = this.#size;
    const held = this.#spent.get(key);
    return held ? Math.min(burst, held.tokens + (at - held.at) / 1_000 * rate) : burst;
  }

  // Doubling the mark keeps the sweep's cost constant per take, however many keys there are.
  #sweep(at: number): void {
    for (const key of this.#spent.keys()) {
      if (this.#tokens(key, at) >= this.#size.burst) this.#spent.delete(key);
    }
    this.#sweepAt = Math.max(1_024, this.#spent.size * 2);
  }
}
