import { expect } from "expect";
import fc from "fast-check";
import type * as z from "zod/mini";
import { ServerFrame } from "@/lib/chat/server_frame.ts";
import { readFrame } from "@/lib/client/read_frame.ts";
import { bruno, clientId, geral, message, welcome } from "./world.ts";

const AT = "2026-03-02T09:00:00.000Z";
const reactions = [{ emoji: "👍", n: 2, users: [1, 2], me: true as const }];
const rich = message(3, {
  author: { id: 2, name: "Bruno", hue: 3, picture: 9 },
  ...{ editedAt: AT, replyTo: 1, reactions, mentions: [1], pinned: true },
});
const room = {
  ...{ ...geral, members: 3, role: "owner", notify: "all", slow: 5, locked: true },
  ...{ archived: true, with: [bruno] },
};

/** One frame of each kind at least, with everything in it that may be. */
const FRAMES: Record<string, unknown>[] = [
  welcome({ away: [2], rooms: [room] }),
  { t: "ack", id: clientId(1), room: 1, seq: 2, rev: 3, at: AT, dup: true, undo: 4 },
  {
    ...{ t: "nack", id: "x", re: "send", room: 1, code: "conflict", message: "no" },
    ...{ retry: true, afterMs: 5 },
  },
  { t: "events", room: 1, from: 0, to: 3, messages: [rich, message(2)], more: true },
  { t: "reset", room: 1, rev: 0 },
  { t: "head", room: 1, rev: 7 },
  { t: "room", room },
  { t: "gone", room: 1 },
  { t: "read", room: 1, reads: { 1: 0, 2: 7 } },
  { t: "typing", room: 1, user: { id: 2, name: "Bruno" }, on: true },
  { t: "presence", online: [1], joined: [2], left: [3], away: [4], back: [5] },
  { t: "person", user: { ...bruno, hue: 23, picture: 1 } },
  { t: "waiting", knocks: 2, reports: 0 },
  { t: "mode", mode: "slow" },
  { t: "pong", n: 1 },
  { t: "bye", reason: "restart", afterMs: 0 },
];

const ODD = [undefined, null, "", "x", 0, -1, 1, 24, 1.5, 2 ** 53, true, false, [], {}, [0], NaN];

/** The places in a value, each as the way to it. */
function places(value: unknown, way: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([key, one]) => places(one, [...way, key]))];
}

function put(value: unknown, [key, ...way]: string[], odd: unknown): unknown {
  if (key === undefined) return odd;
  const copy: Record<string, unknown> = Object.assign(Array.isArray(value) ? [] : {}, value);
  const inner = put(copy[key], way, odd);
  if (inner === undefined && !Array.isArray(copy)) delete copy[key];
  else copy[key] = inner;
  return copy;
}

Deno.test("there is a frame here of each kind that the server may say, and all are read", () => {
  const kinds = (ServerFrame as z.ZodMiniDiscriminatedUnion).def.options.length;
  expect(new Set(FRAMES.map(({ t }) => t)).size).toBe(kinds);
  for (const frame of FRAMES) {
    expect([frame.t, ServerFrame.safeParse(frame).success]).toEqual([frame.t, true]);
    expect(readFrame(frame)).toBe(frame);
  }
});

Deno.test("what the published schemas refuse is no frame here either, and the other way round", () => {
  const spoilt = fc.constantFrom(...FRAMES).chain((frame) =>
    fc.tuple(fc.constant(frame), fc.constantFrom(...places(frame)), fc.constantFrom(...ODD))
  );
  fc.assert(
    fc.property(spoilt, ([frame, way, odd]) => {
      const changed = put(frame, way, odd);
      expect(readFrame(changed) !== undefined).toBe(ServerFrame.safeParse(changed).success);
    }),
    { numRuns: 5_000 },
  );
});
