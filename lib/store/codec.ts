import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message, Reaction, Room, User } from "@/lib/chat/model.ts";
import type { Access, Session } from "@/lib/chat/store.ts";
import type { MembershipsTable, ReactionsTable, RoomsTable, UsersTable } from "./tables.ts";

/** A row of `users`, as far as others see it. */
export type UserRow =
  & Pick<UsersTable, "name" | "role">
  & { id: number; hue: number | null; picture: number | null };

/** A row of `sessions` with its person's. */
export interface SessionRow extends UserRow {
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
  & Pick<RoomsTable, "slug" | "name" | "topic" | "kind" | "rev" | "posts">
  & { id: number; joined: number | null; read_seq: number | null; read_n: number | null }
  & { members: number | null };

/** A person's standing in a room. */
export interface AccessRow {
  id: number;
  kind: RoomsTable["kind"];
  acl_rev: number;
  role: MembershipsTable["role"] | null;
}

/** A row of `messages` with its author's name. */
export interface MessageRow {
  room_id: number;
  seq: number;
  rev: number;
  client_id: string;
  author_id: number;
  author_name: string;
  kind: "text" | "system";
  body: string;
  reply_to: number | null;
  created_at: number;
  edited_at: number | null;
  deleted_at: number | null;
}

/** A row of `reactions`, of whichever room. */
export type ReactionRow = Omit<ReactionsTable, "room_id">;

/** Milliseconds since the epoch as ISO 8601, UTC, to the millisecond. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** A person as others see them. */
export function userOf({ id, name, role, hue, picture }: UserRow): User {
  return {
    ...{ id, name, role },
    ...(hue === null ? {} : { hue }),
    ...(picture === null ? {} : { picture }),
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
    newDevices: row.new_devices ?? 0,
  };
}

/** A room as the person of the membership sees it. */
export function roomOf(row: RoomRow): Room {
  const { id, slug, name, topic, kind, rev } = row;
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
    // Mentions are not told apart from other messages yet.
    mentions: 0,
    ...(row.members === null ? {} : { members: row.members }),
  };
}

/** A person's standing in a room. */
export function accessOf({ id, kind, role, acl_rev }: AccessRow): Access {
  return { room: id, kind, role: role ?? undefined, aclRev: acl_rev };
}

/** A message in its present state; of a deleted one only the frame is left. */
export function messageOf(
  row: MessageRow,
  reactions: readonly ReactionRow[] = [],
  viewer?: number,
): Message {
  const frame = {
    room: row.room_id,
    seq: row.seq,
    rev: row.rev,
    id: row.client_id,
    author: { id: row.author_id, name: row.author_name },
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
