import type { Clock } from "@/lib/chat/clock.ts";
import { type BucketSize, TokenBuckets } from "@/lib/chat/token_bucket.ts";

/**
 * How many frames of a kind one socket may send: so many at once, so many a second. A client with
 * 500 rooms that comes back may have to pull each of them.
 */
const SIZES = {
  unfit: { burst: 20, rate: 2 },
  pull: { burst: 600, rate: 50 },
  hello: { burst: 10, rate: 1 },
  ping: { burst: 30, rate: 2 },
} satisfies Record<string, BucketSize>;

/** What can be overdone. */
export type FloodKind = keyof typeof SIZES;

/** Tells who floods. A `send` is not counted here: the chat limits those, and says when to retry. */
export class FloodGuard {
  readonly #buckets: Record<FloodKind, TokenBuckets<number>>;

  constructor(clock: Clock) {
    const now = () => clock.now();
    this.#buckets = {
      unfit: new TokenBuckets(SIZES.unfit, now),
      pull: new TokenBuckets(SIZES.pull, now),
      hello: new TokenBuckets(SIZES.hello, now),
      ping: new TokenBuckets(SIZES.ping, now),
    };
  }

  /** Counts one frame of a socket; false if that is one too many. */
  allows(kind: FloodKind, socket: number): boolean {
    try {
      this.#buckets[kind].take(socket);
      return true;
    } catch {
      return false;
    }
  }
}
