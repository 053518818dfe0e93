import * as z from "zod/mini";
import { HUES } from "./hues.ts";

export { HUES };

/** An id of a person or a room, a `seq` or a `rev`: 1 to 2^53-1. */
export const Id = z.int().check(z.gte(1));

/** A place in a room's changes: a `rev`, or 0 for the start. */
export const Cursor = z.int().check(z.gte(0));

/** The id that a client gives to an action: 128 random bits, as 32 lower-case hex digits. */
export const ClientId = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** The id of a file: 128 random bits, as 32 lower-case hex digits. */
export const FileId = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** A moment: ISO 8601, UTC, milliseconds. */
export const Instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));

/** A person's standing on this server. */
export const Role = z.enum(["host", "moderator", "member", "guest"]);

/** How a person looks: a hue of their choice, and a picture by its number, which no other ever has. */
const Looks = {
  hue: z.optional(z.int().check(z.gte(0), z.lt(HUES))),
  picture: z.optional(Id),
};

/** A person as others see them; one whose account was deleted has the name "". */
export const User = z.object({ id: Id, name: z.string(), role: Role, ...Looks });

/**
 * Who sees a room, and who writes there: everybody; its members; just the people in the
 * conversation; or everybody sees it and only its owners and the moderators write.
 */
export const RoomKind = z.enum(["public", "private", "direct", "announcement"]);

/** Which messages of a room a member wants to be told of. */
export const Notify = z.enum(["all", "mentions", "nothing"]);

/**
 * A room as one person sees it: `role`, `notify`, `unread` and `mentions` are theirs. A direct room
 * has no name of its own: it is that of the others, who are in `with`.
 */
export const Room = z.object({
  id: Id,
  slug: z.string(),
  name: z.string(),
  topic: z.string(),
  kind: RoomKind,
  rev: Cursor,
  joined: z.boolean(),
  readSeq: Cursor,
  unread: Cursor,
  mentions: Cursor,
  members: z.optional(Cursor),
  role: z.optional(z.enum(["owner", "member"])),
  notify: z.optional(Notify),
  /** Seconds between two messages of one person. */
  slow: z.optional(Id),
  locked: z.optional(z.literal(true)),
  archived: z.optional(z.literal(true)),
  with: z.optional(z.array(User)),
});

/** One kind of reaction to a message: how many people, and the first twenty of them. */
export const Reaction = z.object({
  emoji: z.string(),
  n: Id,
  users: z.array(Id),
  me: z.optional(z.literal(true)),
});

/**
 * A file of a message. `size` in bytes; `type` is a media type by what its bytes are, whatever its
 * sender called it. A picture that has previews says how many pixels it is to be shown with.
 */
export const SharedFile = z.object({
  id: FileId,
  name: z.string(),
  size: Cursor,
  type: z.string(),
  width: z.optional(Id),
  height: z.optional(Id),
});

/** A message in its present state; `rev` is that of its latest change. */
export const Message = z.object({
  room: Id,
  seq: Id,
  rev: Id,
  id: ClientId,
  author: z.object({ id: Id, name: z.string(), ...Looks }),
  kind: z.enum(["text", "system"]),
  body: z.string(),
  at: Instant,
  editedAt: z.optional(Instant),
  deleted: z.optional(z.literal(true)),
  replyTo: z.optional(Id),
  reactions: z.optional(z.array(Reaction)),
  /** The people it calls by name, the first twenty of them. */
  mentions: z.optional(z.array(Id)),
  /** It calls everybody in the room. */
  all: z.optional(z.literal(true)),
  files: z.optional(z.array(SharedFile)),
  pinned: z.optional(z.literal(true)),
});

export type User = z.infer<typeof User>;
export type Role = z.infer<typeof Role>;
export type Room = z.infer<typeof Room>;
export type RoomKind = z.infer<typeof RoomKind>;
export type Notify = z.infer<typeof Notify>;
export type Reaction = z.infer<typeof Reaction>;
export type SharedFile = z.infer<typeof SharedFile>;
export type Message = z.infer<typeof Message>;
