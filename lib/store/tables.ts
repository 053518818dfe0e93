import type { Generated } from "kysely";
import type { Notify, Role, RoomKind } from "@/lib/chat/model.ts";
import type { AuditAction } from "@/lib/chat/store.ts";

// Times are milliseconds since the epoch, by the database's clock: three engines, one way to read
// them, and no time zone on the way.

/** `meta`: what is true of the whole database, by name. */
export interface MetaTable {
  /**
   * `faces`: how many changes of names, looks and roles there have been; `files`: whose lock makes the
   * order in which space for files is given out and content is found to be here already.
   */
  name: "version" | "store" | "bus_key" | "faces" | "files";
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
  /** May not write until then. */
  muted_until: Generated<number | null>;
  /** 0 to 23; null: that of the id. */
  hue: Generated<number | null>;
  /** The number of the picture in `pictures`. */
  picture: Generated<number | null>;
  theme: Generated<"light" | "dark" | null>;
  /** 1: others do not see how far the person has read. */
  reads_private: Generated<number>;
  /** 1: others see when the person was last here. */
  seen_shown: Generated<number>;
  /** 1: no sounds or marks for new messages. */
  notify_off: Generated<number>;
  /** 1: Enter begins a new line, and Ctrl+Enter sends. */
  enter_breaks: Generated<number>;
  typing_off: Generated<number>;
  /** `faces` of `meta` when the name, looks or role changed last. */
  face_rev: Generated<number>;
}

/** `sessions`: who is signed in. */
export interface SessionsTable {
  token_hash: Uint8Array;
  user_id: number;
  created_at: number;
  expires_at: number;
  device: string;
  /** SHA-256 of what the device is known by. */
  device_hash: Generated<Uint8Array | null>;
  address: string;
  origin: Generated<"name" | "password" | "link">;
  used_at: Generated<number>;
  /** When the account's password was last given on it. */
  confirmed_at: Generated<number | null>;
  /** 1: it came from a device that its owner has not looked at yet. */
  is_new: Generated<number>;
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
  /** Seconds between two messages of one person; 0: none. */
  slow: Generated<number>;
  locked_at: Generated<number | null>;
  /** It is gone for people; its messages are deleted behind them. */
  erased_at: Generated<number | null>;
}

