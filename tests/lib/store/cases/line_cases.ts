import { expect } from "expect";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, draft, edit, geralOf, line, placed, reaction, say, signUp } from "../world.ts";

async function scene(store: Store) {
  const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
  return { ana, bruno, room: await geralOf(store) };
}

export const lineCases: readonly Case[] = [
  {
    name: "a line takes the next seq among the messages, and is nobody's unread",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      await say(store, { author: ana, room }, "um");
      const told = await line(store, { author: bruno, room, body: "topic: chá" });
      const { outcomes, changes } = await store.messages.commit([
        told,
        await draft(store, { author: ana, room, body: "dois" }),
      ]);
      expect(outcomes.map(placed)).toMatchObject([{ kind: "done", seq: 2 }, { seq: 3 }]);
      const { messages, rev } = await store.messages.page(room, { limit: 9 });
      expect(messages).toMatchObject([
        { seq: 1, kind: "text" },
        { seq: 2, rev: 2, kind: "system", body: "topic: chá", author: { name: "Bruno" } },
        { seq: 3, kind: "text" },
      ]);
      expect([rev, changes[0]?.messages]).toEqual([3, messages.slice(1)]);
      expect((await store.rooms.find(bruno.id, { id: room }))?.unread).toBe(2);
      expect((await store.messages.commit([told])).outcomes).toMatchObject([
        { kind: "known", seq: 2 },
      ]);
    },
  },
  {
    name: "who reads up to a line has read what is before it, and no more",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      await say(store, { author: ana, room }, "um");
      await store.messages.commit([await line(store, { author: ana, room, body: "joined" })]);
      await say(store, { author: ana, room }, "dois");
      const unread = async (seq: number) => {
        await store.rooms.read([{ room, user: bruno.id, seq }]);
        return (await store.rooms.find(bruno.id, { id: room }))?.unread;
      };
      expect([await unread(1), await unread(2), await unread(3)]).toEqual([1, 1, 0]);
    },
  },
  {
    name: "who left tells so, in a slow room as well, and where only owners write",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      await store.rooms.amend(room, { slow: 60, kind: "announcement" });
      const stale = await line(store, { author: bruno, room, body: "left" });
      await store.rooms.dismiss(room, bruno.id);
      const { outcomes } = await store.messages.commit([
        stale,
        await line(store, { author: bruno, room, body: "left" }),
        await line(store, { author: ana, room: 4_711, body: "joined" }),
      ]);
      expect(outcomes).toMatchObject([
        { kind: "done" },
        { kind: "done" },
        { kind: "refused", code: "not_found" },
      ]);
    },
  },
  {
    name: "nobody edits or deletes a line, who moderates neither; it may be reacted to",
    async run({ store }) {
      const { ana: author, room } = await scene(store);
      await store.rooms.appoint(room, author.id, "owner");
      await store.messages.commit([await line(store, { author, room, body: "joined" })]);
      const { outcomes } = await store.messages.commit([
        await edit(store, { author, room, seq: 1, body: "left" }),
        await deletion(store, { author, room, seq: 1 }),
        await deletion(store, { author, room, seq: 1, moderated: true }),
        await reaction(store, { author, room, seq: 1 }),
      ]);
      const refused = { kind: "refused", code: "forbidden" };
      expect(outcomes).toMatchObject([refused, refused, refused, { kind: "done" }]);
      expect(await store.messages.find(room, [1])).toMatchObject([{ body: "joined" }]);
    },
  },
];
