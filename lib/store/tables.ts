import type { Generated } from "kysely";
import type { Role, RoomKind } from "@/lib/chat/model.ts";

// Times are milliseconds since the epoch, by the database's clock: three engines, one way to read
// them, and no time zone on the way.

/** `meta`: what is true of the whole database, by name. */
export interface MetaTable {
  name: "version" | "store" | "bus_key";
  value: string;
}

/** `users`: people. A deleted account keeps its row, with the name blanked. */
export interface UsersTable {
  id: Generated<number>;
  name: string;
  /** The name as the program folds it; unique. */
  name_key: string;
  password_hash: string | null;
  role: Role;
  /** Rises with any change of role, ban, memberships or sessions. */
  rev: number;
  locale: string | null;
  created_at: number;
  seen_at: number;
  banned_until: number | null;
}

/** `sessions`: who is signed in. */
export interface SessionsTable {
  token_hash: Uint8Array;
  user_id: number;
  created_at: number;
  expires_at: number;
  device: string;
  address: string;
}

/** `rooms`, and where each stands. */
export interface RoomsTable {
  id: Generated<number>;
  slug: string;
  name: string;
  topic: string;
  kind: RoomKind;
  /** Names the people of a direct room; unique. */
  direct_key: string | null;
  /** The room's last change. */
  rev: number;
  /** How many messages have been posted, ever. */
  posts: number;
  /** Rises with any change of members, roles, kind, slow mode or archive. */
  acl_rev: number;
  created_by: number | null;
  created_at: number;
  archived_at: number | null;
}

/** `memberships`: who is in which room, and how far they have read. */
export interface MembershipsTable {
  room_id: number;
  user_id: number;
  role: "owner" | "member";
  read_seq: number;
  /** `posts` of the room up to `read_seq`. */
  read_n: number;
  notify: string;
  joined_at: number;
}

/** `messages`, each in its present state. */
export interface MessagesTable {
  room_id: number;
  seq: number;
  /** The room's n-th post. */
  n: number;
  rev: number;
  author_id: number;
  client_id: string;
  kind: "text" | "system";
  body: string;
  reply_to: number | null;
  created_at: number;
  edited_at: number | null;
  deleted_at: number | null;
}

/** `actions`: which edits, deletions, reactions and pins have been done. */
export interface ActionsTable {
  author_id: number;
  client_id: string;
  room_id: number;
  seq: number;
  rev: number;
  at: number;
}

/** `reactions`: who reacted to what, and how. */
export interface ReactionsTable {
  room_id: number;
  seq: number;
  emoji: string;
  user_id: number;
  /** The message's `rev` at which it came: the order in which reactions are shown. */
  rev: number;
}

/** Every table, by its name. */
export interface Tables {
  meta: MetaTable;
  users: UsersTable;
  sessions: SessionsTable;
  rooms: RoomsTable;
  memberships: MembershipsTable;
  messages: MessagesTable;
  actions: ActionsTable;
  reactions: ReactionsTable;
}
