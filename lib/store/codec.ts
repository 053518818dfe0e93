import type { Selectable } from "kysely";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message, Reaction, Role, Room, SharedFile, User } from "@/lib/chat/model.ts";
import type { Access, Preferences, Session } from "@/lib/chat/store.ts";
import type { MembershipsTable, ReactionsTable, RoomsTable, UsersTable } from "./tables.ts";

/** How a person looks, in a row. */
export type LooksRow = Pick<Selectable<UsersTable>, "hue" | "picture">;

/** A row of `users`, as far as others see it. */
export type UserRow = LooksRow & Pick<UsersTable, "name" | "role"> & { id: number };

/** What a person has chosen, as `users` has it. */
export type PreferencesRow = Pick<
  Selectable<UsersTable>,
  | "hue"
  | "locale"
  | "theme"
  | "reads_private"
  | "seen_shown"
  | "notify_off"
  | "enter_breaks"
  | "typing_off"
>;

/** A row of `sessions` with its person's. */
export interface SessionRow extends UserRow, PreferencesRow {
  rev: number;
  expires_at: number;
  confirmed_at: number | null;
  banned_until: number | null;
  muted_until: number | null;
  /** 1: the account has a password. */
  guarded: number;
  new_devices: number | null;
}

/** A row of `rooms` with one person's membership, or nulls. */
export type RoomRow =
  & Pick<Selectable<RoomsTable>, "id" | "slug" | "name" | "topic" | "kind" | "rev" | "posts">
  & Pick<Selectable<RoomsTable>, "slow" | "locked_at" | "archived_at">
  & OrNull<Pick<MembershipsTable, "role" | "notify" | "read_seq" | "read_n">>
  & { joined: number | null; members: number | null; mentions: number };

type OrNull<T> = { [K in keyof T]: T[K] | null };

/** A person's standing in a room. */
export interface AccessRow {
  id: number;
  kind: RoomsTable["kind"];
  acl_rev: number;
  slow: number;
  locked_at: number | null;
  role: MembershipsTable["role"] | null;
  standing: Role | null;
  /** Only if that is still to come. */
  muted_until: number | null;
  /** Not null: removed from there. */
  excluded: number | null;
}

/** A row of `messages` with its author's name. */
export interface MessageRow {
  room_id: number;
  seq: number;
  rev: number;
  client_id: string;
  author_id: number;
  author_name: string;
  author_hue: number | null;
  author_picture: number | null;
  kind: "text" | "system";
  body: string;
  reply_to: number | null;
  created_at: number;
  edited_at: number | null;
  deleted_at: number | null;
  /** How many files it has. */
  files: number;
  /** Since when the room keeps it in view, and by whom. */
  pinned_at: number | null;
  pinned_by: number | null;
}

/** A row of `reactions`, of whichever room. */
export type ReactionRow = Omit<ReactionsTable, "room_id">;

/** Who is called where everybody in the room is; nobody has this id. */
export const EVERYBODY = 0;

/** What hangs on a message: how people reacted, whom it calls, ascending, and its files. */
export interface Marks {
  reactions: readonly ReactionRow[];
  mentions: readonly number[];
  files: readonly SharedFile[];
}

/** Milliseconds since the epoch as ISO 8601, UTC, to the millisecond. */
export function isoOf(ms: number): string {
  if (ms !== latest.ms) latest = { ms, iso: new Date(ms).toISOString() };
  return latest.iso;
}

/** All messages of a batch are of one time, and each says it twice. */
let latest = { ms: 0, iso: new Date(0).toISOString() };

/** A person as others see them. */
export function userOf({ id, name, role, ...looks }: UserRow): User {
  return { id, name, role, ...looksOf(looks) };
}

/** How a person looks; what they have not chosen is left out. */
export function looksOf({ hue, picture }: LooksRow): Pick<User, "hue" | "picture"> {
  return { ...(hue === null ? {} : { hue }), ...(picture === null ? {} : { picture }) };
}

/** What a person has chosen. */
export function preferencesOf(row: PreferencesRow): Preferences {
  return {
    hue: row.hue ?? undefined,
    locale: row.locale ?? undefined,
    theme: row.theme ?? undefined,
    readsPrivate: row.reads_private === 1,
    seenShown: row.seen_shown === 1,
    notify: row.notify_off === 0,
    enterBreaks: row.enter_breaks === 1,
    typing: row.typing_off === 0,
  };
}

