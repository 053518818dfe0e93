import type { Clock } from "@/lib/chat/clock.ts";
import type { PeopleStore } from "@/lib/chat/store.ts";

/** How long a name is believed, in milliseconds, and how many are kept. */
const MAX_AGE_MS = 10_000;
const MAX_KEPT = 5_000;

/** What people are called, read from the store at most every ten seconds for each. */
export class Names {
  readonly #store: Pick<PeopleStore, "find">;
  readonly #clock: Clock;
  readonly #kept = new Map<number, { at: number; name: Promise<string | undefined> }>();

  constructor(store: Pick<PeopleStore, "find">, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * The name of a person; `undefined` if there is no such person.
   *
   * @throws {Unavailable} if the store is away
   */
  of(user: number): Promise<string | undefined> {
    const now = this.#clock.now();
    const kept = this.#kept.get(user);
    if (kept && now - kept.at < MAX_AGE_MS) return kept.name;
    const name = this.#store.find([user]).then((found) => found.get(user)?.name);
    const entry = { at: now, name };
    this.#kept.delete(user);
    this.#kept.set(user, entry);
    name.catch(() => this.#kept.get(user) === entry && this.#kept.delete(user));
    // A Map keeps the order of insertion, and every read inserts anew: the first is the oldest.
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return name;
  }

  /** The person is called otherwise now. */
  forget(user: number): void {
    this.#kept.delete(user);
  }
}
