import type { Clock } from "@/lib/chat/clock.ts";
import type { PeopleStore, Session } from "@/lib/chat/store.ts";

/** A session read from the store is believed for so long, in milliseconds; then it is read again. */
const MAX_AGE_MS = 1_000;
const MAX_KEPT = 10_000;

interface Kept {
  at: number;
  session: Promise<Session | undefined>;
  /** Whose it is, once that is known. */
  user: number | undefined;
}

/** Sessions as the store has them, each read at most once a second. */
export class KeptSessions {
  readonly #people: Pick<PeopleStore, "findSession">;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(people: Pick<PeopleStore, "findSession">, clock: Clock) {
    this.#people = people;
    this.#clock = clock;
  }

  /** The session whose token has this hash, in hex. */
  find(key: string): Promise<Session | undefined> {
    const now = this.#clock.now();
    const kept = this.#kept.get(key);
    return kept && now - kept.at < MAX_AGE_MS ? kept.session : this.#read(key, now);
  }

  forget(key: string): void {
    this.#kept.delete(key);
  }

  /** Forgets all sessions of a person, and those of which it is not known yet whose they are. */
  forgetPerson(user: number): void {
    for (const [key, kept] of this.#kept) {
      if (kept.user === undefined || kept.user === user) this.#kept.delete(key);
    }
  }

  #read(key: string, at: number): Promise<Session | undefined> {
    const session = this.#people.findSession(Uint8Array.fromHex(key));
    const kept: Kept = { at, session, user: undefined };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    session.then((found) => kept.user = found?.user.id, () => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    // A Map keeps the order of insertion, and every read inserts anew: the first is the oldest.
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return session;
  }
}
