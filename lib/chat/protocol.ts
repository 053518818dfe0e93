import * as z from "zod/mini";
import { ClientId, Cursor, Id, Instant, Message, Room, User } from "./model.ts";
import { LIMITS } from "./limits.ts";

/** The subprotocol of `/ws`. */
export const PROTOCOL = "conexao.v1";

/**
 * Cursors by room. The keys come from outside, so they go into a Map: in an object `__proto__`
 * would be more than an unknown room. A key that is no id names no room, and is left out.
 */
const Cursors = z.pipe(
  z.custom<Record<string, unknown>>((value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
  ).register(z.globalRegistry, {
    // A check in code has no schema that could be published: this is what it amounts to.
    type: "object",
    maxProperties: LIMITS.helloRooms,
    additionalProperties: { type: "integer", minimum: 0 },
  }),
  z.pipe(
    z.transform((value: Record<string, unknown>) => Object.entries(value)),
    z.pipe(
      z.array(z.tuple([z.string(), Cursor])).check(z.maxLength(LIMITS.helloRooms)),
      z.transform((entries) =>
        new Map(
          entries.filter(([key]) => isId(key)).map(([key, rev]) => [Number(key), rev] as const),
        )
      ),
    ),
  ),
);

function isId(key: string): boolean {
  return /^[1-9]\d*$/.test(key) && Number.isSafeInteger(Number(key));
}

const Hello = z.object({ t: z.literal("hello"), rooms: z.optional(Cursors) });
const Send = z.object({
  t: z.literal("send"),
  id: ClientId,
  room: Id,
  body: z.string(),
  replyTo: z.optional(Id),
});
const Edit = z.object({ t: z.literal("edit"), id: ClientId, room: Id, seq: Id, body: z.string() });
const Delete = z.object({ t: z.literal("delete"), id: ClientId, room: Id, seq: Id });
const React = z.object({
  t: z.literal("react"),
  id: ClientId,
  room: Id,
  seq: Id,
  emoji: z.string(),
  on: z.boolean(),
});
const Pull = z.object({ t: z.literal("pull"), room: Id, since: Cursor });
const Ping = z.object({ t: z.literal("ping"), n: z.number() });

/** What a client may say. */
export const ClientFrame = z.discriminatedUnion("t", [
  Hello,
  Send,
  Edit,
  Delete,
  React,
  Pull,
  Ping,
]);

const Welcome = z.object({
  t: z.literal("welcome"),
  store: z.string(),
  me: User,
  rooms: z.array(Room),
  online: z.array(Id),
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
  Mode,
  Pong,
  Bye,
]);

/** Why a socket is closed; 1001 and 1012 are the standard's own (RFC 6455, section 7.4). */
export const CLOSE = {
  goingAway: 1001,
  tooBig: 1009,
  restart: 1012,
  badFrame: 4400,
  signedOut: 4401,
  ended: 4403,
  tooSlow: 4408,
  flooding: 4429,
} as const;

export type ClientFrame = z.infer<typeof ClientFrame>;
export type ServerFrame = z.infer<typeof ServerFrame>;
/** One of the server's frames, by its `t`. */
export type FrameOf<T extends ServerFrame["t"]> = Extract<ServerFrame, { t: T }>;
