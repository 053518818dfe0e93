import { expect } from "expect";
import type { User } from "@/lib/chat/model.ts";
import type { Post, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, draft, edit, geralOf, reaction, signUp } from "../world.ts";

/** Ana, Bruno and Clara in `geral`; Davi has left it. */
async function scene(store: Store) {
  const names = ["Ana", "Bruno", "Clara", "Davi"] as const;
  const people = [];
  for (const name of names) people.push(await signUp(store, name));
  const [ana, bruno, clara, davi] = people as [
    ...[(typeof people)[0], (typeof people)[0], (typeof people)[0], (typeof people)[0]],
  ];
  const room = await geralOf(store);
  await store.rooms.dismiss(room, davi.id);
  const call = async (mentions: number[], body = "@todos oi") => {
    const post = await draft(store, { author: ana, room, body, mentions });
    return (await store.messages.commit([post])).changes[0]!.messages[0]!;
  };
  return { ana, bruno, clara, davi, room, call };
}

async function waiting(store: Store, user: number, id: number): Promise<number | undefined> {
  return (await store.rooms.find(user, { id }))?.mentions;
}

async function last(store: Store, room: number) {
  return (await store.messages.page(room, { limit: 1 })).messages[0];
}

export const mentionCases: readonly Case[] = [
  {
    name: "who is called is told by the message, wherever it is read",
    async run({ store }) {
      const { bruno, clara, room, call } = await scene(store);
      const told = await call([clara.id, bruno.id]);
      expect(told.mentions).toEqual([bruno.id, clara.id]);
      expect(await last(store, room)).toEqual(told);
      expect((await store.messages.since(room, 0, 50)).messages).toEqual([told]);
      expect((await store.messages.page(room, { around: 1, limit: 2 })).messages).toEqual([told]);
      expect(await call([])).not.toHaveProperty("mentions");
    },
  },
  {
    name: "of those who are called only members are, and each once",
    async run({ store }) {
      const { bruno, davi, room, call } = await scene(store);
      const told = await call([davi.id, bruno.id, 4_711, bruno.id]);
      expect(told.mentions).toEqual([bruno.id]);
      expect(await last(store, room)).toEqual(told);
      expect(await waiting(store, davi.id, room)).toBe(0);
      expect(await call([davi.id])).not.toHaveProperty("mentions");
    },
  },
  {
    name: "calls are counted until they are read",
    async run({ store }) {
      const { bruno, clara, room, call } = await scene(store);
      await call([bruno.id]);
      const { seq } = await call([bruno.id, clara.id]);
      await call([bruno.id]);
      expect(await waiting(store, bruno.id, room)).toBe(3);
      expect((await store.rooms.seenBy(room, [clara.id])).get(clara.id)?.mentions).toBe(1);
      await store.rooms.read([{ room, user: bruno.id, seq }]);
      expect(await waiting(store, bruno.id, room)).toBe(1);
      const listed = (await store.rooms.visibleTo(bruno.id)).find(({ id }) => id === room);
      expect(listed?.mentions).toBe(1);
      await store.rooms.read([{ room, user: bruno.id, seq: seq - 1, back: true }]);
      expect(await waiting(store, bruno.id, room)).toBe(2);
    },
  },
  {
    name: "an edit calls whom it calls, and nobody else any more",
    async run({ store }) {
      const { ana: author, bruno, clara, room, call } = await scene(store);
      const { seq } = await call([bruno.id]);
      const change = await edit(store, { author, room, seq, body: "@Clara", mentions: [clara.id] });
      const { changes } = await store.messages.commit([change]);
      expect(changes[0]?.messages[0]?.mentions).toEqual([clara.id]);
      expect(await last(store, room)).toEqual(changes[0]?.messages[0]);
      expect([await waiting(store, bruno.id, room), await waiting(store, clara.id, room)])
        .toEqual([0, 1]);
      const quiet = await edit(store, { author, room, seq, body: "nada" });
      await store.messages.commit([quiet]);
      expect(await last(store, room)).not.toHaveProperty("mentions");
      expect(await waiting(store, clara.id, room)).toBe(0);
    },
  },
  {
    name: "a reaction leaves the calls, a deletion takes them away",
    async run({ store }) {
      const { ana: author, bruno, room, call } = await scene(store);
      const { seq } = await call([bruno.id]);
      const react = await reaction(store, { author: bruno, room, seq });
      const { changes } = await store.messages.commit([react]);
      expect(changes[0]?.messages[0]).toMatchObject({ mentions: [bruno.id] });
      expect(await last(store, room)).toEqual(changes[0]?.messages[0]);
      await store.messages.commit([await deletion(store, { author, room, seq })]);
      expect(await waiting(store, bruno.id, room)).toBe(0);
      expect(await last(store, room)).not.toHaveProperty("mentions");
    },
  },
  {
    name: "a batch that posts, edits and deletes calls whom its last word calls",
    async run({ store }) {
      const { ana: author, bruno, clara, room } = await scene(store);
      const batch = [
        await draft(store, { author, room, body: "@Bruno", mentions: [bruno.id] }),
        await draft(store, { author, room, body: "@Clara", mentions: [clara.id] }),
      ];
      await store.messages.commit(batch);
      const { changes } = await store.messages.commit([
        await edit(store, { author, room, seq: 1, body: "@Clara", mentions: [clara.id] }),
        await edit(store, { author, room, seq: 1, body: "@Bruno e @Clara", mentions: [] }),
        await deletion(store, { author, room, seq: 2 }),
        await draft(store, { author, room, body: "@Bruno", mentions: [bruno.id] }),
      ]);
      expect(changes[0]?.messages.map(({ mentions }) => mentions))
        .toEqual([undefined, undefined, [bruno.id]]);
      expect((await store.messages.since(room, 2, 50)).messages).toEqual(changes[0]?.messages);
      expect([await waiting(store, bruno.id, room), await waiting(store, clara.id, room)])
        .toEqual([1, 0]);
    },
  },
  {
    name: "a call of everybody is told by the message, beside those that it names",
    async run({ store }) {
      const { ana: author, bruno, room } = await scene(store);
      const post = (change: Partial<Post>) =>
        draft(store, { author, room, body: "@todos", all: true, ...change });
      const { changes } = await store.messages.commit([
        await post({ mentions: [bruno.id] }),
        await post({}),
        await post({ all: false }),
      ]);
      const told = changes[0]!.messages;
      expect(told.map(({ mentions, all }) => [mentions, all]))
        .toEqual([[[bruno.id], true], [undefined, true], [undefined, undefined]]);
      expect((await store.messages.page(room, { limit: 9 })).messages).toEqual(told);
      expect((await store.messages.since(room, 0, 9)).messages).toEqual(told);
    },
  },
  {
    name: "a call of everybody counts once for each member but its author, until it is read",
    async run({ store }) {
      const { ana, bruno, clara, davi, room } = await scene(store);
      const post = (author: User, mentions: number[]) =>
        draft(store, { author, room, body: "@todos", all: true, mentions });
      await store.messages.commit([await post(ana, [bruno.id]), await post(bruno, [])]);
      const counts = async () =>
        await Promise.all(
          [ana, bruno, clara, davi].map(({ id }) => waiting(store, id, room)),
        );
      expect(await counts()).toEqual([1, 1, 2, 0]);
      expect((await store.rooms.seenBy(room, [clara.id])).get(clara.id)?.mentions).toBe(2);
      await store.rooms.read([{ room, user: clara.id, seq: 1 }]);
      expect(await counts()).toEqual([1, 1, 1, 0]);
      const eva = await signUp(store, "Eva");
      expect(await waiting(store, eva.id, room)).toBe(0);
      const quiet = await edit(store, { author: bruno, room, seq: 2, body: "ninguém" });
      const { changes } = await store.messages.commit([quiet]);
      expect(changes[0]?.messages[0]).not.toHaveProperty("all");
      expect(await counts()).toEqual([0, 1, 0, 0]);
    },
  },
  {
    name: "who may not call everybody any more when it is stored calls those that are named",
    async run({ store }) {
      const { ana, bruno, clara, room } = await scene(store);
      await store.rooms.appoint(room, ana.id, "owner");
      const drafts = await Promise.all(
        [ana, clara].map((author) =>
          draft(store, { author, room, body: "@todos", all: true, mentions: [bruno.id] })
        ),
      );
      await store.rooms.amend(room, { topic: "outro" });
      await store.rooms.amend(room, { slow: 1 });
      const { changes } = await store.messages.commit(drafts);
      expect(changes[0]?.messages.map(({ mentions, all }) => [mentions, all]))
        .toEqual([[[bruno.id], true], [[bruno.id], undefined]]);
      const copa = await store.rooms.create({
        ...{ slug: "copa", name: "Copa", topic: "", kind: "private" },
        members: [ana.id, clara.id],
      });
      const inPrivate = await draft(store, {
        author: clara,
        room: copa,
        body: "@todos",
        all: true,
      });
      await store.rooms.amend(copa, { slow: 1 });
      const kept = await store.messages.commit([inPrivate]);
      expect(kept.changes[0]?.messages).toMatchObject([{ all: true }]);
    },
  },
];