/** A living session. */
export function sessionOf(row: SessionRow): Session {
  return {
    user: userOf(row),
    rev: row.rev,
    expiresAt: row.expires_at,
    bannedUntil: row.banned_until ?? undefined,
    mutedUntil: row.muted_until ?? undefined,
    confirmedAt: row.confirmed_at ?? undefined,
    hasPassword: row.guarded === 1,
    chosen: preferencesOf(row),
    newDevices: row.new_devices ?? 0,
  };
}

/** A room as the person of the membership sees it; `others`: who else is in a direct one. */
export function roomOf(row: RoomRow, others: readonly User[] = []): Room {
  const { id, slug, name, topic, kind, rev, members, role, notify, slow } = row;
  const joined = row.joined !== null;
  return {
    id,
    slug,
    name,
    topic,
    kind,
    rev,
    joined,
    readSeq: row.read_seq ?? 0,
    unread: joined ? Math.max(0, row.posts - (row.read_n ?? 0)) : 0,
    mentions: row.mentions,
    ...(members === null ? {} : { members }),
    ...(role === null ? {} : { role }),
    ...(notify === null || notify === "all" ? {} : { notify }),
    ...(slow === 0 ? {} : { slow }),
    ...(row.locked_at === null ? {} : { locked: true }),
    ...(row.archived_at === null ? {} : { archived: true }),
    ...(kind === "direct" ? { with: [...others] } : {}),
  };
}

/** A person's standing in a room. */
export function accessOf(row: AccessRow): Access {
  return {
    room: row.id,
    kind: row.kind,
    role: row.role ?? undefined,
    aclRev: row.acl_rev,
    standing: row.standing ?? "guest",
    mutedUntil: row.muted_until ?? undefined,
    locked: row.locked_at !== null,
    slow: row.slow,
    excluded: row.excluded !== null,
  };
}

/** A message in its present state; of a deleted one only the frame is left. */
export function messageOf(
  row: MessageRow,
  { reactions, mentions, files }: Marks,
  viewer?: number,
): Message {
  const looks = { hue: row.author_hue, picture: row.author_picture };
  const frame = {
    room: row.room_id,
    seq: row.seq,
    rev: row.rev,
    id: row.client_id,
    author: { id: row.author_id, name: row.author_name, ...looksOf(looks) },
    kind: row.kind,
    at: isoOf(row.created_at),
  };
  if (row.deleted_at !== null) return { ...frame, body: "", deleted: true };
  return {
    ...frame,
    body: row.body,
    ...(row.edited_at === null ? {} : { editedAt: isoOf(row.edited_at) }),
    ...(row.reply_to === null ? {} : { replyTo: row.reply_to }),
    ...(reactions.length === 0 ? {} : { reactions: reactionsOf(reactions, viewer) }),
    ...callsIn(mentions),
    ...(files.length === 0 ? {} : { files: [...files] }),
    ...(row.pinned_at === null ? {} : { pinned: true }),
  };
}

/** Whom a message calls, of what is kept of it. */
export function callsIn(mentions: readonly number[]): Pick<Message, "mentions" | "all"> {
  const named = mentions.filter((user) => user !== EVERYBODY);
  return {
    ...(named.length === 0 ? {} : { mentions: named }),
    ...(named.length === mentions.length ? {} : { all: true }),
  };
}

/** Who reacted, emoji by emoji, in the order in which each first came; `me` for the viewer's own. */
function reactionsOf(rows: readonly ReactionRow[], viewer: number | undefined): Reaction[] {
  const ordered = [...rows].sort((a, b) => a.rev - b.rev || a.user_id - b.user_id);
  return [...Map.groupBy(ordered, ({ emoji }) => emoji)].map(([emoji, own]) => {
    const users = own.map(({ user_id }) => user_id);
    return {
      emoji,
      n: users.length,
      users: users.slice(0, LIMITS.reactors),
      ...(viewer !== undefined && users.includes(viewer) ? { me: true as const } : {}),
    };
  });
}
