import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import type { World } from "../world.ts";
import { deletion, draft, edit, geralOf, pin, say, signUp } from "../world.ts";

const ROUNDS = 8;

/** Two instances, and Ana in `geral`. */
async function scene(world: World) {
  const stores: [Store, Store] = [world.store, await world.instance()];
  const author = await signUp(world.store, "Ana");
  return { stores, author, room: await geralOf(world.store) };
}

export const messageRaceCases: readonly Case[] = [
  {
    name: "of two edits at once one stands, and the other is among the earlier texts",
    async run(world) {
      const { stores, author, room } = await scene(world);
      const [here, there] = stores;
      for (let round = 0; round < ROUNDS; round++) {
        const [seq = 0] = await say(here, { author, room }, "começo");
        const edits = await Promise.all(
          ["um", "dois"].map((body) => edit(here, { author, room, seq, body })),
        );
        const done = await Promise.all(
          edits.map((change, i) => stores[i % 2]!.messages.commit([change])),
        );
        expect(done.map(({ outcomes }) => outcomes[0]?.kind)).toEqual(["done", "done"]);
        const [message] = await there.messages.find(room, [seq]);
        const texts = (await there.messages.revisions(room, seq)).map(({ body }) => body);
        expect(texts[0]).toBe("começo");
        expect([texts[1], message?.body].sort()).toEqual(["dois", "um"]);
        expect(texts).toHaveLength(2);
      }
    },
  },
  {
    name: "a message that is pinned and deleted at once is deleted, and not in view",
    async run(world) {
      const { stores, author, room } = await scene(world);
      const [here, there] = stores;
      for (let round = 0; round < ROUNDS; round++) {
        const [seq = 0] = await say(here, { author, room }, "agora");
        const pinning = await pin(here, { author, room, seq });
        const ending = await deletion(here, { author, room, seq });
        const [pinned, deleted] = await Promise.all([
          here.messages.commit([pinning]),
          there.messages.commit([ending]),
        ]);
        expect(deleted.outcomes[0]?.kind).toBe("done");
        const last = pinned.outcomes[0];
        expect(last?.kind === "done" || last?.kind === "refused" && last.code === "conflict")
          .toBe(true);
        expect(await there.messages.find(room, [seq])).toMatchObject([{ deleted: true }]);
        expect(await here.messages.pins(room)).toEqual([]);
      }
    },
  },
  {
    name: "edits and a deletion at once leave no text behind",
    async run(world) {
      const { stores, author, room } = await scene(world);
      const [here, there] = stores;
      for (let round = 0; round < ROUNDS; round++) {
        const [seq = 0] = await say(here, { author, room }, "agora");
        const edits = await Promise.all(
          ["um", "dois", "três"].map((body) => edit(here, { author, room, seq, body })),
        );
        const ending = await deletion(here, { author, room, seq });
        await Promise.all([
          ...edits.map((change) => here.messages.commit([change])),
          there.messages.commit([ending]),
        ]);
        expect(await there.messages.find(room, [seq])).toMatchObject([{ deleted: true, body: "" }]);
        expect(await there.messages.revisions(room, seq)).toEqual([]);
      }
    },
  },
  {
    name: "a room keeps fifty messages in view, however many pins come in at once",
    async run(world) {
      const { stores, author, room } = await scene(world);
      const count = LIMITS.pins + 14;
      const posts = Array.from(
        { length: count },
        () => draft(stores[0], { author, room, body: "m" }),
      );
      await stores[0].messages.commit(await Promise.all(posts));
      const pins = await Promise.all(
        Array.from({ length: count }, (_, i) => pin(stores[0], { author, room, seq: i + 1 })),
      );
      const done = await Promise.all(
        pins.map((change, i) => stores[i % 2]!.messages.commit([change])),
      );
      const kinds = done.flatMap(({ outcomes }) => outcomes).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === "done")).toHaveLength(LIMITS.pins);
      expect(await stores[1].messages.pins(room)).toHaveLength(LIMITS.pins);
    },
  },
  {
    name: "what is put aside on both at once is put aside once",
    async run(world) {
      const { stores, author, room } = await scene(world);
      for (let round = 0; round < ROUNDS; round++) {
        const [seq = 0] = await say(stores[0], { author, room }, "guarda");
        const place = { room, seq };
        await Promise.all(stores.map((store) => store.own.save(author.id, place, true)));
        expect(await stores[0].own.savedIn(author.id, room, [seq])).toEqual(new Set([seq]));
        await Promise.all(stores.map((store) => store.own.save(author.id, place, false)));
        expect(await stores[1].own.saved(author.id, { limit: 9 })).toEqual([]);
      }
    },
  },
];
