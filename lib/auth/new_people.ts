import { RateLimited } from "@/lib/chat/errors.ts";
import { TokenBuckets } from "@/lib/chat/token_bucket.ts";

/** A name costs one word: a class of 300 comes in at once, an endless script does not. */
const EVERYBODY = { rate: 2, burst: 300 };
/** What a script that takes all of that leaves to browsers which have seen the page. */
const KNOWN = { rate: 2, burst: 100 };
/** And from each of those, five in a minute. */
const FROM_DEVICE = { rate: 5 / 60, burst: 5 };

/** Bounds how many new people come. */
export class NewPeople {
  readonly #everybody: TokenBuckets<"server">;
  readonly #known: TokenBuckets<"server">;
  readonly #fromDevice: TokenBuckets<string>;

  /** @param now milliseconds; only differences count */
  constructor(now: () => number) {
    this.#everybody = new TokenBuckets(EVERYBODY, now);
    this.#known = new TokenBuckets(KNOWN, now);
    this.#fromDevice = new TokenBuckets(FROM_DEVICE, now);
  }

  /**
   * Counts one more.
   *
   * @param device by which it is known; `undefined`: it was never here
   * @throws {RateLimited} if too many came
   */
  take(device: string | undefined): void {
    if (device === undefined) return this.#everybody.take("server");
    this.#fromDevice.take(device);
    try {
      this.#everybody.take("server");
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      this.#known.take("server");
    }
  }
}
