import type { Clock } from "@/lib/chat/clock.ts";
import { Leases } from "./leases.ts";

/** How long after their last socket anywhere somebody counts as here, in milliseconds. */
const LINGER_MS = 10_000;

/** Whose standing has changed since it was last taken, in all instances together. */
export interface Turnout {
  joined: number[];
  left: number[];
  /** They have left the keyboard alone on every device. */
  away: number[];
  back: number[];
}

interface Person {
  /** Live sockets here, and those of them that are away. */
  sockets: number;
  away: number;
  /** When they are no longer here; `undefined`: a socket of theirs is open somewhere. */
  leavesAt: number | undefined;
  isAway: boolean;
  /** As it was last taken. */
  told: "nothing" | "here" | "away";
}

/** Who is here, on whatever instance, and who of them is away. */
export class Attendance {
  readonly #clock: Clock;
  readonly #leases: Leases;
  readonly #people = new Map<number, Person>();
  readonly #leaving = new Set<number>();
  /** As what those were last taken who are gone, which is still to be taken. */
  readonly #gone = new Map<number, Person["told"]>();
  /** Of whom there may be something to tell, the longest first. */
  readonly #dirty = new Set<number>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#leases = new Leases(clock);
  }

  /** How many people are here. */
  get size(): number {
    return this.#people.size;
  }

  /** Those who are here. */
  get people(): IterableIterator<number> {
    return this.#people.keys();
  }

  /** Whether there is something to take. */
  get hasNews(): boolean {
    return this.#dirty.size > 0;
  }

  has(user: number): boolean {
    return this.#people.has(user);
  }

  isAway(user: number): boolean {
    return this.#people.get(user)?.isAway ?? false;
  }

  /** How a person stands on this instance alone. */
  standingHere(user: number): "here" | "away" | "absent" {
    const person = this.#people.get(user);
    if (!person || person.sockets === 0) return "absent";
    return person.away === person.sockets ? "away" : "here";
  }

  /** A socket of the person has come or gone, or changed between away and not. */
  count(user: number, by: { sockets: number; away: number }): void {
    const person = this.#people.get(user) ?? this.#enter(user);
    person.sockets += by.sockets;
    person.away += by.away;
    this.#review(user, person, LINGER_MS);
  }

  /** Whether that instance has been heard of. */
  knows(instance: string): boolean {
    return this.#leases.knows(instance);
  }

  /** Another instance says who is there. */
  hearHere(
    instance: string,
    { users, away }: { users: readonly number[]; away: readonly number[] },
  ) {
    this.#leases.renew(instance, users, away);
    for (const user of users) {
      this.#review(user, this.#people.get(user) ?? this.#enter(user), LINGER_MS);
    }
  }

  /** Another instance says who is not there any more. */
  hearLeft(instance: string, users: readonly number[]): void {
    this.#leases.end(instance, users);
    this.#reviewAll(users, LINGER_MS);
  }

  /** Lets go those whose time is over. */
  expire(): void {
    // Their instance has been silent for longer than anybody lingers.
    this.#reviewAll(this.#leases.expire(), 0);
    const now = this.#clock.now();
    for (const user of this.#leaving) {
      if ((this.#people.get(user)?.leavesAt ?? Infinity) <= now) this.#leave(user);
    }
  }

  /** What has changed, of the first `most` people; the rest stays to be taken. */
  take(most: number): Turnout {
    const turnout: Turnout = { joined: [], left: [], away: [], back: [] };
    for (const user of this.#dirty) {
      if (most-- <= 0) break;
      this.#dirty.delete(user);
      this.#tell(user, turnout);
    }
    return turnout;
  }

  #tell(user: number, { joined, left, away, back }: Turnout): void {
    const person = this.#people.get(user);
    const gone = this.#gone.get(user);
    this.#gone.delete(user);
    const told = person?.told ?? gone ?? "nothing";
    if (!person) {
      if (told !== "nothing") left.push(user);
      return;
    }
    const now = person.isAway ? "away" : "here";
    person.told = now;
    if (told === "nothing") joined.push(user);
    if (told !== "away" && now === "away") away.push(user);
    if (told === "away" && now === "here") back.push(user);
  }

  #enter(user: number): Person {
    const told = this.#gone.get(user) ?? "nothing";
    this.#gone.delete(user);
    const person = { sockets: 0, away: 0, leavesAt: undefined, isAway: false, told };
    this.#people.set(user, person);
    this.#dirty.add(user);
    return person;
  }

  #leave(user: number): void {
    const person = this.#people.get(user);
    this.#people.delete(user);
    this.#leaving.delete(user);
    if (!person) return;
    if (person.told !== "nothing") this.#gone.set(user, person.told);
    this.#dirty.add(user);
  }

  #reviewAll(users: readonly number[], lingerMs: number): void {
    for (const user of users) {
      const person = this.#people.get(user);
      if (person) this.#review(user, person, lingerMs);
    }
  }

  #review(user: number, person: Person, lingerMs: number): void {
    const elsewhere = this.#leases.standing(user);
    if (person.sockets === 0 && elsewhere === "absent") {
      if (lingerMs === 0) return this.#leave(user);
      person.leavesAt ??= this.#clock.now() + lingerMs;
      this.#leaving.add(user);
      return;
    }
    person.leavesAt = undefined;
    this.#leaving.delete(user);
    const isAway = elsewhere !== "here" && person.away === person.sockets;
    if (isAway === person.isAway) return;
    person.isAway = isAway;
    this.#dirty.add(user);
  }
}
