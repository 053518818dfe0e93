import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import { ServerFrame } from "@/lib/chat/protocol.ts";
import { encodeMessage, eventsFrames } from "@/lib/ws/encode.ts";
import { Ledger } from "../../support/ledger.ts";

const GERAL = 1;

function cut(bodies: string[], maxBytes?: number) {
  const ledger = new Ledger(GERAL);
  const entries = ledger.post(...bodies).messages.map(encodeMessage);
  const frames = eventsFrames({ room: GERAL, from: 0, to: ledger.head.rev, entries }, maxBytes);
  const parsed = frames.map(({ text }) => {
    const frame = ServerFrame.parse(JSON.parse(text));
    if (frame.t !== "events") throw new Error(`Cannot read ${frame.t}: events expected`);
    return frame;
  });
  return { frames, parsed };
}

const lines = (count: number, body = "olá") => Array.from({ length: count }, () => body);

Deno.test("eventsFrames() closes a frame at 200 messages, without a gap", () => {
  const { parsed } = cut(lines(450));
  expect(parsed.map(({ messages }) => messages.length)).toEqual([200, 200, 50]);
  expect(parsed.map(({ from, to }) => [from, to])).toEqual([[0, 200], [200, 400], [400, 450]]);
  expect(parsed.some(({ more }) => more)).toBe(false);
});

Deno.test("eventsFrames() closes a frame at 256 KiB of UTF-8", () => {
  const { frames, parsed } = cut(lines(40, "ã".repeat(8_000)));
  for (const { text, bytes } of frames) {
    const real = new TextEncoder().encode(text).length;
    expect(real).toBeLessThanOrEqual(LIMITS.eventsBytes);
    expect(bytes).toBeGreaterThanOrEqual(real);
  }
  expect(parsed.flatMap(({ messages }) => messages)).toHaveLength(40);
  expect(frames.length).toBe(3);
});

Deno.test("eventsFrames() says more where the answer would get too long", () => {
  const { frames, parsed } = cut(lines(200, "ã".repeat(8_000)), 1_048_576);
  const total = frames.reduce((sum, { text }) => sum + new TextEncoder().encode(text).length, 0);
  expect(total).toBeLessThanOrEqual(1_048_576);
  expect(parsed.at(-1)).toMatchObject({ more: true, to: parsed.at(-1)!.messages.at(-1)!.rev });
  expect(parsed.slice(0, -1).some(({ more }) => more)).toBe(false);
});

Deno.test("eventsFrames() makes one empty frame where nothing changed", () => {
  const frames = eventsFrames({ room: GERAL, from: 7, to: 7, entries: [] });
  expect(frames.map(({ text }) => text)).toEqual([
    '{"t":"events","room":1,"from":7,"to":7,"messages":[]}',
  ]);
});
