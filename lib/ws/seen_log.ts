import type { Clock } from "@/lib/chat/clock.ts";
import type { PeopleStore } from "@/lib/chat/store.ts";

/** How often it is written down who is here, in milliseconds, and how many people at once. */
const EVERY_MS = 5 * 60_000;
const CHUNK = 500;

/** Writes down, every five minutes, who was here since the last time. */
export class SeenLog {
  readonly #store: Pick<PeopleStore, "seen">;
  readonly #clock: Clock;
  #seen = new Set<number>();
  #dueAt: number;

  constructor(store: Pick<PeopleStore, "seen">, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#dueAt = clock.now() + EVERY_MS;
  }

  /** Somebody has come, or goes. */
  note(user: number): void {
    this.#seen.add(user);
  }

  /** Writes down what is due. Never throws: who is still here is written down the next time. */
  async tick(here: Iterable<number>): Promise<void> {
    if (this.#clock.now() < this.#dueAt) return;
    this.#dueAt = this.#clock.now() + EVERY_MS;
    const users = [...this.#seen.union(new Set(here))];
    this.#seen = new Set();
    try {
      for (let at = 0; at < users.length; at += CHUNK) {
        await this.#store.seen(users.slice(at, at + CHUNK));
      }
    } catch {
      for (const user of users) this.#seen.add(user);
    }
  }
}
