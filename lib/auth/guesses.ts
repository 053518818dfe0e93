import type { Clock } from "@/lib/chat/clock.ts";
import { RateLimited } from "@/lib/chat/errors.ts";
import { Recent } from "./recent.ts";
import { refused } from "./refused.ts";

const WINDOW_MS = 3 * 60_000;
/** Wrong answers in three minutes: an account takes no more, an address is slowed from there on. */
const FREE = 10;
const STEP_MS = 100;
const SLOWEST_MS = 2_000;

/** Whose secret is guessed, and from where. */
export interface Guess {
  /** The folded name, be there an account of it or not; `undefined`: the server's own code. */
  account: string | undefined;
  address: string;
}

/**
 * Bounds the guessing of secrets. An account takes ten wrong answers in three minutes. An address
 * is only ever slowed, since behind Docker's NAT everybody has the same one; and it is slowed before
 * the answer is looked at, or a guesser would just not wait for the slow ones.
 */
export class Guesses {
  readonly #clock: Clock;
  readonly #enabled: boolean;
  readonly #ofAccount = new Recent({ windowMs: WINDOW_MS, most: FREE });
  readonly #ofAddress = new Recent({
    windowMs: WINDOW_MS,
    most: FREE + SLOWEST_MS / STEP_MS,
  });

  constructor({ clock, rateLimits }: { clock: Clock; rateLimits: boolean }) {
    this.#clock = clock;
    this.#enabled = rateLimits;
  }

  /**
   * Looks whether a secret is right.
   *
   * @param look gives what the right secret opens, `undefined` for a wrong one
   * @throws {RateLimited} if the account has had its wrong answers, whatever this one is
   * @throws {Unauthenticated} if it is wrong
   */
  async attempt<T>({ account, address }: Guess, look: () => Promise<T | undefined>): Promise<T> {
    const at = this.#clock.now();
    // Counted before it is known: of a hundred at once, all would find the account untouched.
    if (account !== undefined) this.#count(account, at);
    let isWrong = false;
    try {
      await this.#pause(address);
      const found = await look();
      if (found !== undefined) return found;
      isWrong = true;
      this.#ofAddress.add(address, this.#clock.now());
      throw refused();
    } finally {
      if (account !== undefined && !isWrong) this.#ofAccount.remove(account, at);
    }
  }

  #count(account: string, at: number): void {
    if (!this.#enabled) return;
    const wrong = this.#ofAccount.of(account, at);
    if (wrong.length >= FREE) throw new RateLimited(wrong[0]! + WINDOW_MS - at);
    this.#ofAccount.add(account, at);
  }

  #pause(address: string): Promise<void> {
    const over = this.#ofAddress.of(address, this.#clock.now()).length - FREE;
    if (!this.#enabled || over <= 0) return Promise.resolve();
    const ms = Math.min(SLOWEST_MS, over * STEP_MS);
    return new Promise((resolve) => this.#clock.after(ms, resolve));
  }
}
