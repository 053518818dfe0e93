import { expect } from "expect";
import type { Deed } from "@/lib/client/deeds.ts";
import { type Entry, entryOf, frameOf, keptOf } from "@/lib/client/entry.ts";
import { isKept } from "@/lib/client/outbox_shelf.ts";
import { ClientFrame } from "@/lib/chat/protocol.ts";
import { OWNER, STORE } from "./desk.ts";
import { clientId } from "./world.ts";

const FILE = { id: "f".repeat(32), name: "a.txt", size: 0, type: "text/plain" };

const DEEDS: readonly Deed[] = [
  { kind: "send", body: "oi" },
  { kind: "send", body: "oi de volta", replyTo: 4 },
  { kind: "send", body: "", files: [FILE] },
  { kind: "edit", seq: 4, body: "corrigida" },
  { kind: "delete", seq: 4 },
  { kind: "react", seq: 4, emoji: "👍", on: false },
  { kind: "pin", seq: 4, on: true },
];

function entry(deed: Deed, fresh = true): Entry {
  const progress = { id: clientId(1), room: 2, at: 5, order: 7, state: "waiting" as const };
  return { ...deed, ...progress, late: true, fresh, shown: fresh };
}

Deno.test("an entry is kept as it is, failed or not, and whether it was ever sent", () => {
  for (const one of DEEDS.flatMap((deed) => [entry(deed), entry(deed, false)])) {
    const kept = keptOf(one, OWNER);
    expect(isKept(JSON.parse(JSON.stringify(kept)))).toBe(true);
    expect(isKept({ ...kept, room: 0 })).toBe(false);
    expect(entryOf(kept, STORE)).toEqual(one);
    const failed: Entry = { ...one, state: "failed", why: "conflict" };
    expect(entryOf(keptOf(failed, OWNER), STORE)).toEqual(failed);
  }
});

Deno.test("what was for another database has failed here, also after it was said once", () => {
  const kept = keptOf(entry({ kind: "send", body: "oi" }), OWNER);
  const astray = entryOf(kept, "b".repeat(32));
  expect(astray).toMatchObject({ state: "failed", why: "store" });
  expect(entryOf(keptOf(astray, { ...OWNER, store: "b".repeat(32) }), "b".repeat(32)))
    .toMatchObject({ state: "failed", why: "store" });
});

Deno.test("a page of before changes were kept takes none of them for a message", () => {
  const texts = DEEDS.map((deed) => Reflect.get(keptOf(entry(deed), OWNER), "body"));
  expect(texts).toEqual(["oi", "oi de volta", "", undefined, undefined, undefined, undefined]);
});

Deno.test("what such a page has kept is read as a message that may have been sent", () => {
  const before = { id: clientId(1), store: STORE, user: { id: 1, name: "Ana" }, room: 2, at: 5 };
  expect(entryOf({ ...before, body: "oi" }, STORE)).toMatchObject({
    ...{ kind: "send", body: "oi", order: 5, fresh: false, state: "waiting" },
  });
  expect(isKept(before)).toBe(false);
});

Deno.test("every entry is said to the server in one frame of the protocol", () => {
  const frames = DEEDS.map((deed) => frameOf(entry(deed)));
  expect(frames.map((frame) => ClientFrame.parse(frame))).toEqual(frames);
  expect(frames.map(({ t }) => t)).toEqual(DEEDS.map(({ kind }) => kind));
});
