import { expect } from "expect";
import { callsOfAll } from "@/lib/chat/call_all.ts";
import { type Called, calledBy, calledNames } from "@/lib/chat/mentions.ts";
import { foldName } from "@/lib/chat/name.ts";
import { spoken } from "@/lib/chat/spoken.ts";

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

function callsIn(body: string, names: readonly string[] = MEMBERS): Promise<Called> {
  const byKey = new Map(names.map((name, at) => [foldName(name), at + 1]));
  return calledBy(body, ROOM, {
    membersNamed: (_, keys) =>
      Promise.resolve(
        new Map(keys.flatMap((key) => byKey.has(key) ? [[key, byKey.get(key)!]] : [])),
      ),
  });
}

async function called(body: string, names?: readonly string[]): Promise<number[]> {
  return (await callsIn(body, names)).mentions;
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

Deno.test("everybody is called by a word of its own, in any language of the pages", async () => {
  const all = [
    ...[
      "@todos",
      "oi @Todos!",
      "@ALL",
      "(@all)",
      "@everyone: café",
      "@aqui.",
      "@here\n",
      "@@todos",
    ],
    ...["@todos, @Ana", "@todos @all", "> @Ana\n@todos"],
  ];
  for (const body of all) expect([body, (await callsIn(body)).all]).toEqual([body, true]);
  const none = [
    ...[
      "todos",
      "@ todos",
      "@todosnós",
      "@all_",
      "@hereby",
      "@aquiles",
      "@Allan",
      "ana@all.example",
    ],
    ...["@all.example", "@all-hands", "@here@there.example", "@todas", "@channel", "@Ana"],
    ...["> @todos", "`@todos`", "```\n@todos\n```", "~~~\n@all\n~~~~\n"],
  ];
  for (const body of none) expect([body, (await callsIn(body)).all]).toEqual([body, false]);
});

Deno.test("a member whose name begins with such a word is called alone", async () => {
  const names = ["Todos os Santos", "Ana"];
  expect(await callsIn("@Todos os Santos, vem", names)).toEqual({ mentions: [1], all: false });
  expect(await callsIn("@todos os outros", names)).toEqual({ mentions: [], all: true });
  expect(await callsIn("@Todos os Santos e @todos", names)).toEqual({ mentions: [1], all: true });
});

Deno.test("who is named in a quote or in code is not called", async () => {
  const cases: readonly [body: string, ids: readonly number[]][] = [
    ["> @Ana disse\n@Bruno, viu?", [3]],
    ["> **Ana**\n> @Bruno", []],
    ["`@Ana` @Bruno", [3]],
    ["```\n@Ana\n```\n@Bruno", [3]],
    ["```ts\n@Ana\n", []],
    ["~~~\n@Ana\n```\n@Bruno\n~~~", []],
    ["```@Ana``` @Bruno", [3]],
    ["não é `código @Bruno", [3]],
    ["1 > 0 @Ana", [1]],
  ];
  for (const [body, ids] of cases) expect([body, await called(body)]).toEqual([body, ids]);
});

Deno.test("who writes is not called by themselves", async () => {
  const rooms = { membersNamed: () => Promise.resolve(new Map([[foldName("Ana"), 7]])) };
  expect((await calledBy("@Ana", { room: 1, author: 7 }, rooms)).mentions).toEqual([]);
  expect((await calledBy("@Ana", { room: 1, author: 8 }, rooms)).mentions).toEqual([7]);
});

Deno.test("twenty people are called by one message, and no more", async () => {
  const names = Array.from({ length: 40 }, (_, n) => `Pessoa ${String.fromCodePoint(65 + n)}x`);
  expect((await called(names.map((name) => `@${name}`).join(" "), names)).length).toBe(20);
});

Deno.test("nobody is asked for where nothing is called", async () => {
  const rooms = { membersNamed: () => Promise.reject(new Error("asked")) };
  for (const body of ["oi", "a@b.c", "@", "@ @ @", "> @Ana", "`@Ana`"]) {
    expect(await calledBy(body, ROOM, rooms)).toEqual({ mentions: [], all: false });
  }
});

Deno.test("a body made to be slow is not", () => {
  const longest = [
    "@".repeat(8_000),
    "@a ".repeat(2_600),
    `@${"a".repeat(7_999)}`,
    "@ ".repeat(4_000),
    "@all-".repeat(1_600),
    "`".repeat(7_999),
    "> ".repeat(4_000),
    "```\n".repeat(2_000),
  ];
  for (const body of [...longest, `@${".".repeat(7_999)}`, `@a${" ".repeat(7_998)}`]) {
    const start = performance.now();
    const places = calledNames(spoken(body));
    callsOfAll(body);
    expect(performance.now() - start).toBeLessThan(250);
    expect(places.length).toBeLessThanOrEqual(30);
    expect(places.flatMap(({ names }) => names).length).toBeLessThanOrEqual(480);
  }
});
