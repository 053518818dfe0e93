import { expect } from "expect";
import { Invalid } from "@/lib/chat/errors.ts";
import type { PageQuery } from "@/lib/chat/store.ts";
import { cursorsOf, ownListOf, pageOf, waitOf } from "@/lib/middlewares/params.ts";

const query = (text: string) => new URLSearchParams(text);

Deno.test("cursorsOf() reads the rooms of a stream, none of them if none is named", () => {
  expect(cursorsOf(query("rooms=1:0,12:4711"))).toEqual(new Map([[1, 0], [12, 4_711]]));
  expect(cursorsOf(query("rooms=3%3A5"))).toEqual(new Map([[3, 5]]));
  expect(cursorsOf(query("rooms=1:5,1:7"))).toEqual(new Map([[1, 7]]));
  for (const none of ["", "rooms=", "room=1:2"]) expect(cursorsOf(query(none)).size).toBe(0);
  expect(cursorsOf(query(`rooms=${Number.MAX_SAFE_INTEGER}:${Number.MAX_SAFE_INTEGER}`)).size)
    .toBe(1);
});

Deno.test("cursorsOf() refuses what is no list of rooms, and more than 500", () => {
  const unfit = ["1", "1:", ":1", "0:1", "1:-1", "1:1.5", "a:1", "1:1:1", "1:1,", ",", "1:1;2:2"];
  unfit.push("9007199254740993:1", "1:1e3", "__proto__:1", " 1:1");
  for (const rooms of unfit) {
    expect(() => cursorsOf(new URLSearchParams({ rooms }))).toThrow(Invalid);
  }
  const rooms = (count: number) => Array.from({ length: count }, (_, n) => `${n + 1}:0`).join();
  expect(cursorsOf(new URLSearchParams({ rooms: rooms(500) })).size).toBe(500);
  expect(() => cursorsOf(new URLSearchParams({ rooms: rooms(501) }))).toThrow(Invalid);
});

Deno.test("waitOf() is at most 25 s, and undefined for a stream", () => {
  const cases: [string, number | undefined][] = [
    ["", undefined],
    ["wait=0", 0],
    ["wait=7", 7_000],
    ["wait=25", 25_000],
    ["wait=3600", 25_000],
  ];
  for (const [text, ms] of cases) expect([text, waitOf(query(text))]).toEqual([text, ms]);
  for (const unfit of ["", "-1", "1.5", "soon", "1e3"]) {
    expect(() => waitOf(new URLSearchParams({ wait: unfit }))).toThrow(Invalid);
  }
});

Deno.test("pageOf() takes one place to begin at: a message, or a moment", () => {
  const at = Date.UTC(2026, 10, 20, 14, 0, 0, 7);
  const cases: [string, PageQuery][] = [
    ["", { limit: 50 }],
    ["limit=9&before=7", { limit: 9, before: 7 }],
    ["limit=500&after=0", { limit: 200, after: 0 }],
    ["around=7", { limit: 50, around: 7 }],
    ["at=2026-11-20T14:00:00.007Z", { limit: 50, at }],
  ];
  for (const [text, page] of cases) expect([text, pageOf(query(text))]).toEqual([text, page]);
  const unfit = ["before=1&after=1", "around=1&at=2026-11-20T14:00:00.007Z", "limit=0", "at="];
  unfit.push("at=2026-11-20", "at=1763647200007", "at=2026-11-31T00:00:00.000Z", "around=x");
  for (const text of unfit) expect(() => pageOf(query(text))).toThrow(Invalid);
});

Deno.test("ownListOf() takes how many, and the moment before which they are", () => {
  const before = Date.UTC(2026, 10, 20, 14);
  expect(ownListOf(query(""))).toEqual({ limit: 50 });
  expect(ownListOf(query("limit=7&before=2026-11-20T14:00:00.000Z"))).toEqual({ limit: 7, before });
  for (const text of ["before=7", "limit=x"]) expect(() => ownListOf(query(text))).toThrow(Invalid);
});
