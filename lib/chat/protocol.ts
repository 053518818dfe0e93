import * as z from "zod/mini";
import { ClientId, Cursor, FileId, Id } from "./model.ts";
import { LIMITS } from "./limits.ts";

// Apart from what a client may say: a browser need not load the means to read its own frames.
export { type FrameOf, ServerFrame } from "./server_frame.ts";
export { CLOSE, PROTOCOL } from "./subprotocol.ts";

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
  files: z.optional(z.array(FileId).check(z.maxLength(LIMITS.files))),
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
const Pin = z.object({ t: z.literal("pin"), id: ClientId, room: Id, seq: Id, on: z.boolean() });
const Pull = z.object({ t: z.literal("pull"), room: Id, since: Cursor });
const Read = z.object({
  t: z.literal("read"),
  room: Id,
  seq: Cursor,
  back: z.optional(z.literal(true)),
});
const Typing = z.object({ t: z.literal("typing"), room: Id, on: z.boolean() });
/** The person has left the keyboard alone for a while, or is back at it. */
const Away = z.object({ t: z.literal("away"), on: z.boolean() });
const Ping = z.object({ t: z.literal("ping"), n: z.number() });

/** What a client may say. */
export const ClientFrame = z.discriminatedUnion("t", [
  Hello,
  Send,
  Edit,
  Delete,
  React,
  Pin,
  Pull,
  Read,
  Typing,
  Away,
  Ping,
]);

export type ClientFrame = z.infer<typeof ClientFrame>;
