import { expect } from "expect";
import type { Place, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, edit, reaction, say } from "../world.ts";
import { indexerOf, searcherOf, searchScene } from "./search_scene.ts";

/** Where the index has these terms in a room, whoever is there, and whether it still is. */
async function postingsIn(store: Store, room: number, terms: string[]): Promise<Place[]> {
  const ids = (await store.search.termIds(terms)).flatMap((id) => id ?? []);
  const always = { from: 0, until: Number.MAX_SAFE_INTEGER };
  return await store.search.window({ rooms: [room], terms: [0, ...ids], also: [], ...always });
}

export const indexCases: readonly Case[] = [
  {
    name: "what is taken in once is not taken in again, and a reaction changes nothing",
    async run({ store }) {
      const { ana: author, geral: room, indexer, found } = await searchScene(store);
      const [seq = 0] = await say(store, { author, room }, "o bolo", "o doce");
      expect(await found(author, "o")).toEqual(["o doce", "o bolo"]);
      expect(await store.index.lagging("another", 10)).toEqual([]);
      await store.messages.commit([await reaction(store, { author, room, seq })]);
      await indexer.stop();
      expect(await store.index.lagging("another", 10)).toEqual([{ room, from: 2, to: 3 }]);
      await indexerOf(store).catchUp();
      expect(await found(author, "bolo")).toEqual(["o bolo"]);
    },
  },
  {
    name: "changes are taken in by their order, however many come between",
    async run({ store }) {
      const { ana: author, geral: room, found } = await searchScene(store);
      const seqs = await say(store, { author, room }, ...Array.from({ length: 30 }, () => "bolo"));
      for (const seq of seqs.slice(0, 10)) {
        await store.messages.commit([await edit(store, { author, room, seq, body: "torta" })]);
      }
      for (const seq of seqs.slice(5, 15)) {
        await store.messages.commit([await deletion(store, { author, room, seq })]);
      }
      expect([(await found(author, "bolo")).length, (await found(author, "torta")).length])
        .toEqual([15, 5]);
    },
  },
  {
    name: "one that has the lease is not disturbed; when it lets go, another goes on",
    async run({ store }) {
      const { ana: author, geral: room, find } = await searchScene(store);
      const [first, second] = [indexerOf(store), indexerOf(store)];
      await say(store, { author, room }, "o bolo");
      await first.catchUp();
      await say(store, { author, room }, "o doce");
      await second.catchUp();
      expect((await find(author, { words: ["doce"] })).hits).toEqual([]);
      expect(await second.clear()).toBe(false);
      await first.stop();
      await second.catchUp();
      expect((await find(author, { words: ["doce"] })).hits).toHaveLength(1);
      expect((await find(author, { words: ["bolo"] })).hits).toHaveLength(1);
    },
  },
  {
    name: "a room that is ended leaves nothing in the index",
    async run({ store }) {
      const { bruno: author, cozinha: room, indexer, found } = await searchScene(store);
      await say(store, { author, room }, "o bolo", "o doce");
      expect(await found(author, "bolo")).toEqual(["o bolo"]);
      await store.rooms.erase(room);
      await indexer.catchUp();
      expect(await postingsIn(store, room, ["bolo", "doce", "o"])).toEqual([]);
      expect(await store.index.lagging("another", 10)).toEqual([]);
    },
  },
  {
    name: "a room that stands before its index is taken in anew",
    async run(world) {
      const { ana: author, geral: room, indexer, found } = await searchScene(world.store);
      await say(world.store, { author, room }, "o bolo", "o doce", "a torta");
      expect(await found(author, "torta")).toEqual(["a torta"]);
      await indexer.stop();
      // As a backup that holds what is said, and not what is found.
      await world.rewrite(`delete from messages where room_id = ${room} and seq > 1`);
      await world.rewrite(`update rooms set rev = 1, posts = 1 where id = ${room}`);
      const again = searcherOf(world.store);
      expect(await again.found(author, "torta")).toEqual([]);
      expect(await again.found(author, "bolo")).toEqual(["o bolo"]);
      await say(world.store, { author, room }, "o pudim");
      expect(await again.found(author, "o")).toEqual(["o pudim", "o bolo"]);
      expect(await postingsIn(world.store, room, ["doce", "torta"])).toEqual([]);
    },
  },
  {
    name: "an index that is cleared is built anew",
    async run({ store }) {
      const { ana: author, geral: room, indexer, found, find } = await searchScene(store);
      await say(store, { author, room }, "o bolo", "o doce");
      expect(await found(author, "bolo")).toEqual(["o bolo"]);
      expect(await indexer.clear()).toBe(true);
      expect((await find(author, { words: ["bolo"] })).hits).toEqual([]);
      expect(await found(author, "bolo")).toEqual(["o bolo"]);
      expect(await found(author, "o")).toEqual(["o doce", "o bolo"]);
    },
  },
];
