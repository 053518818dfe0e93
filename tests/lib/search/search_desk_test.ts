import { expect } from "expect";
import { systemClock } from "@/lib/chat/clock.ts";
import type { User } from "@/lib/chat/model.ts";
import { SearchDesk, type SearchRequest } from "@/lib/search/search_desk.ts";
import type { SearchQuery } from "@/lib/search/search_query.ts";
import { type ChatWorld, codeOf, openChatWorld, signUp } from "../chat/chat_world.ts";

/** A desk whose searches are written down, and end when they are let. */
function openDesk(
  { chat, store }: ChatWorld,
  { rateLimits = false, wait = Promise.resolve() } = {},
) {
  const asked: SearchQuery[] = [];
  const searching = {
    async find(_user: number, query: SearchQuery) {
      asked.push(query);
      await wait;
      return { hits: [], next: undefined };
    },
  };
  const parts = { searching, chat, people: store.people, clock: systemClock, rateLimits };
  return { asked, desk: new SearchDesk(parts) };
}

function asker(user: User, session = "a", zone = "America/Sao_Paulo") {
  return { user, session, zone };
}

function request(text: string, more: Partial<SearchRequest> = {}): SearchRequest {
  return { text, limit: 10, ...more };
}

Deno.test("names mean people and rooms of whoever asks", async () => {
  await using world = await openChatWorld();
  const { ana, bruno, geral, store, rooms } = world;
  await signUp(store, "Bruna Lima");
  const { id: direct, slug } = await rooms.direct(ana, [bruno.id]);
  const { asked, desk } = openDesk(world);
  const meant = async (text: string) => {
    const { unknown } = await desk.find(asker(ana), request(text));
    const { from, room } = asked.at(-1) ?? {};
    return unknown ?? { from, room };
  };
  expect(await meant("de:BRUNO bolo")).toEqual({ from: bruno.id, room: undefined });
  expect(await meant("de:eu bolo")).toEqual({ from: ana.id, room: undefined });
  expect(await meant("de:clar bolo")).toEqual({ from: world.clara.id, room: undefined });
  // Two begin so.
  expect(await meant("de:brun bolo")).toEqual(["from"]);
  expect(await meant("em:ger bolo")).toEqual({ from: undefined, room: geral });
  expect(await meant(`em:${slug} bolo`)).toEqual({ from: undefined, room: direct });
  expect(await meant("em:bruno bolo")).toEqual({ from: undefined, room: direct });
  expect(await meant("em:porão de:zulmira bolo")).toEqual(["from", "in"]);
});

Deno.test("days begin where the person is", async () => {
  await using world = await openChatWorld();
  const { asked, desk } = openDesk(world);
  await desk.find(asker(world.ana), request("depois:2026-10-01 antes:2026-11-01"));
  expect(asked.at(-1)).toMatchObject({
    after: Date.parse("2026-10-01T03:00:00Z"),
    before: Date.parse("2026-11-01T03:00:00Z"),
  });
  await desk.find(asker(world.ana, "a", "UTC"), request("depois:2026-10-01", { after: 5 }));
  expect(asked.at(-1)?.after).toBe(Date.parse("2026-10-01T00:00:00Z"));
});

Deno.test("what excludes itself finds nothing, and costs nothing", async () => {
  await using world = await openChatWorld();
  const { ana, bruno } = world;
  const { asked, desk } = openDesk(world);
  for (
    const [text, more] of [
      ["de:ana bolo", { from: bruno.id }],
      ["em:geral bolo", { room: 999 }],
      ["depois:2026-11-01 antes:2026-10-01 bolo", {}],
      ["bolo", { after: 5, before: 5 }],
    ] as const
  ) {
    expect(await desk.find(asker(ana), request(text, more))).toEqual({ hits: [] });
  }
  expect(asked).toEqual([]);
});

Deno.test("nothing to look for is refused, but a filter alone is something", async () => {
  await using world = await openChatWorld();
  const { asked, desk } = openDesk(world);
  expect(await codeOf(desk.find(asker(world.ana), request(" ,")))).toBe("invalid");
  await desk.find(asker(world.ana), request("", { room: world.geral }));
  expect(asked.length).toBe(1);
});

Deno.test("a session searches one thing at a time, and others do not wait for it", async () => {
  await using world = await openChatWorld();
  const { promise: wait, resolve: end } = Promise.withResolvers<void>();
  const { asked, desk } = openDesk(world, { wait });
  const searches = [
    desk.find(asker(world.ana, "a"), request("um")),
    desk.find(asker(world.ana, "a"), request("dois")),
    desk.find(asker(world.bruno, "b"), request("tres")),
  ];
  // What comes later has had its turn by now, if it could have one.
  await desk.find(asker(world.clara, "c"), request("de:zulmira"));
  await world.chat.rooms(world.clara.id);
  expect(asked.map(({ words }) => words[0]).toSorted()).toEqual(["tres", "um"]);
  end();
  await Promise.all(searches);
  expect(asked.map(({ words }) => words[0]).at(-1)).toBe("dois");
});

Deno.test("who searches without pause has to wait", async () => {
  await using world = await openChatWorld();
  const { desk } = openDesk(world, { rateLimits: true });
  const codes: string[] = [];
  for (let n = 0; n < 30; n++) {
    codes.push(await codeOf(desk.find(asker(world.ana), request("bolo"))));
  }
  expect(codes.slice(0, 20)).toEqual(new Array(20).fill("done"));
  expect(codes).toContain("rate_limited");
  expect(await codeOf(desk.find(asker(world.bruno), request("bolo")))).toBe("done");
});
