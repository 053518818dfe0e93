import { expect } from "expect";
import { type Change, overlay } from "@/lib/client/deeds.ts";
import type { Message } from "@/lib/chat/model.ts";
import { ana, bruno, message } from "./world.ts";

const AT = "2026-03-02T09:05:00.000Z";
const before = [message(1), message(2)];

function after(messages: readonly Message[], ...changes: Change[]): readonly Message[] {
  return overlay(messages, changes.map((change) => ({ ...change, by: ana.id, at: AT })));
}

function reacted(users: number[], on: boolean, emoji = "👍"): Message["reactions"] {
  const reactions = users.length > 0 ? [{ emoji: "👍", n: users.length, users }] : [];
  const [one] = after([message(1, { reactions })], { kind: "react", seq: 1, emoji, on });
  return one?.reactions;
}

Deno.test("an edited message has its new text, and the others are the very same", () => {
  const [first, second] = after(before, { kind: "edit", seq: 1, body: "corrigida" });
  expect(first).toEqual(message(1, { body: "corrigida", editedAt: AT }));
  expect(second).toBe(before[1]);
});

Deno.test("without changes, or with such as change nothing, all is the very same", () => {
  expect(after(before)).toBe(before);
  const [first] = after(
    before,
    { kind: "edit", seq: 1, body: "mensagem 1" },
    { kind: "react", seq: 1, emoji: "👍", on: false },
    { kind: "delete", seq: 9 },
  );
  expect(first).toBe(before[0]);
});

Deno.test("a deleted message is empty, and nothing more is done to it", () => {
  const full = message(1, {
    editedAt: AT,
    replyTo: 7,
    reactions: [{ emoji: "👍", n: 1, users: [2] }],
  });
  const [gone] = after(
    [full],
    { kind: "delete", seq: 1 },
    { kind: "edit", seq: 1, body: "tarde demais" },
    { kind: "react", seq: 1, emoji: "👍", on: true },
  );
  expect(gone).toEqual(message(1, { body: "", deleted: true }));
});

Deno.test("an own reaction is counted once, and taken back once", () => {
  const others = [bruno.id];
  const both = [{ emoji: "👍", n: 2, users: [bruno.id, ana.id], me: true }];
  expect(reacted([], true)).toEqual([{ emoji: "👍", n: 1, users: [ana.id], me: true }]);
  expect(reacted(others, true)).toEqual(both);
  expect(reacted([bruno.id, ana.id], true)).toEqual([{ emoji: "👍", n: 2, users: [2, 1] }]);
  expect(reacted([bruno.id, ana.id], false)).toEqual([{ emoji: "👍", n: 1, users: others }]);
  expect(reacted([ana.id], false)).toBe(undefined);
  expect(reacted(others, false)).toEqual([{ emoji: "👍", n: 1, users: others }]);
  expect(reacted(others, true, "❤️")?.map(({ emoji, n }) => `${emoji} ${n}`)).toEqual([
    "👍 1",
    "❤️ 1",
  ]);
});

Deno.test("a pinned message is pinned once, and let go of once", () => {
  const [pinned] = after(before, { kind: "pin", seq: 1, on: true });
  expect(pinned).toEqual(message(1, { pinned: true }));
  expect(after([pinned!], { kind: "pin", seq: 1, on: true })[0]).toBe(pinned);
  expect(after([pinned!], { kind: "pin", seq: 1, on: false })[0]).toEqual(message(1));
  expect(after(before, { kind: "pin", seq: 1, on: false })[0]).toBe(before[0]);
});

Deno.test("of many people a reaction names twenty, and one's own among them or not is known by `me`", () => {
  const users = Array.from({ length: 20 }, (_, at) => 100 + at);
  const mine = message(1, { reactions: [{ emoji: "👍", n: 30, users, me: true }] });
  const [off] = after([mine], { kind: "react", seq: 1, emoji: "👍", on: false });
  expect(off?.reactions).toEqual([{ emoji: "👍", n: 29, users }]);
  const [on] = after([off!], { kind: "react", seq: 1, emoji: "👍", on: true });
  expect(on?.reactions).toEqual([{ emoji: "👍", n: 30, users, me: true }]);
});

Deno.test("changes are done one after the other, so that the last one stands", () => {
  const [first] = after(
    before,
    { kind: "edit", seq: 1, body: "segunda versão" },
    { kind: "react", seq: 1, emoji: "👍", on: true },
    { kind: "edit", seq: 1, body: "terceira versão" },
    { kind: "react", seq: 1, emoji: "👍", on: false },
  );
  expect(first).toEqual(message(1, { body: "terceira versão", editedAt: AT }));
});
