import * as z from "zod/mini";

/** An id of a person or a room, a `seq` or a `rev`: 1 to 2^53-1. */
export const Id = z.int().check(z.gte(1));

/** A place in a room's changes: a `rev`, or 0 for the start. */
export const Cursor = z.int().check(z.gte(0));

/** The id that a client gives to an action: 128 random bits, as 32 lower-case hex digits. */
export const ClientId = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** A moment: ISO 8601, UTC, milliseconds. */
export const Instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));

/** A person's standing on this server. */
export const Role = z.enum(["host", "moderator", "member", "guest"]);

/** A person as others see them. */
export const User = z.object({ id: Id, name: z.string(), role: Role });

/** Who sees a room: everybody, its members, or just the people in the conversation. */
export const RoomKind = z.enum(["public", "private", "direct"]);

/** A room as one person sees it: `unread` and `mentions` are theirs. */
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
});

/** One kind of reaction to a message: how many people, and the first twenty of them. */
export const Reaction = z.object({
  emoji: z.string(),
  n: Id,
  users: z.array(Id),
  me: z.optional(z.literal(true)),
});

/** A message in its present state; `rev` is that of its latest change. */
export const Message = z.object({
  room: Id,
  seq: Id,
  rev: Id,
  id: ClientId,
  author: z.object({ id: Id, name: z.string() }),
  kind: z.enum(["text", "system"]),
  body: z.string(),
  at: Instant,
  editedAt: z.optional(Instant),
  deleted: z.optional(z.literal(true)),
  replyTo: z.optional(Id),
  reactions: z.optional(z.array(Reaction)),
  pinned: z.optional(z.literal(true)),
});

export type User = z.infer<typeof User>;
export type Role = z.infer<typeof Role>;
export type Room = z.infer<typeof Room>;
export type RoomKind = z.infer<typeof RoomKind>;
export type Reaction = z.infer<typeof Reaction>;
export type Message = z.infer<typeof Message>;
