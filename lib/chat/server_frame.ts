import * as z from "zod/mini";
import { ClientId, Cursor, Id, Instant, Message, Room, User } from "./model.ts";

const Welcome = z.object({
  t: z.literal("welcome"),
  store: z.string(),
  me: User,
  rooms: z.array(Room),
  online: z.array(Id),
  /** Those of `online` who have left the keyboard alone for a while. */
  away: z.optional(z.array(Id)),
  now: Instant,
  limits: z.looseObject({ body: z.number(), frame: z.number() }),
  mode: z.enum(["live", "slow"]),
});
const Ack = z.object({
  t: z.literal("ack"),
  id: ClientId,
  room: Id,
  seq: Id,
  rev: Id,
  at: Instant,
  dup: z.optional(z.literal(true)),
  /** Names the decision, where somebody else's message was deleted: for 10 s it can be undone. */
  undo: z.optional(Id),
});
const Nack = z.object({
  t: z.literal("nack"),
  id: z.optional(z.string()),
  re: z.optional(z.string()),
  room: z.optional(Id),
  code: z.string(),
  message: z.string(),
  retry: z.boolean(),
  afterMs: z.optional(z.number()),
});
const Events = z.object({
  t: z.literal("events"),
  room: Id,
  from: Cursor,
  to: Cursor,
  messages: z.array(Message),
  more: z.optional(z.literal(true)),
});
const Reset = z.object({ t: z.literal("reset"), room: Id, rev: Cursor });
const HeadFrame = z.object({ t: z.literal("head"), room: Id, rev: Cursor });
const RoomFrame = z.object({ t: z.literal("room"), room: Room });
const Gone = z.object({ t: z.literal("gone"), room: Id });
/** How far members have read; the own entry tells the person's other devices. */
const Reads = z.object({
  t: z.literal("read"),
  room: Id,
  reads: z.record(z.string(), Cursor),
});
const Typing = z.object({
  t: z.literal("typing"),
  room: Id,
  user: z.object({ id: Id, name: z.string() }),
  on: z.boolean(),
});
/** People of shared rooms who came, went, fell silent, or are back; `online` is the whole list. */
const Presence = z.object({
  t: z.literal("presence"),
  online: z.optional(z.array(Id)),
  joined: z.optional(z.array(Id)),
  left: z.optional(z.array(Id)),
  away: z.optional(z.array(Id)),
  back: z.optional(z.array(Id)),
});
/** Somebody of a shared room has another name or face, or another role, or is gone for good. */
const Person = z.object({ t: z.literal("person"), user: User });
/** For those who see to the server: people who knock, and reports that are open. */
const Waiting = z.object({ t: z.literal("waiting"), knocks: Cursor, reports: Cursor });
const Mode = z.object({ t: z.literal("mode"), mode: z.enum(["live", "slow"]) });
const Pong = z.object({ t: z.literal("pong"), n: z.number() });
const Bye = z.object({ t: z.literal("bye"), reason: z.string(), afterMs: z.number() });

/** What the server may say. A client ignores a `t` that it does not know. */
export const ServerFrame = z.discriminatedUnion("t", [
  Welcome,
  Ack,
  Nack,
  Events,
  Reset,
  HeadFrame,
  RoomFrame,
  Gone,
  Reads,
  Typing,
  Presence,
  Person,
  Waiting,
  Mode,
  Pong,
  Bye,
]);

export type ServerFrame = z.infer<typeof ServerFrame>;
/** One of the server's frames, by its `t`. */
export type FrameOf<T extends ServerFrame["t"]> = Extract<ServerFrame, { t: T }>;
