import type { Clock } from "./clock.ts";
import { Sequences } from "./sequences.ts";
import type { Access, RoomStore } from "./store.ts";

/**
 * How old a right read from the store may be, in milliseconds. Whoever loses one loses it within
 * that time on every instance, whatever the bus does.
 */
const MAX_AGE_MS = 1_000;
const MAX_KEPT = 20_000;

interface Kept {
  at: number;
  access: Promise<Access | undefined>;
}

/** What people may do in rooms, read from the store at most once a second for each. */
export class Rights {
  readonly #rooms: Pick<RoomStore, "access">;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();
  readonly #reading = new Sequences();

  constructor(rooms: Pick<RoomStore, "access">, clock: Clock) {
    this.#rooms = rooms;
    this.#clock = clock;
  }

  /** The person's standing in a room that is theirs or public. */
  of(user: number, room: number): Promise<Access | undefined> {
    const key = `${user}:${room}`;
    const now = this.#clock.now();
    const kept = this.#kept.get(key);
    if (kept && now - kept.at < MAX_AGE_MS) return kept.access;
    return this.#read(key, user, room, now);
  }

  #read(key: string, user: number, room: number, at: number): Promise<Access | undefined> {
    // Answers come in the order of the questions, or two messages of one person could change places.
    const access = this.#reading.run(key, () => this.#rooms.access(user, room));
    const kept = { at, access };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    access.catch(() => this.#kept.get(key) === kept && this.#kept.delete(key));
    if (this.#kept.size > MAX_KEPT) this.#dropOldest();
    return access;
  }

  /** Forgets what is known of a room: its `acl_rev` has changed. */
  forgetRoom(room: number): void {
    const suffix = `:${room}`;
    for (const key of this.#kept.keys()) if (key.endsWith(suffix)) this.#kept.delete(key);
  }

  /** Forgets what is known of a person: their `rev` has changed. */
  forgetPerson(user: number): void {
    const prefix = `${user}:`;
    for (const key of this.#kept.keys()) if (key.startsWith(prefix)) this.#kept.delete(key);
  }

  // A Map keeps the order of insertion, and every read inserts anew: the first is the oldest.
  #dropOldest(): void {
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}
