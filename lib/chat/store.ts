import type { ErrorCode } from "./errors.ts";
import type { Message, Room, RoomKind, User } from "./model.ts";
import type { Name } from "./name.ts";

/**
 * What is kept, and the only one that decides: order, membership, sessions.
 *
 * Every method throws `Unavailable` where the database is away, slow or torn between two of us, so
 * that the same call may be made again; any other error is a fault of the call.
 */
export interface Store {
  /** 32 hex digits that name this database; made anew when it is restored. */
  readonly id: string;
  /** The 32 bytes that sign what goes over the bus. */
  readonly busKey: Uint8Array<ArrayBuffer>;
  readonly people: PeopleStore;
  readonly rooms: RoomStore;
  readonly messages: MessageStore;
  /**
   * The id of the database that is there now: another than `id` once a backup was restored, or
   * another server has taken the place; `undefined` if what is there has none. A call that would
   * mix the two up throws `Unavailable`, with `afterMs`.
   */
  presentId(): Promise<string | undefined>;
  /** Resolves if the database answers, and is still the one that was opened. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A session that is about to be: the token itself is known to its owner alone. */
export interface NewSession {
  /** SHA-256 of the token. */
  tokenHash: Uint8Array<ArrayBuffer>;
  /** How long it lives from now, in seconds. */
  ttlSeconds: number;
  /** The browser's own words, cut to 200 units. */
  device: string;
  address: string;
}

/** A person signed in; `rev` rises with any change of their role, rooms or sessions. */
export interface Session {
  user: User;
  rev: number;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  bannedUntil: number | undefined;
}

/** People and their sessions. */
export interface PeopleStore {
  /**
   * Makes a person, a member of the room `join`, and signs them in, in one transaction.
   * @throws {Conflict} if the name's key is taken
   */
  signUp(name: Name, session: NewSession, join: string): Promise<User>;
  /** The living session with this hash. */
  findSession(tokenHash: Uint8Array<ArrayBuffer>): Promise<Session | undefined>;
  /** Lets a session live `ttlSeconds` from now. */
  renewSession(tokenHash: Uint8Array<ArrayBuffer>, ttlSeconds: number): Promise<void>;
  /** Ends a session, and raises its person's `rev`. Ending none is no error. */
  endSession(tokenHash: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The present `rev` of these people; who is not there is left out. */
  revs(users: readonly number[]): Promise<Map<number, number>>;
}

/** A room that is about to be. */
export interface NewRoom {
  /** Taken if it is free; else a number is added. */
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
}

/** Where a room stands. */
export interface Head {
  rev: number;
  aclRev: number;
}

/** Rooms and who is in them. Everything is found through the person who asks. */
export interface RoomStore {
  /** The person's rooms, and the public ones, by name; archived ones are left out. */
  visibleTo(user: number): Promise<Room[]>;
  /** One room as the person sees it. */
  find(user: number, room: { id: number } | { slug: string }): Promise<Room | undefined>;
  /** The person's standing in a room that is theirs or public. */
  access(user: number, room: number): Promise<Access | undefined>;
  /** The rooms that the person is a member of, with their standing there. */
  memberships(user: number): Promise<Access[]>;
  /** Makes a room and its first memberships. */
  create(room: NewRoom): Promise<number>;
  /** Makes somebody a member; again is no error. */
  admit(room: number, user: number): Promise<void>;
  /** Ends a membership; none is no error. */
  dismiss(room: number, user: number): Promise<void>;
  /** The one direct room of exactly these people; made if it is not there yet. */
  direct(users: readonly number[]): Promise<number>;
  /** Where these rooms stand; one that is gone is left out. */
  heads(rooms: readonly number[]): Promise<Map<number, Head>>;
}

/** Something a person wants to happen in a room, under an id of their own making. */
interface Deed {
  /** The client id: unique per author. */
  id: string;
  author: { id: number; name: string };
  room: number;
  /** `acl_rev` of the rights it was allowed under; where the room's differs, they are read again. */
  aclRev: number;
}

/** A new message. */
export interface Post extends Deed {
  kind: "post";
  body: string;
  replyTo: number | undefined;
}

/** Another text for an own message. */
export interface Edit extends Deed {
  kind: "edit";
  seq: number;
  body: string;
}

/** The end of an own message; its place stays. */
export interface Deletion extends Deed {
  kind: "delete";
  seq: number;
}

/** An emoji of one's own on a message, or off it. */
export interface Reaction extends Deed {
  kind: "react";
  seq: number;
  emoji: string;
  on: boolean;
}

/** What may stand in a batch. */
export type Change = Post | Edit | Deletion | Reaction;

/** What became of one change; `known`: nothing, since it was done before, or is so already. */
export type Outcome =
  | { kind: "done" | "known"; room: number; seq: number; rev: number; at: string }
  | { kind: "refused"; code: ErrorCode; message: string };

/** What happened to one room in one commit: the state of all that changed in (from, to]. */
export interface RoomChange {
  room: number;
  from: number;
  to: number;
  /** Ascending by `rev`. */
  messages: readonly Message[];
}

/** The result of a batch: `outcomes` in its order, `changes` one a room. */
export interface Committed {
  outcomes: readonly Outcome[];
  changes: readonly RoomChange[];
}

/** Which stretch of a room's history: `before` and `after` exclusive, `around` in the middle. */
export type PageQuery =
  & { limit: number }
  & ({ before?: number } | { after: number } | { around: number });

/** Messages ascending by `seq`, and the room's `rev` as it was before they were read. */
export interface Page {
  messages: Message[];
  rev: number;
}

/** What changed after a cursor, ascending by `rev`: all of it up to `to`; `more`: and further. */
export interface Since {
  messages: Message[];
  to: number;
  more: boolean;
}

/** Messages, their order and their changes. */
export interface MessageStore {
  /** All of a batch in one transaction, or none of it. At most 200 changes. */
  commit(batch: readonly Change[]): Promise<Committed>;
  /** What became of (author, id) earlier, if anything did. */
  outcome(author: number, id: string): Promise<Outcome | undefined>;
  /** A stretch of history as `viewer` sees it: who reacted like them is told where they are given. */
  page(room: number, query: PageQuery, viewer?: number): Promise<Page>;
  since(room: number, rev: number, limit: number): Promise<Since>;
  /**
   * Forgets changes that were done more than 30 days ago by the database's clock, so that they would
   * be done again: the oldest 1,000 at most. Says how many.
   */
  forgetActions(): Promise<number>;
}
