import { expect } from "expect";
import fc from "fast-check";
import { systemClock } from "@/lib/chat/clock.ts";
import { Invalid } from "@/lib/chat/errors.ts";
import type { User } from "@/lib/chat/model.ts";
import type { SearchStore, Store } from "@/lib/chat/store.ts";
import { isHit } from "@/lib/search/matching.ts";
import { asksNothing, parseSearch } from "@/lib/search/parse_search.ts";
import { Searching } from "@/lib/search/searching.ts";
import { Holdable } from "../../support/holdable.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";
import { search, searcherOf, searchScene } from "../store/cases/search_scene.ts";
import { geralOf, say, signUp } from "../store/world.ts";

/** Texts of few letters, so that many of them hold what is looked for. */
const LETTER = fc.constantFrom(
  "a",
  "ã",
  "B",
  "b",
  "c",
  " ",
  " ",
  "-",
  "%",
  "_",
  "\\",
  "'",
  "日",
  "🎉",
);
const TEXT = fc.string({ unit: LETTER, minLength: 1, maxLength: 14 });
const QUERY = fc.string({
  unit: fc.oneof(
    LETTER,
    fc.constantFrom('"', "-", ":", "\0", "\ud800", "\udc00", "\u0001", "*", "("),
  ),
  maxLength: 12,
});

async function withCorpus(
  work: (scene: { store: Store; ana: User; bodies: readonly string[] }) => Promise<void>,
): Promise<void> {
  await using place = await openSqliteStore();
  const { store } = place;
  const ana = await signUp(store, "Ana");
  const bodies = fc.sample(TEXT, { numRuns: 150, seed: 5 }).map((text) => `${text}.`);
  await say(store, { author: ana, room: await geralOf(store) }, ...bodies);
  await searcherOf(store).indexer.catchUp();
  await work({ store, ana, bodies });
}

Deno.test("a search finds what reading everything would find, whatever is looked for", () =>
  withCorpus(async ({ store, ana, bodies }) => {
    const { find } = searcherOf(store);
    await fc.assert(
      fc.asyncProperty(QUERY, async (text) => {
        const asked = readOf(text);
        if (asked === undefined) return;
        const { hits } = await find(ana, asked, { limit: 500 });
        const wanted = bodies.filter((body) => isHit(asked, body)).toReversed();
        expect(hits.map(({ body }) => body)).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  }));

Deno.test("any string at all is searched for, or is refused as invalid", () =>
  withCorpus(async ({ store, ana }) => {
    const { find } = searcherOf(store);
    const strings = fc.string({ unit: "binary", maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        strings,
        fc.constantFrom("newest" as const, "best" as const),
        strings,
        async (
          text,
          order,
          cursor,
        ) => {
          const asked = readOf(text);
          if (asked === undefined) return;
          expect((await find(ana, { ...asked, order })).hits.length).toBeLessThan(151);
          const refused = find(ana, { ...asked, order }, { cursor }).catch((error) => error);
          const answer = await refused;
          if (answer instanceof Error) expect(answer).toBeInstanceOf(Invalid);
        },
      ),
      { numRuns: 150 },
    );
  }));

Deno.test("a search whose time runs out gives what it has, and goes on from there", async () => {
  await using place = await openSqliteStore();
  const { ana, geral, indexer } = await searchScene(place.store);
  const bodies = Array.from(
    { length: 130 },
    (_, n) => n === 3 ? "sim, o bolo" : "não, bolo e bolo",
  );
  await say(place.store, { author: ana, room: geral }, ...bodies);
  await indexer.catchUp();
  const clock = new FakeClock();
  const slow = new Holdable(place.store.search);
  // Each reading of texts takes three quarters of the time that there is.
  const store: SearchStore = new Proxy(slow.door, {
    get: (target, name) => {
      if (name !== "texts") return Reflect.get(target, name);
      return (places: Parameters<SearchStore["texts"]>[0]) => {
        clock.pass(750);
        return target.texts(places);
      };
    },
  });
  const searching = new Searching({ store, chat: place.store.rooms, clock });
  const query = search({ words: ["bolo"], phrases: ["o bolo"] });
  const first = await searching.find(ana.id, search({ words: ["bolo"], without: ["nao"] }), {
    limit: 20,
  });
  expect(first.hits).toEqual([]);
  expect(first.next).toBeDefined();
  const rest = await searching.find(ana.id, search({ words: ["bolo"], without: ["nao"] }), {
    limit: 20,
    cursor: first.next,
  });
  expect(rest.hits.map(({ body }) => body)).toEqual(["sim, o bolo"]);
  expect((await searching.find(ana.id, query, { limit: 20 })).hits).toHaveLength(1);
});

Deno.test("a word of somebody else's room costs the same questions as a word of nobody's", async () => {
  await using place = await openSqliteStore();
  const { ana, bruno, geral, cozinha, indexer } = await searchScene(place.store);
  await say(place.store, { author: bruno, room: cozinha }, "a surpresa");
  await say(place.store, { author: ana, room: geral }, "nada");
  await indexer.catchUp();
  const asked = async (word: string): Promise<string[]> => {
    const calls: string[] = [];
    const store: SearchStore = new Proxy(place.store.search, {
      get: (target, name: keyof SearchStore) => {
        calls.push(name);
        return target[name].bind(target);
      },
    });
    const parts = { store, chat: place.store.rooms, clock: systemClock };
    await new Searching(parts).find(ana.id, search({ words: [word] }), { limit: 20 });
    return calls;
  };
  expect(await asked("surpresa")).toEqual(await asked("xyzzy"));
});

function readOf(text: string) {
  try {
    const asked = parseSearch(text);
    if (asksNothing(asked)) return undefined;
    const { words, phrases, without, has } = asked;
    return { words, phrases, without, has };
  } catch (error) {
    expect(error).toBeInstanceOf(Invalid);
    return undefined;
  }
}
