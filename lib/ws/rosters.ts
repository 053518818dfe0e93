import type { Clock } from "@/lib/chat/clock.ts";
import type { RoomStore } from "@/lib/chat/store.ts";
import type { LiveRoom } from "./live_room.ts";

/** Who the members of a room are, and who were until a moment ago. */
interface Roster {
  readonly members: Set<number>;
  /** When they were found not to be members any more. */
  readonly past: Map<number, number>;
  /** The room's `acl_rev` before the members were read. */
  aclRev: number;
  readAt: number;
  /** Of whom the store has said something since they began to be read: that is newer. */
  noted: Set<number>;
}

/** What Rosters work with. */
export interface RostersParts {
  store: Pick<RoomStore, "memberIds">;
  clock: Clock;
  /** Called with those who have become members of a room, or are not any more. */
  moved(room: LiveRoom, change: { came: number[]; went: number[] }): void;
}

/** So large a room is read again only so often (milliseconds), however many come and go. */
const LARGE = 2_000;
const LARGE_MS = 5_000;
/** How long who has left a room still hears who is gone for good, in milliseconds. */
const PAST_MS = 15_000;
/** Rooms in one question. */
const CHUNK = 200;

/**
 * The members of the live rooms, whether they are connected or not: read when a room is opened, and
 * again when its `acl_rev` has moved.
 */
export class Rosters {
  readonly #parts: RostersParts;
  readonly #byRoom = new WeakMap<LiveRoom, Roster>();

  constructor(parts: RostersParts) {
    this.#parts = parts;
  }

  /** The members of a room; nobody, until they have been read. */
  of(room: LiveRoom): ReadonlySet<number> {
    return this.#byRoom.get(room)?.members ?? NOBODY;
  }

  /** Whether somebody is a member of a room, or was one until just now. */
  knew(room: LiveRoom, user: number): boolean {
    const roster = this.#byRoom.get(room);
    if (!roster) return false;
    const wentAt = roster.past.get(user) ?? -Infinity;
    return roster.members.has(user) || this.#parts.clock.now() - wentAt < PAST_MS;
  }

  /** Notes at once what the store has just said of one person. */
  note(room: LiveRoom, user: number, isMember: boolean): void {
    const roster = this.#byRoom.get(room);
    roster?.noted.add(user);
    if (!roster || roster.members.has(user) === isMember) return;
    if (isMember) this.#take(room, roster, { came: [user], went: [] });
    else this.#take(room, roster, { came: [], went: [user] });
  }

  /**
   * Reads the members of those rooms whose members are not known, or have changed since.
   *
   * @throws {Unavailable} if the store is away
   */
  async look(rooms: readonly LiveRoom[]): Promise<void> {
    const stale = rooms.filter((room) => this.#isStale(room));
    for (let at = 0; at < stale.length; at += CHUNK) await this.#read(stale.slice(at, at + CHUNK));
  }

  #isStale(room: LiveRoom): boolean {
    const roster = this.#byRoom.get(room);
    if (!roster) return true;
    if (roster.aclRev === room.aclRev) return false;
    return roster.members.size < LARGE || this.#parts.clock.now() - roster.readAt >= LARGE_MS;
  }

  async #read(rooms: readonly LiveRoom[]): Promise<void> {
    const before = rooms.map(({ aclRev }) => aclRev);
    for (const room of rooms) this.#byRoom.get(room)?.noted.clear();
    const found = await this.#parts.store.memberIds(rooms.map(({ id }) => id));
    rooms.forEach((room, at) => this.#compare(room, found.get(room.id) ?? [], before[at]!));
  }

  #compare(room: LiveRoom, ids: readonly number[], aclRev: number): void {
    const readAt = this.#parts.clock.now();
    const roster = this.#byRoom.get(room);
    if (!roster) {
      const members = new Set(ids);
      this.#byRoom.set(room, { members, past: new Map(), noted: new Set(), aclRev, readAt });
      return;
    }
    // One that was asked for later has been answered before.
    if (aclRev < roster.aclRev) return;
    roster.aclRev = aclRev;
    roster.readAt = readAt;
    const now = new Set(ids);
    const came = ids.filter((id) => !roster.members.has(id) && !roster.noted.has(id));
    const went = [...roster.members].filter((id) => !now.has(id) && !roster.noted.has(id));
    if (came.length > 0 || went.length > 0) this.#take(room, roster, { came, went });
  }

  #take(room: LiveRoom, roster: Roster, change: { came: number[]; went: number[] }): void {
    const now = this.#parts.clock.now();
    for (const [user, at] of roster.past) if (now - at >= PAST_MS) roster.past.delete(user);
    for (const user of change.came) {
      roster.members.add(user);
      roster.past.delete(user);
    }
    for (const user of change.went) {
      roster.members.delete(user);
      roster.past.set(user, now);
    }
    this.#parts.moved(room, change);
  }
}

const NOBODY: ReadonlySet<number> = new Set();
