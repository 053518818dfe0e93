import type { Notify, Role, Room, RoomKind, User } from "./model.ts";

/** A room that is about to be. */
export interface NewRoom {
  /** Taken if it is free, and was never another room's; else a number is added. */
  slug: string;
  name: string;
  topic: string;
  kind: Exclude<RoomKind, "direct">;
  /** The first is the room's owner. */
  members: readonly number[];
}

/** What one person may do in one room, and the `acl_rev` at which that was read. */
export interface Access {
  room: number;
  kind: RoomKind;
  /** `undefined`: not a member (of a public room, since others are not found at all). */
  role: "owner" | "member" | undefined;
  aclRev: number;
  /** The person's standing on the server. */
  standing: Role;
  /** The person may not write until then, in milliseconds since the epoch. */
  mutedUntil: number | undefined;
  locked: boolean;
  /** Seconds between two messages of one person; 0: none. */
  slow: number;
  /** They were removed, and may not come back by themselves. */
  excluded: boolean;
}

/** Where a room stands. */
export interface Head {
  rev: number;
  aclRev: number;
}

/** Changes of a room itself; what is left out stays. */
export interface RoomChanges {
  /** With a name comes the address it wants; the old one leads here from then on. */
  name?: { name: string; slug: string };
  topic?: string;
  kind?: Exclude<RoomKind, "direct">;
  slow?: number;
  locked?: boolean;
  archived?: boolean;
}

/** A member as the others see them. */
export interface RoomMember {
  user: User;
  role: "owner" | "member";
  /** Milliseconds since the epoch; only of those who show it. */
  seenAt: number | undefined;
}

/** How far a member has read; `back`: also backwards. */
export interface ReadMark {
  room: number;
  user: number;
  seq: number;
  back?: boolean;
}

/** Rooms and who is in them. Everything is found through the person who asks. */
export interface RoomStore {
  /** The person's rooms, and the public ones, by name; archived ones are left out. */
  visibleTo(user: number): Promise<Room[]>;
  /** Archived rooms that the person owns. */
  archivedOf(user: number): Promise<Room[]>;
  /**
   * One room as the person sees it; also by an address that it had. Archived ones only owners find,
   * and only with `archived`.
   */
  find(
    user: number,
    room: { id: number } | { slug: string },
    options?: { archived?: boolean },
  ): Promise<Room | undefined>;
  /** One room as each of these people sees it; who does not is left out. */
  seenBy(room: number, users: readonly number[]): Promise<Map<number, Room>>;
  /** The person's standing in a room that is theirs or public. */
  access(user: number, room: number): Promise<Access | undefined>;
  /** The rooms that the person is a member of, with their standing there. */
  memberships(user: number): Promise<Access[]>;
  /** Makes a room and its first memberships. */
  create(room: NewRoom): Promise<number>;
  /** Changes a room. @throws {NotFound} if it is not there */
  amend(room: number, changes: RoomChanges): Promise<void>;
  /** Ends a room for good: at once for people, its messages later. */
  erase(room: number): Promise<void>;
  /**
   * Makes somebody a member; answers false where they were one.
   * @param options `forgive`: also if they were removed; so it is unless said otherwise
   * @throws {Forbidden} if they were removed, and are not forgiven
   */
  admit(room: number, user: number, options?: { forgive: boolean }): Promise<boolean>;
  /**
   * Ends a membership; answers false where there was none. The last member of a private room takes it into the archive.
   * @throws {Conflict} if it were a private room's last owner, and others are still there
   */
  dismiss(room: number, user: number): Promise<boolean>;
  /** @throws {Conflict} if it were the room's last owner; @throws {NotFound} if they are no member */
  appoint(room: number, user: number, role: "owner" | "member"): Promise<void>;
  /** Which messages the member wants to be told of. */
  setNotify(room: number, user: number, notify: Notify): Promise<void>;
  /** Members by name: owners first. */
  members(room: number, options: { limit: number; after?: number }): Promise<RoomMember[]>;
  /** The ids of each room's members. */
  memberIds(rooms: readonly number[]): Promise<Map<number, number[]>>;
  /** Those of the room's members whose name has one of these keys, by key. */
  membersNamed(room: number, nameKeys: readonly string[]): Promise<Map<string, number>>;
  /** Notes how far people have read, in one statement; forward only, but for `back`. */
  read(marks: readonly ReadMark[]): Promise<void>;
  /** How far these members have read; `told`: others may know. */
  readsOf(
    room: number,
    users: readonly number[],
  ): Promise<Map<number, { seq: number; told: boolean }>>;
  /** Members who have read up to the message and let others know, its author left out. */
  readers(room: number, seq: number): Promise<User[]>;
  /** The one direct room of exactly these people; made if it is not there yet. */
  direct(users: readonly number[]): Promise<number>;
  /** Where these rooms stand; one that is gone is left out. */
  heads(rooms: readonly number[]): Promise<Map<number, Head>>;
}
