import { expect } from "expect";
import type { User } from "@/lib/chat/model.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, edit, geralOf, say, signUp } from "../world.ts";

/** Ana and Bruno in `geral`, where Ana has said five things and changed the second. */
async function scene(store: Store) {
  const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
  const room = await geralOf(store);
  const seqs = await say(store, { author: ana, room }, "um", "dois");
  await store.messages.commit([
    await edit(store, { author: ana, room, seq: seqs[1]!, body: "2" }),
  ]);
  seqs.push(...await say(store, { author: ana, room }, "três", "quatro", "cinco"));
  return { ana, bruno, room, seqs };
}

async function state(store: Store, user: User, id: number) {
  const room = await store.rooms.find(user.id, { id });
  return [room?.readSeq, room?.unread];
}

export const readCases: readonly Case[] = [
  {
    name: "to read up to a message leaves those after it unread",
    async run({ store }) {
      const { ana, bruno, room, seqs } = await scene(store);
      expect(seqs).toEqual([1, 2, 4, 5, 6]);
      expect(await state(store, bruno, room)).toEqual([0, 5]);
      await store.rooms.read([{ room, user: bruno.id, seq: 4 }]);
      expect(await state(store, bruno, room)).toEqual([4, 2]);
      expect(await state(store, ana, room)).toEqual([0, 5]);
      // An edit took this place: what was posted before it is read.
      await store.rooms.read([{ room, user: ana.id, seq: 3 }]);
      expect(await state(store, ana, room)).toEqual([3, 3]);
    },
  },
  {
    name: "reading goes forward only, unless told to go back",
    async run({ store }) {
      const { bruno, room } = await scene(store);
      const mark = { room, user: bruno.id };
      await store.rooms.read([{ ...mark, seq: 5 }]);
      await store.rooms.read([{ ...mark, seq: 2 }]);
      expect(await state(store, bruno, room)).toEqual([5, 1]);
      await store.rooms.read([{ ...mark, seq: 2, back: true }]);
      expect(await state(store, bruno, room)).toEqual([2, 3]);
      await store.rooms.read([{ ...mark, seq: 0, back: true }]);
      expect(await state(store, bruno, room)).toEqual([0, 5]);
    },
  },
  {
    name: "beyond the head is the head, and what comes then is unread",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      await store.rooms.read([
        { room, user: bruno.id, seq: 900 },
        { room, user: ana.id, seq: 900, back: true },
      ]);
      for (const one of [ana, bruno]) expect(await state(store, one, room)).toEqual([6, 0]);
      await say(store, { author: ana, room }, "seis");
      expect(await state(store, bruno, room)).toEqual([6, 1]);
    },
  },
  {
    name: "marks of one statement come to what they do one after the other",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      await store.rooms.read([
        { room, user: ana.id, seq: 4 },
        { room, user: bruno.id, seq: 6 },
        { room, user: ana.id, seq: 2 },
        { room, user: bruno.id, seq: 1, back: true },
        { room, user: bruno.id, seq: 2 },
      ]);
      expect(await state(store, ana, room)).toEqual([4, 2]);
      expect(await state(store, bruno, room)).toEqual([2, 3]);
    },
  },
  {
    name: "marks in many rooms, of outsiders and in none, touch only what is there",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const copa = await store.rooms.create({
        ...{ slug: "copa", name: "Copa", topic: "", kind: "public", members: [ana.id] },
      });
      await say(store, { author: ana, room: copa }, "um", "dois");
      const before = [await store.people.revs([ana.id]), await store.rooms.heads([room, copa])];
      await store.rooms.read([
        { room, user: ana.id, seq: 1 },
        { room: copa, user: ana.id, seq: 2 },
        { room: copa, user: bruno.id, seq: 2 },
        { room: 4_711, user: ana.id, seq: 2 },
      ]);
      expect(await state(store, ana, room)).toEqual([1, 4]);
      expect(await state(store, ana, copa)).toEqual([2, 0]);
      expect(await store.rooms.find(bruno.id, { id: copa })).toMatchObject({ joined: false });
      expect(await state(store, bruno, room)).toEqual([0, 5]);
      expect([await store.people.revs([ana.id]), await store.rooms.heads([room, copa])])
        .toEqual(before);
      await store.rooms.read([]);
    },
  },
  {
    name: "twelve hundred marks are written",
    async run({ store }) {
      const { ana, room } = await scene(store);
      const others = Array.from({ length: 1_200 }, (_, i) => ({ room, user: 5_000 + i, seq: i }));
      await store.rooms.read([...others, { room, user: ana.id, seq: 4 }]);
      expect(await state(store, ana, room)).toEqual([4, 2]);
    },
  },
  {
    name: "what is deleted leaves the counts as they are",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      await store.messages.commit([await deletion(store, { author: ana, room, seq: 4 })]);
      await store.rooms.read([{ room, user: bruno.id, seq: 4 }]);
      expect(await state(store, bruno, room)).toEqual([4, 2]);
    },
  },
  {
    name: "who has read a message is told, but for its author and those who keep it to themselves",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const [clara, davi] = [await signUp(store, "Clara"), await signUp(store, "Davi")];
      await store.people.prefer(clara.id, { readsPrivate: true });
      const seq = 4;
      await store.rooms.read([
        { room, user: ana.id, seq: 6 },
        { room, user: bruno.id, seq: 6 },
        { room, user: davi.id, seq: 6 },
      ]);
      const names = async (at: number) =>
        (await store.rooms.readers(room, at)).map(({ name }) => name);
      expect(await names(seq)).toEqual(["Bruno", "Davi"]);
      await store.rooms.read([{ room, user: bruno.id, seq: 2, back: true }]);
      expect(await names(seq)).toEqual(["Davi"]);
      expect(await names(2)).toEqual(["Bruno", "Davi"]);
      expect(await names(3)).toEqual([]);
      expect(await store.rooms.readsOf(room, [bruno.id, clara.id, 4_711])).toEqual(
        new Map([[bruno.id, { seq: 2, told: true }], [clara.id, { seq: 6, told: false }]]),
      );
    },
  },
  {
    name: "people read while others write, and no count goes astray",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const write = async () => {
        for (let i = 0; i < 15; i++) await say(store, { author: ana, room }, `${i}`);
      };
      const read = async () => {
        for (let seq = 1; seq <= 30; seq++) {
          await store.rooms.read([{ room, user: bruno.id, seq }]);
        }
      };
      await Promise.all([write(), read(), read()]);
      const [readSeq, unread] = await state(store, bruno, room);
      const { messages } = await store.messages.page(room, { limit: 200 });
      expect(unread).toBe(messages.filter(({ seq }) => seq > readSeq!).length);
    },
  },
];
