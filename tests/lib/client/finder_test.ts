import { signal } from "@preact/signals";
import { expect } from "expect";
import type { Message, Room, User } from "@/lib/chat/model.ts";
import { Finder } from "@/lib/client/finder.ts";
import type { FoundMessage } from "@/lib/client/found_places.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const BRUNO: User = { id: 2, name: "Bruno", role: "member" };
const CLARA: User = { id: 3, name: "Clara", role: "member" };

function room(id: number, name: string, about: Partial<Room> = {}): Room {
  return {
    ...{ id, slug: name, name, topic: "", kind: "public", rev: 0, joined: true },
    ...{ readSeq: 0, unread: 0, mentions: 0 },
    ...about,
  };
}

function hit(seq: number, body: string): FoundMessage {
  const message: Message = {
    ...{
      room: 1,
      seq,
      rev: seq,
      id: `${seq}`.padStart(32, "0"),
      author: CLARA,
      kind: "text",
      body,
    },
    at: "2026-11-20T12:00:00.000Z",
  };
  return { message, snippet: body, marks: [] };
}

const WAYS = [
  { href: "/salas", name: "Ver e criar salas" },
  { href: "/conversar", name: "Nova conversa" },
];
const ROOMS = [
  room(1, "geral"),
  room(2, "cozinha"),
  room(3, "jogos", { unread: 3 }),
  room(4, "clima", { unread: 1, mentions: 1 }),
  room(5, "", { kind: "direct", with: [BRUNO] }),
  room(6, "clube", { joined: false }),
];

function scene(rooms = ROOMS) {
  const clock = new FakeClock();
  const asked: {
    query: string;
    signal: AbortSignal;
    answer: PromiseWithResolvers<FoundMessage[]>;
  }[] = [];
  const finder = new Finder({
    rooms: signal(rooms),
    current: 1,
    me: 1,
    recent: [5, 2],
    ways: WAYS,
    nameOf: ({ name, with: others }) => name || (others?.[0]?.name ?? ""),
    people: () => Promise.resolve([BRUNO, CLARA]),
    messages(query, signal) {
      const answer = Promise.withResolvers<FoundMessage[]>();
      asked.push({ query, signal, answer });
      return answer.promise;
    },
    clock,
  });
  const keys = () =>
    finder.groups.value.map(({ sort, places }) =>
      [sort, ...places.map(({ key }) => key)].join(": ")
    );
  const settle = async () => {
    for (let n = 0; n < 5; n++) await Promise.resolve();
  };
  return { clock, asked, finder, keys, settle };
}

Deno.test("before anything is typed: what calls, what is unread, then where one was last", () => {
  const { finder, keys } = scene();
  const ways = "ways: way /salas: way /conversar";
  expect(keys()).toEqual(["news: room 4: room 3", "rooms: room 5: room 2", ways]);
  expect(finder.chosen.value?.key).toBe("room 4");
  finder.step(-1);
  expect(finder.chosen.value?.key).toBe("way /conversar");
  finder.step("first");
  finder.step(1);
  expect(finder.chosen.value?.key).toBe("room 3");
  finder.stop();
});

Deno.test("whoever is in one room only is offered the ways to more, the first of them by Enter", () => {
  const { finder, keys } = scene([room(1, "geral")]);
  expect(keys()).toEqual(["ways: way /salas: way /conversar"]);
  expect(finder.chosen.value?.key).toBe("way /salas");
  finder.stop();
});

Deno.test("a way is found by the beginning of a word of its name", () => {
  const { finder, keys } = scene();
  finder.type("conv");
  expect(keys()).toEqual(["ways: way /conversar", "search: search"]);
  finder.type("onv");
  expect(keys()).toEqual(["search: search"]);
  finder.stop();
});

Deno.test("rooms are there at once, people and messages once one has stopped typing", async () => {
  const { finder, keys, clock, asked, settle } = scene();
  finder.type("c");
  finder.type("cl");
  expect(keys()).toEqual(["rooms: room 4: room 6", "search: search"]);
  expect([asked.length, finder.state.value]).toEqual([0, "busy"]);
  clock.pass(200);
  asked[0]?.answer.resolve([hit(7, "clareou")]);
  await settle();
  expect(keys()).toEqual([
    "rooms: room 4: room 6",
    "people: person 3",
    "messages: message 1 7",
    "search: search",
  ]);
  expect(finder.state.value).toBe("idle");
  finder.stop();
});

Deno.test("whoever one talks with already stands among the rooms only", async () => {
  const { finder, keys, clock, settle } = scene();
  finder.type("bruno");
  clock.pass(200);
  await settle();
  expect(keys()).toEqual(["rooms: room 5", "search: search"]);
  finder.stop();
});

Deno.test("a question is taken back by the next, and its answer is of no use then", async () => {
  const { finder, keys, clock, asked, settle } = scene();
  finder.type("xy");
  clock.pass(200);
  finder.type("xyz");
  expect(asked[0]?.signal.aborted).toBe(true);
  clock.pass(200);
  asked[0]?.answer.resolve([hit(1, "xy")]);
  asked[1]?.answer.resolve([hit(2, "xyz")]);
  await settle();
  expect(keys()).toEqual(["messages: message 1 2", "search: search"]);
  finder.stop();
});

Deno.test("a quick Enter does not go to what was found for something else", async () => {
  const { finder, clock, asked, settle } = scene();
  finder.type("xy");
  clock.pass(200);
  asked[0]?.answer.resolve([hit(1, "xy")]);
  await settle();
  expect(finder.chosen.value?.key).toBe("message 1 1");
  finder.type("xyz");
  expect(finder.chosen.value?.key).toBe("search");
  finder.stop();
});

Deno.test("without the server rooms are still found, and it is told", async () => {
  const { finder, keys, clock, asked, settle } = scene();
  finder.type("coz");
  clock.pass(200);
  asked[0]?.answer.reject(new TypeError("offline"));
  await settle();
  expect(keys()).toEqual(["rooms: room 2", "search: search"]);
  expect(finder.state.value).toBe("failed");
  finder.stop();
});