/** `memberships`: who is in which room, and how far they have read. */
export interface MembershipsTable {
  room_id: number;
  user_id: number;
  role: "owner" | "member";
  read_seq: number;
  /** `posts` of the room up to `read_seq`. */
  read_n: number;
  notify: Notify;
  joined_at: number;
  /** When the member wrote last, where the room is slow. */
  posted_at: Generated<number>;
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
  /** How many files it has. */
  files: number;
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

/** `mentions`: whom messages call by name. */
export interface MentionsTable {
  room_id: number;
  seq: number;
  /** 0: everybody in the room. */
  user_id: number;
  /** The message's `created_at`. */
  at: Generated<number>;
}

/** `revisions`: texts that messages had; `rev` is the room's at which the next one came. */
export interface RevisionsTable {
  room_id: number;
  seq: number;
  rev: number;
  body: string;
  /** When it was replaced. */
  at: number;
}

/** `pins`: messages that rooms keep in view. */
export interface PinsTable {
  room_id: number;
  seq: number;
  user_id: number;
  at: number;
}

/** `saves`: messages that people have put aside. */
export interface SavesTable {
  user_id: number;
  room_id: number;
  seq: number;
  at: number;
}

/** `files`: what people send, on its way, here, or with its message. */
export interface FilesTable {
  id: string;
  user_id: number;
  name: string;
  /** The name as it is looked for: folded. */
  name_key: string;
  size: number;
  /** Bytes that are here. */
  received: number;
  /** Who alone may write it, and until when. */
  holder: string | null;
  held_until: number;
  created_at: number;
  finished_at: number | null;
  /** Null: not as long as its message is there. */
  expires_at: number | null;
  /** What it is, in `blobs`. */
  blob_id: string | null;
  room_id: number | null;
  seq: number | null;
  /** Its place among the files of its message. */
  place: number;
}

/** `blobs`: content, once for all files that have it. */
export interface BlobsTable {
  /** The id of the file that had it first: under it the bytes are kept. */
  id: string;
  hash: Uint8Array;
  size: number;
  type: string;
  width: number | null;
  height: number | null;
  created_at: number;
  /** No file has it any more, and its bytes are being removed. */
  gone_at: number | null;
}

/** `file_chunks`: the bytes of files, where they are kept here; `n` counts mebibytes from 0. */
export interface FileChunksTable {
  file_id: string;
  n: number;
  bytes: Uint8Array;
}

/** `previews` of pictures, in WebP. */
export interface PreviewsTable {
  blob_id: string;
  size: "small" | "large";
  width: number;
  height: number;
  bytes: Uint8Array;
}

/** `terms`: every word of every message, folded. */
export interface TermsTable {
  id: Generated<number>;
  term: string;
}

/** `postings`: which messages hold which word; `n` is the message's `created_at`. */
export interface PostingsTable {
  term_id: number;
  n: number;
  room_id: number;
  seq: number;
}

/** `index_heads`: how far each room's changes are in `postings`. */
export interface IndexHeadsTable {
  room_id: number;
  rev: number;
}

/** `leases`: which instance does what only one may do, and until when. */
export interface LeasesTable {
  name: string;
  holder: string;
  until: number;
}

/** `old_slugs`: addresses that rooms had. */
export interface OldSlugsTable {
  slug: string;
  room_id: number;
}

/** `exclusions`: who was removed from where, and may not come back by themselves. */
export interface ExclusionsTable {
  room_id: number;
  user_id: number;
  at: number;
}

/** `held_names`: names that nobody but the one who had them may take. */
export interface HeldNamesTable {
  name_key: string;
  user_id: number;
  until: number;
}

/** `links`: one-time links. */
export interface LinksTable {
  token_hash: Uint8Array;
  kind: "host" | "device";
  user_id: number | null;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

/** `knocks`: who waits to be let in, under the session that they will have then. */
export interface KnocksTable {
  id: Generated<number>;
  name: string;
  name_key: string;
  token_hash: Uint8Array;
  ttl_seconds: number;
  device: string;
  device_hash: Uint8Array | null;
  address: string;
  at: number;
  refused_at: Generated<number | null>;
}

/** `bans` of devices and addresses; that of the account stands in `users`. */
export interface BansTable {
  id: Generated<number>;
  user_id: number;
  device_hash: Uint8Array | null;
  address: string | null;
  until: number;
}

/** `pictures` of people. */
export interface PicturesTable {
  user_id: number;
  number: number;
  type: "image/png" | "image/jpeg" | "image/webp";
  bytes: Uint8Array;
}

/** `settings` of the server, by name. */
export interface SettingsTable {
  name:
    | "join_code"
    | "knock"
    | "join_shows_people"
    | "newcomers"
    | "guests_direct"
    | "file_size"
    | "files_per_person"
    | "files_total"
    | "disk_free";
  value: string;
}

/** `audit`: who decided what about whom. */
export interface AuditTable {
  id: Generated<number>;
  at: number;
  actor_id: number;
  action: AuditAction;
  target_id: number | null;
  room_id: number | null;
  seq: number | null;
  detail: string | null;
  /** What it takes to undo it; kept for ten seconds. */
  undo: string | null;
  undone_at: Generated<number | null>;
}

/** `reports` of messages. */
export interface ReportsTable {
  id: Generated<number>;
  room_id: number;
  seq: number;
  reporter_id: number;
  reason: string;
  at: number;
  closed_at: Generated<number | null>;
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
  mentions: MentionsTable;
  revisions: RevisionsTable;
  pins: PinsTable;
  saves: SavesTable;
  files: FilesTable;
  blobs: BlobsTable;
  file_chunks: FileChunksTable;
  previews: PreviewsTable;
  terms: TermsTable;
  postings: PostingsTable;
  index_heads: IndexHeadsTable;
  leases: LeasesTable;
  old_slugs: OldSlugsTable;
  exclusions: ExclusionsTable;
  held_names: HeldNamesTable;
  links: LinksTable;
  knocks: KnocksTable;
  bans: BansTable;
  pictures: PicturesTable;
  settings: SettingsTable;
  audit: AuditTable;
  reports: ReportsTable;
}
