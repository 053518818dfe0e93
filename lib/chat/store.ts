import type { ErrorCode } from "./errors.ts";
import type { ByteStore } from "./byte_store.ts";
import type { FileStore } from "./file_store.ts";
import type { Message } from "./model.ts";
import type { ModerationStore } from "./moderation_store.ts";
import type { OwnStore } from "./own_store.ts";
import type { PeopleStore } from "./people_store.ts";
import type { RoomStore } from "./room_store.ts";
import type { IndexStore, SearchStore } from "./search_store.ts";
import type { ServerStore } from "./server_store.ts";

export type * from "./byte_store.ts";
export type * from "./file_store.ts";
export type * from "./moderation_store.ts";
export type * from "./own_store.ts";
export type * from "./people_store.ts";
export type * from "./room_store.ts";
export type * from "./search_store.ts";
export type * from "./server_store.ts";

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
  /** Whether it was made by this very opening: whoever made it, hosts it. */
  readonly isNew: boolean;
  readonly people: PeopleStore;
  readonly rooms: RoomStore;
  readonly messages: MessageStore;
  readonly moderation: ModerationStore;
  readonly own: OwnStore;
  readonly files: FileStore;
  /** Bytes of files in rows of this database; only where several instances share it. */
  readonly chunks: ByteStore | undefined;
  readonly index: IndexStore;
  readonly search: SearchStore;
  readonly server: ServerStore;
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

/** Something a person wants to happen in a room, under an id of their own making. */
interface Deed {
  /** The client id: unique per author. */
  id: string;
  author: Message["author"];
  room: number;
  /** `acl_rev` of the rights it was allowed under; where the room's differs, they are read again. */
  aclRev: number;
}

/** A new message. */
export interface Post extends Deed {
  kind: "post";
  body: string;
  replyTo: number | undefined;
  /** Ids of files of the author's own, all here and of no message yet; 10 at most, in their order. */
  files?: readonly string[];
  /**
   * The people whom it calls by name with an "@", the author left out; at most 20. Who is no member
   * when it is stored is left out, too.
   */
  mentions?: readonly number[];
  /** It calls everybody in the room. */
  all?: boolean;
}

/** Something that happened in the room, told there by a message of kind `system`; nobody's unread. */
export interface Line extends Deed {
  kind: "line";
  /** As `lib/chat/system_line.ts` writes it. */
  body: string;
}

/** Another text for an own message; the one before is kept among its revisions. */
export interface Edit extends Deed {
  kind: "edit";
  seq: number;
  body: string;
  mentions?: readonly number[];
  all?: boolean;
}

/** The end of a message; its place stays. */
export interface Deletion extends Deed {
  kind: "delete";
  seq: number;
  /** Also somebody else's: written down, and kept for ten seconds so that it can be undone. */
  moderated?: boolean;
}

/**
 * A message that was deleted by a moderator is there again. All but `kind`, `seq` and the deed's own
 * are, as JSON, the `undo` of the note that the deletion made.
 */
export interface Restoration extends Deed {
  kind: "restore";
  seq: number;
  body: string;
  /** Milliseconds since the epoch; not there: it never was. */
  editedAt?: number;
  mentions?: readonly number[];
  all?: boolean;
  files?: readonly string[];
}

/** A message set among those that the room keeps in view, or taken from there. */
export interface Pin extends Deed {
  kind: "pin";
  seq: number;
  on: boolean;
}

/** An emoji of one's own on a message, or off it. */
export interface Reaction extends Deed {
  kind: "react";
  seq: number;
  emoji: string;
  on: boolean;
}

/** What may stand in a batch. */
export type Change = Post | Line | Edit | Deletion | Restoration | Reaction | Pin;

/**
 * What became of one change; `known`: nothing, since it was done before, or is so already; `note`:
 * where it was written down that somebody else's message was deleted. What is refused for now, with
 * `afterMs`, may be sent again.
 */
export type Outcome =
  | { kind: "done" | "known"; room: number; seq: number; rev: number; at: string; note?: number }
  | { kind: "refused"; code: ErrorCode; message: string; afterMs?: number };

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

/**
 * Which stretch of a room's history: `before` and `after` exclusive, `around` in the middle; `at`:
 * around the first message that was posted at that moment or later, in milliseconds since the epoch.
 */
export type PageQuery =
  & { limit: number }
  & ({ before?: number } | { after: number } | { around: number } | { at: number });

/** Messages ascending by `seq`, and the room's `rev` as it was before they were read. */
export interface Page {
  messages: Message[];
  rev: number;
  /** Messages that those of the page reply to and that are not among them, ascending by `seq`. */
  origins: Message[];
  /** Which messages reply to those of the page, ascending; the first 100 of each, none deleted. */
  replies: Replies[];
}

/** A message, by its `seq`, and the replies to it. */
export interface Replies {
  seq: number;
  by: number[];
}

/** A text that a message had, until `at` (ISO 8601). */
export interface Revision {
  body: string;
  at: string;
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
  /** These messages of a room, ascending by `seq`; one that is not there is left out. */
  find(room: number, seqs: readonly number[], viewer?: number): Promise<Message[]>;
  /** Replies to a message, ascending by `seq`, those that are deleted left out; `after` exclusive. */
  replies(
    room: number,
    seq: number,
    options: { limit: number; after?: number; viewer?: number },
  ): Promise<Message[]>;
  /** Earlier texts of a message, oldest first; none once it is deleted. */
  revisions(room: number, seq: number): Promise<Revision[]>;
  /** Pinned messages, the latest pin first. */
  pins(room: number, viewer?: number): Promise<Message[]>;
  /**
   * Forgets changes that were done more than 30 days ago by the database's clock, so that they would
   * be done again: the oldest 1,000 at most. Says how many.
   */
  forgetActions(): Promise<number>;
  /** Forgets messages of rooms that were ended: 1,000 at most. Says how many. */
  forgetMessages(): Promise<number>;
}
