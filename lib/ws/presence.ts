import type { Bus, PeopleNews } from "@/lib/chat/bus.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import type { PeopleStore } from "@/lib/chat/store.ts";
import { Attendance } from "./attendance.ts";
import { Herald } from "./herald.ts";
import type { LiveRoom, Member } from "./live_room.ts";
import type { Peer } from "./peer.ts";
import { PresenceTeller } from "./presence_teller.ts";
import type { Roll } from "./roll.ts";
import type { Rosters } from "./rosters.ts";
import { SeenLog } from "./seen_log.ts";

/** What Presence works with. */
export interface PresenceParts {
  bus: Bus;
  clock: Clock;
  people: Pick<PeopleStore, "seen">;
  roll: Roll;
  rosters: Pick<Rosters, "of">;
  rooms: Iterable<LiveRoom>;
}

type Standing = Pick<Peer, "userId" | "away">;

/** Who is here, on all instances together, and who hears of it. */
export class Presence {
  readonly #attendance: Attendance;
  readonly #herald: Herald;
  readonly #teller: PresenceTeller;
  readonly #seen: SeenLog;
  readonly #roll: Roll;
  /** Sessions without a socket that have left the keyboard alone: each of their polls comes anew. */
  readonly #awayKeys = new Map<string, number>();

  constructor({ bus, clock, people, roll, rosters, rooms }: PresenceParts) {
    const attendance = new Attendance(clock);
    this.#attendance = attendance;
    this.#roll = roll;
    this.#herald = new Herald({ bus, clock, attendance, users: () => roll.users });
    this.#teller = new PresenceTeller({ clock, attendance, rosters, rooms });
    this.#seen = new SeenLog(people, clock);
  }

  /** How many people are here. */
  online(): number {
    return this.#attendance.size;
  }

  /** Whether a person is here. */
  isOnline(user: number): boolean {
    return this.#attendance.has(user);
  }

  /** Whether a person is here and idle. */
  isAway(user: number): boolean {
    return this.#attendance.isAway(user);
  }

  /** Those who are here. */
  people(): readonly number[] {
    return [...this.#attendance.people];
  }

  /** Who is here of a person's rooms, oneself included: 2,000 at most. */
  listFor(member: Pick<Member, "userId" | "rooms">): { online: number[]; away?: number[] } {
    return this.#teller.listFor(member);
  }

  /** A socket has been welcomed. */
  arrive(peer: Standing & Pick<Peer, "visitor">): void {
    const { key, budget } = peer.visitor;
    if (budget && this.#awayKeys.has(key)) peer.away = true;
    this.#count(peer, { sockets: 1, away: peer.away ? 1 : 0 });
  }

  /** A socket that was welcomed is gone. */
  depart(peer: Standing & Member): void {
    this.#teller.forget(peer);
    this.#count(peer, { sockets: -1, away: peer.away ? -1 : 0 });
  }

  /** A socket's person has left the keyboard alone, or is back at it. */
  turn(peer: Standing, away: boolean): void {
    if (peer.away === away) return;
    peer.away = away;
    this.#count(peer, { sockets: 0, away: away ? 1 : -1 });
  }

  /** The same of a person who has no socket, but streams and polls. */
  turnSession({ key, user, away }: { key: string; user: number; away: boolean }): void {
    if (away && this.#attendance.has(user)) this.#awayKeys.set(key, user);
    else this.#awayKeys.delete(key);
    for (const peer of this.#roll.of(user)) {
      if (peer.isLive && peer.visitor.budget && peer.visitor.key === key) this.turn(peer, away);
    }
  }

  /** Somebody's rooms are others now. */
  owe(member: Member): void {
    this.#teller.owe(member);
  }

  /** The members of a room are others now. */
  move(room: LiveRoom, change: { came: number[]; went: number[] }): void {
    this.#teller.move(room, change);
  }

  /** Hears what another instance says of its people. */
  hear(news: Exclude<PeopleNews, { kind: "changed" }>, from: string): void {
    if (!this.#attendance.knows(from)) this.#herald.greet();
    if (news.kind === "here") this.#attendance.hearHere(from, news);
    else this.#attendance.hearLeft(from, news.users);
    this.#teller.note();
  }

  /** Tells the other instances who is here, as after they could not hear it. */
  announce(): void {
    this.#herald.tellAll();
  }

  /** Call it every second. */
  tick(): void {
    this.#attendance.expire();
    this.#herald.tick();
    this.#teller.note();
    void this.#seen.tick(this.#roll.users);
    for (const [key, user] of this.#awayKeys) {
      if (!this.#attendance.has(user)) this.#awayKeys.delete(key);
    }
  }

  stop(): void {
    this.#teller.stop();
    this.#herald.close();
  }

  #count({ userId }: Standing, by: { sockets: number; away: number }): void {
    this.#attendance.count(userId, by);
    this.#herald.note(userId);
    this.#seen.note(userId);
    this.#teller.note();
  }
}
