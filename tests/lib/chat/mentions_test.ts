import { expect } from "expect";
import { calledNames, mentionsIn } from "@/lib/chat/mentions.ts";
import { foldName } from "@/lib/chat/name.ts";

const MEMBERS = [
  "Ana",
  "Ana Clara",
  "Bruno",
  "Zé da Silva",
  "J. R.",
  "Maria das Dores Lima",
  "🦊 Raposa",
  "🦊",
];
const ROOM = { room: 1, author: 99 };

function called(body: string, names: readonly string[] = MEMBERS): Promise<number[]> {
  const byKey = new Map(names.map((name, at) => [foldName(name), at + 1]));
  return mentionsIn(body, ROOM, {
    membersNamed: (_, keys) =>
      Promise.resolve(
        new Map(keys.flatMap((key) => byKey.has(key) ? [[key, byKey.get(key)!]] : [])),
      ),
  });
}

Deno.test("members are called by their names, the longest that fits", async () => {
  const cases: readonly [body: string, ids: readonly number[]][] = [
    ["@Ana", [1]],
    ["oi @ana!", [1]],
    ["@Ana Clara, vem", [2]],
    ["@Ana e @Bruno", [1, 3]],
    ["@bruno @ana @BRUNO", [3, 1]],
    ["(@Bruno)", [3]],
    ["«@Bruno»: vem", [3]],
    ["@ze da silva?", [4]],
    ["@J. R. chegou", [5]],
    ["@Maria das Dores Lima.", [6]],
    ["@Bruno's", [3]],
    ["@Ana\nClara", [1]],
    ["@Bruno@Ana", [3]],
    ["@Zé", []],
    ["@ Ana", []],
    ["ana@bruno", []],
    ["ana@Bruno.example", []],
    ["Ana Bruno", []],
    ["@", []],
    ["@@Bruno", [3]],
    ["@🦊 raposa!", [7]],
    ["@🦊!", [8]],
  ];
  for (const [body, ids] of cases) expect([body, await called(body)]).toEqual([body, ids]);
});

Deno.test("who writes is not called by themselves", async () => {
  const rooms = { membersNamed: () => Promise.resolve(new Map([[foldName("Ana"), 7]])) };
  expect(await mentionsIn("@Ana", { room: 1, author: 7 }, rooms)).toEqual([]);
  expect(await mentionsIn("@Ana", { room: 1, author: 8 }, rooms)).toEqual([7]);
});

Deno.test("twenty people are called by one message, and no more", async () => {
  const names = Array.from({ length: 40 }, (_, n) => `Pessoa ${String.fromCodePoint(65 + n)}x`);
  expect((await called(names.map((name) => `@${name}`).join(" "), names)).length).toBe(20);
});

Deno.test("nobody is asked for where nothing is called", async () => {
  const rooms = { membersNamed: () => Promise.reject(new Error("asked")) };
  for (const body of ["oi", "a@b.c", "@", "@ @ @"]) {
    expect(await mentionsIn(body, ROOM, rooms)).toEqual([]);
  }
});

Deno.test("a body made to be slow is not", () => {
  const longest = [
    "@".repeat(8_000),
    "@a ".repeat(2_600),
    `@${"a".repeat(7_999)}`,
    "@ ".repeat(4_000),
  ];
  for (const body of [...longest, `@${".".repeat(7_999)}`, `@a${" ".repeat(7_998)}`]) {
    const start = performance.now();
    const places = calledNames(body);
    expect(performance.now() - start).toBeLessThan(250);
    expect(places.length).toBeLessThanOrEqual(30);
    expect(places.flat().length).toBeLessThanOrEqual(480);
  }
});
