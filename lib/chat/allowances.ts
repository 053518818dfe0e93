import { type BucketSize, TokenBuckets } from "./token_bucket.ts";

/** How often one person may do what others have to live with; tokens a second, and at once. */
const SIZES = {
  rooms: { rate: 1 / 30, burst: 10 },
  /** A teacher brings a whole class in. */
  invites: { rate: 1, burst: 60 },
  moves: { rate: 1, burst: 30 },
  conversations: { rate: 1 / 2, burst: 20 },
  changes: { rate: 1 / 2, burst: 20 },
  names: { rate: 1 / 60, burst: 5 },
  reports: { rate: 1 / 20, burst: 10 },
  saves: { rate: 2, burst: 60 },
  /** A page of 50 each: as fast as anybody scrolls; up to 200 messages an answer. */
  pages: { rate: 10, burst: 60 },
  /** What is said all over the chat to one person, or put aside by them. */
  lists: { rate: 5, burst: 40 },
  searches: { rate: 2, burst: 20 },
  /** All of a room, each time. */
  exports: { rate: 1 / 60, burst: 5 },
  /** Many photos at once, not thousands of empty files. */
  uploads: { rate: 2, burst: 200 },
  decisions: { rate: 2, burst: 60 },
} as const satisfies Readonly<Record<string, BucketSize>>;

/** What there is a limit for. */
export type Allowance = keyof typeof SIZES;

/** The token buckets of all people, one a kind of thing they do. */
export class Allowances {
  readonly #buckets: Readonly<Record<Allowance, TokenBuckets<number>>> | undefined;

  /** @param options `now` in milliseconds; `rateLimits` is off for load tests only */
  constructor({ now, rateLimits }: { now: () => number; rateLimits: boolean }) {
    const entries = Object.entries(SIZES).map((
      [kind, size],
    ) => [kind, new TokenBuckets(size, now)]);
    this.#buckets = rateLimits ? Object.fromEntries(entries) : undefined;
  }

  /** Takes a token. @throws {RateLimited} if there is none */
  take(kind: Allowance, user: number): void {
    this.#buckets?.[kind].take(user);
  }
}
