import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { Attendance, Turnout } from "./attendance.ts";
import { encodeFrame } from "./encode.ts";
import type { LiveRoom, Member } from "./live_room.ts";
import type { Rosters } from "./rosters.ts";
import { type TurnoutKind, TurnoutPart, TurnoutParts } from "./turnout_parts.ts";

/** What a PresenceTeller works with. */
export interface PresenceTellerParts {
  clock: Clock;
  attendance: Attendance;
  rosters: Pick<Rosters, "of">;
  rooms: Iterable<LiveRoom>;
}

/** How long news are gathered, and how often a socket is told of them, in milliseconds. */
const GATHER_MS = 50;
const EVERY_MS = 1_000;
/** People that one frame names, at most: presence is for groups that know one another. */
const PEOPLE = 2_000;
/** Names times listeners in one round, at most: what is more waits for the next one. */
const ROUND = 4_000_000;
const LEAST = 50;
/** Whole lists in one round. */
const LISTS = 100;

/** Tells sockets who of their rooms came, went, fell silent or is back: each once a second at most. */
export class PresenceTeller {
  readonly #parts: PresenceTellerParts;
  /** Who became a member of a room, or is none any more, and was not told of yet. */
  readonly #moves: { room: LiveRoom; user: number; came: boolean }[] = [];
  /** Those who are owed a whole list. */
  readonly #owed = new Set<Member>();
  #timer: Timer | undefined;
  #toldAt = -Infinity;

  constructor(parts: PresenceTellerParts) {
    this.#parts = parts;
  }

  /** There may be news. */
  note(): void {
    const { clock, attendance } = this.#parts;
    if (!attendance.hasNews && this.#moves.length === 0 && this.#owed.size === 0) return;
    const wait = Math.max(GATHER_MS, this.#toldAt + EVERY_MS - clock.now());
    this.#timer ??= clock.after(wait, () => {
      this.#timer = undefined;
      this.#tell();
      this.note();
    });
  }

  /** Somebody's rooms are others now: they are told once more who is there. */
  owe(member: Member): void {
    this.#owed.add(member);
    this.note();
  }

  /** Somebody is gone, and needs nothing more. */
  forget(member: Member): void {
    this.#owed.delete(member);
  }

  /** The members of a room are others now. */
  move(room: LiveRoom, { came, went }: { came: number[]; went: number[] }): void {
    const { attendance } = this.#parts;
    for (const user of came) if (attendance.has(user)) this.#moves.push({ room, user, came: true });
    for (const user of went) {
      if (attendance.has(user)) this.#moves.push({ room, user, came: false });
    }
    this.note();
  }

  /** Who is here of a person's rooms, oneself included, and who of them is away. */
  listFor(member: Pick<Member, "userId" | "rooms">): { online: number[]; away?: number[] } {
    const { attendance, rosters } = this.#parts;
    const found = new Set([member.userId]);
    for (const room of member.rooms.values()) {
      const roster = rosters.of(room);
      const [few, many] = roster.size < attendance.size
        ? [roster, attendance]
        : [attendance.people, roster];
      for (const user of few) {
        if (found.size >= PEOPLE) break;
        if (many.has(user)) found.add(user);
      }
    }
    const online = [...found];
    const away = online.filter((user) => attendance.isAway(user));
    return { online, ...(away.length > 0 ? { away } : {}) };
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #tell(): void {
    const { clock, attendance, rooms } = this.#parts;
    this.#toldAt = clock.now();
    const heard = this.#tellLists();
    const live = [...rooms].filter((room) => room.members.size > 0);
    const listeners = live.reduce((sum, room) => sum + room.members.size, 1);
    const most = Math.max(LEAST, Math.min(PEOPLE, Math.floor(ROUND / listeners)));
    const parts = new TurnoutParts();
    const turnout = attendance.take(most);
    for (const room of live) this.#sort(turnout, room, parts);
    const partings = this.#sortMoves(most, parts);
    this.#tellParts(parts, partings, heard);
  }

  /** @returns who has got a whole list, and needs nothing more in this round */
  #tellLists(): Set<Member> {
    const heard = new Set<Member>();
    for (const member of this.#owed) {
      if (heard.size >= LISTS) break;
      if (member.tell(encodeFrame<"presence">({ t: "presence", ...this.listFor(member) }))) {
        heard.add(member);
      }
      if (!member.isBehind) this.#owed.delete(member);
    }
    return heard;
  }

  #sort(turnout: Turnout, room: LiveRoom, parts: TurnoutParts): void {
    const roster = this.#parts.rosters.of(room);
    for (const kind of Object.keys(turnout) as TurnoutKind[]) {
      const users = turnout[kind];
      if (roster.size < users.length) {
        const some = new Set(users);
        for (const user of roster) if (some.has(user)) parts.of(room).add(user, kind);
      } else {
        for (const user of users) if (roster.has(user)) parts.of(room).add(user, kind);
      }
    }
  }

  /** @returns who is no member of a room any more: news for those who share no other with them */
  #sortMoves(most: number, parts: TurnoutParts): { room: LiveRoom; user: number }[] {
    const { attendance, rosters } = this.#parts;
    const partings: { room: LiveRoom; user: number }[] = [];
    for (const { room, user, came } of this.#moves.splice(0, most)) {
      const isMember = rosters.of(room).has(user);
      if (came !== isMember || !attendance.has(user)) continue;
      if (!came) partings.push({ room, user });
      else {
        parts.of(room).add(user, "joined");
        if (attendance.isAway(user)) parts.of(room).add(user, "away");
      }
    }
    return partings;
  }

  #tellParts(
    parts: TurnoutParts,
    partings: readonly { room: LiveRoom; user: number }[],
    heard: ReadonlySet<Member>,
  ): void {
    const byMember = new Map<Member, TurnoutPart[]>();
    const give = (member: Member, part: TurnoutPart) => {
      const given = byMember.get(member);
      if (given) given.push(part);
      else byMember.set(member, [part]);
    };
    for (const room of parts.rooms) {
      for (const member of room.members) give(member, parts.of(room));
    }
    for (const { room, user } of partings) {
      const part = new TurnoutPart(`-${user}`);
      part.add(user, "left");
      for (const member of room.members) if (!this.#shares(member, user)) give(member, part);
    }
    for (const [member, theirs] of byMember) {
      const part = parts.merge(theirs);
      // The welcome has named oneself.
      if (heard.has(member) || part.isArrivalOf(member.userId)) continue;
      if (member.tell(part.text)) continue;
      if (member.isBehind) this.#owed.add(member);
    }
  }

  #shares(member: Member, user: number): boolean {
    if (member.userId === user) return true;
    for (const room of member.rooms.values()) {
      if (this.#parts.rosters.of(room).has(user)) return true;
    }
    return false;
  }
}
