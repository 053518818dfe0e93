import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { OwnEntry, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, draft, edit, geralOf, reaction, say, signUp } from "../world.ts";

/** Ana, Bruno and Clara in `geral` and in the private `cozinha`, which Ana owns. */
async function scene(store: Store) {
  const [ana, bruno, clara] = [
    await signUp(store, "Ana"),
    await signUp(store, "Bruno"),
    await signUp(store, "Clara"),
  ];
  const geral = await geralOf(store);
  const cozinha = await store.rooms.create({
    ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "private" },
    members: [ana.id, bruno.id, clara.id],
  });
  return { ana, bruno, clara, geral, cozinha };
}

/** Time that is told again is another one. */
async function tick(store: Store): Promise<void> {
  const now = Date.now();
  while (Date.now() <= now) await store.ping();
}

function placesOf(entries: readonly OwnEntry[]): [number, number][] {
  return entries.map(({ message: { room, seq } }) => [room, seq]);
}

export const ownCases: readonly Case[] = [
  {
    name: "what a person puts aside is theirs alone, the latest first, until it is taken away",
    async run({ store }) {
      const { ana, bruno, geral, cozinha } = await scene(store);
      await say(store, { author: ana, room: geral }, "um", "dois");
      await say(store, { author: ana, room: cozinha }, "três");
      await store.messages.commit([await reaction(store, { author: bruno, room: geral, seq: 2 })]);
      const before = Date.now();
      for (const [room, seq] of [[geral, 2], [cozinha, 1], [geral, 1], [geral, 2]] as const) {
        await store.own.save(bruno.id, { room, seq }, true);
        await tick(store);
      }
      const entries = await store.own.saved(bruno.id, { limit: 50 });
      expect(placesOf(entries)).toEqual([[geral, 1], [cozinha, 1], [geral, 2]]);
      expect(entries.map(({ message }) => message)).toEqual([
        ...await store.messages.find(geral, [1], bruno.id),
        ...await store.messages.find(cozinha, [1], bruno.id),
        ...await store.messages.find(geral, [2], bruno.id),
      ]);
      for (const { at } of entries) expect(Math.abs(at - before)).toBeLessThan(5_000);
      expect(await store.own.savedIn(bruno.id, geral, [1, 2, 3])).toEqual(new Set([1, 2]));
      expect(await store.own.savedIn(bruno.id, geral, [])).toEqual(new Set());
      expect(await store.own.saved(ana.id, { limit: 50 })).toEqual([]);
      await store.own.save(bruno.id, { room: geral, seq: 1 }, false);
      await store.own.save(bruno.id, { room: geral, seq: 1 }, false);
      await store.own.save(ana.id, { room: geral, seq: 2 }, false);
      expect(placesOf(await store.own.saved(bruno.id, { limit: 50 })))
        .toEqual([[cozinha, 1], [geral, 2]]);
    },
  },
  {
    name: "a list goes on where it ended, and nothing that shares a moment is lost between",
    async run({ store }) {
      const { ana, bruno, geral } = await scene(store);
      for (let batch = 0; batch < 3; batch++) {
        const mentions = [bruno.id];
        const posts = Array.from(
          { length: 4 },
          () => draft(store, { author: ana, room: geral, body: "@Bruno", mentions }),
        );
        await store.messages.commit(await Promise.all(posts));
        await tick(store);
      }
      const seen: number[] = [];
      for (let before: number | undefined, lists = 0; lists < 20; lists++) {
        const from = before === undefined ? {} : { before };
        const entries = await store.own.mentions(bruno.id, { limit: 3, ...from });
        seen.push(...entries.map(({ message }) => message.seq));
        before = entries.at(-1)?.at;
        if (before === undefined) break;
      }
      expect(seen).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    },
  },
  {
    name: "in one's lists there is nothing that is deleted, or of a room that one is not in now",
    async run({ store }) {
      const { ana, bruno, clara, geral, cozinha } = await scene(store);
      const call = (room: number) =>
        draft(store, { author: ana, room, body: "@Bruno", mentions: [bruno.id] });
      await store.messages.commit([await call(geral), await call(geral), await call(cozinha)]);
      for (const [room, seq] of [[geral, 1], [geral, 2], [cozinha, 1]] as const) {
        await store.own.save(bruno.id, { room, seq }, true);
      }
      const lists = async () =>
        await Promise.all([
          store.own.saved(bruno.id, { limit: 9 }),
          store.own.mentions(bruno.id, { limit: 9 }),
        ].map(async (list) => placesOf(await list).sort()));
      const all = [[geral, 1], [geral, 2], [cozinha, 1]].sort();
      expect(await lists()).toEqual([all, all]);
      await store.messages.commit([await deletion(store, { author: ana, room: geral, seq: 2 })]);
      await store.rooms.dismiss(cozinha, bruno.id);
      expect(await lists()).toEqual([[[geral, 1]], [[geral, 1]]]);
      await store.rooms.admit(cozinha, bruno.id, { forgive: true });
      expect(await lists()).toEqual([
        [[geral, 1], [cozinha, 1]].sort(),
        [[geral, 1], [cozinha, 1]].sort(),
      ]);
      await store.rooms.amend(cozinha, { archived: true });
      expect(await lists()).toEqual([[[geral, 1]], [[geral, 1]]]);
      expect(clara.name).toBe("Clara");
    },
  },
  {
    name: "a person puts a thousand messages aside, those that are deleted not counted",
    async run(world) {
      const { ana, bruno, geral } = await scene(world.store);
      const bodies = Array.from({ length: 3 }, (_, i) => `m${i + 1}`);
      await say(world.store, { author: ana, room: geral }, ...bodies);
      for (const sql of copies(geral, ana.id, bruno.id)) await world.rewrite(sql);
      const save = (seq: number) => world.store.own.save(bruno.id, { room: geral, seq }, true);
      await save(1);
      await expect(save(2)).rejects.toMatchObject({ code: "too_large" });
      await save(1);
      expect(await world.store.own.savedIn(bruno.id, geral, [1, 2])).toEqual(new Set([1]));
      await world.store.messages.commit([
        await deletion(world.store, { author: ana, room: geral, seq: 1 }),
      ]);
      await save(2);
      await expect(save(3)).rejects.toMatchObject({ code: "too_large" });
      await expect(world.store.own.save(4_711, { room: geral, seq: 3 }, true)).rejects
        .toMatchObject({ code: "not_found" });
    },
  },
  {
    name: "calls by name are listed, not one's own, and not those that are called no more",
    async run({ store }) {
      const { ana, bruno, clara, geral } = await scene(store);
      const call = (author: typeof ana, ...mentions: number[]) =>
        draft(store, { author, room: geral, body: "@alguém", mentions });
      await store.messages.commit([
        await call(ana, bruno.id),
        await call(bruno, bruno.id, clara.id),
        await call(ana, bruno.id, clara.id),
        await call(ana),
      ]);
      const listed = async (user: number) =>
        (await store.own.mentions(user, { limit: 9 })).map(({ message }) => message.seq);
      expect([await listed(bruno.id), await listed(clara.id), await listed(ana.id)])
        .toEqual([[3, 1], [3, 2], []]);
      await store.messages.commit([
        await edit(store, { author: ana, room: geral, seq: 3, body: "ninguém" }),
      ]);
      expect([await listed(bruno.id), await listed(clara.id)]).toEqual([[1], [2]]);
      const [entry] = await store.own.mentions(bruno.id, { limit: 1 });
      expect(entry).toEqual({
        message: (await store.messages.find(geral, [1], bruno.id))[0],
        at: Date.parse(entry!.message.at),
      });
    },
  },
  {
    name: "calls of everybody are listed once, and for those who were there",
    async run({ store }) {
      const { ana, bruno, geral } = await scene(store);
      const call = (mentions: number[]) =>
        draft(store, { author: ana, room: geral, body: "@todos", mentions, all: true });
      await store.messages.commit([await call([bruno.id]), await call([])]);
      await tick(store);
      const davi = await signUp(store, "Davi");
      await store.messages.commit([await call([])]);
      const listed = async (user: number) =>
        (await store.own.mentions(user, { limit: 9 })).map(({ message }) => message.seq);
      expect([await listed(bruno.id), await listed(davi.id), await listed(ana.id)])
        .toEqual([[3, 2, 1], [3], []]);
    },
  },
];

/** 999 more messages of one person, and another has put all of them aside. */
function copies(room: number, author: number, user: number): string[] {
  const places = Array.from({ length: LIMITS.saved - 1 }, (_, i) => 1_000 + i);
  const messages = places.map((seq) =>
    `(${room}, ${seq}, ${seq}, ${seq}, ${author}, '${`${seq}`.padStart(32, "0")}', 'text', 'm', 1)`
  );
  const saves = places.map((seq) => `(${user}, ${room}, ${seq}, ${seq})`);
  const columns = "room_id, seq, n, rev, author_id, client_id, kind, body, created_at";
  return [
    `insert into messages (${columns}) values ${messages.join(", ")}`,
    `insert into saves (user_id, room_id, seq, at) values ${saves.join(", ")}`,
  ];
}
