import type { Clock } from "@/lib/chat/clock.ts";
import { type BucketSize, TokenBuckets } from "@/lib/chat/token_bucket.ts";

/**
 * How many frames of a kind one socket may send: so many at once, so many a second. A client with
 * 500 rooms that comes back may have to pull each of them, and may mark each as read. A `visit` is a stream or a long poll that
 * begins: a busy room ends a poll several times a second, and somebody may have several tabs.
 */
const SIZES = {
  unfit: { burst: 20, rate: 2 },
  pull: { burst: 600, rate: 50 },
  hello: { burst: 10, rate: 1 },
  ping: { burst: 30, rate: 2 },
  read: { burst: 600, rate: 20 },
  typing: { burst: 60, rate: 5 },
  away: { burst: 20, rate: 1 },
  visit: { burst: 100, rate: 20 },
} satisfies Record<string, BucketSize>;

/** What can be overdone. */
export type FloodKind = keyof typeof SIZES;

/** Whose it is: the number of a socket, or the key of a session that has none. */
type Flooder = number | string;

/** Tells who floods. A `send` is not counted here: the chat limits those, and says when to retry. */
export class FloodGuard {
  readonly #buckets: Record<FloodKind, TokenBuckets<Flooder>>;

  constructor(clock: Clock) {
    const now = () => clock.now();
    this.#buckets = {
      unfit: new TokenBuckets(SIZES.unfit, now),
      pull: new TokenBuckets(SIZES.pull, now),
      hello: new TokenBuckets(SIZES.hello, now),
      ping: new TokenBuckets(SIZES.ping, now),
      read: new TokenBuckets(SIZES.read, now),
      typing: new TokenBuckets(SIZES.typing, now),
      away: new TokenBuckets(SIZES.away, now),
      visit: new TokenBuckets(SIZES.visit, now),
    };
  }

  /** Counts one; false if that is one too many. */
  allows(kind: FloodKind, who: Flooder): boolean {
    try {
      this.take(kind, who);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Counts one.
   *
   * @throws {RateLimited} if that is one too many, with the time until it is not
   */
  take(kind: FloodKind, who: Flooder): void {
    this.#buckets[kind].take(who);
  }
}
