import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { draft, geralOf, say, signUp } from "../world.ts";

async function talk(store: Store, count: number): Promise<number> {
  const author = await signUp(store, "Ana");
  const room = await geralOf(store);
  const bodies = Array.from({ length: count }, (_, i) => `m${i + 1}`);
  await store.messages.commit(
    await Promise.all(bodies.map((body) => draft(store, { author, room, body }))),
  );
  return room;
}

function seqs(messages: readonly Message[]): number[] {
  return messages.map(({ seq }) => seq);
}

const TEXTS = {
  "an emoji with joiners": "👩‍👩‍👧‍👦 🏳️‍🌈 🇧🇷 👍🏽",
  "right-to-left text": "שלום עולם مرحبا \u202Babc\u202C",
  "the longest body": "ã".repeat(8_000),
  "the longest in bytes": "漢".repeat(8_000),
  "four-byte characters": "🦊".repeat(4_000),
  "quotes and backslashes": `'; drop table messages; -- " \\ \\' \\" \` ? ?? :a \${b} %s %_`,
  "white space at both ends": " \t\n olá \r\n\u00A0 ",
  "control characters": "a\u0001\b\u001A\u007Fb",
  "text that is not normalised": "e\u0301 é ﬁ Å",
} as const;

export const messageCases: readonly Case[] = [
  {
    name: "a message comes back with its author, its time and its place",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const room = await geralOf(store);
      const post = await draft(store, { author, room, body: "olá" });
      const before = Date.now();
      const { changes } = await store.messages.commit([post]);
      const { messages, rev } = await store.messages.page(room, { limit: 50 });
      expect(messages).toEqual([{
        ...{ room, seq: 1, rev: 1, id: post.id, author: { id: author.id, name: "Ana" } },
        ...{ kind: "text", body: "olá", at: messages[0]!.at },
      }]);
      expect(messages[0]!.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(Math.abs(Date.parse(messages[0]!.at) - before)).toBeLessThan(5_000);
      expect(rev).toBe(1);
      expect(changes).toEqual([{ room, from: 0, to: 1, messages }]);
    },
  },
  {
    name: "every text comes back exactly as it was sent",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const room = await geralOf(store);
      const bodies = Object.values(TEXTS);
      await say(store, { author, room }, ...bodies);
      const { messages } = await store.messages.page(room, { limit: 50 });
      expect(messages.map(({ body }) => body)).toEqual(bodies);
    },
  },
  {
    name: "pages: the last, before, after, and round a message",
    async run({ store }) {
      const room = await talk(store, 10);
      const page = async (query: Parameters<Store["messages"]["page"]>[1]) =>
        seqs((await store.messages.page(room, query)).messages);
      expect(await page({ limit: 3 })).toEqual([8, 9, 10]);
      expect(await page({ limit: 200 })).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(await page({ limit: 3, before: 5 })).toEqual([2, 3, 4]);
      expect(await page({ limit: 3, before: 1 })).toEqual([]);
      expect(await page({ limit: 3, after: 5 })).toEqual([6, 7, 8]);
      expect(await page({ limit: 3, after: 0 })).toEqual([1, 2, 3]);
      expect(await page({ limit: 3, after: 10 })).toEqual([]);
      expect(await page({ limit: 5, around: 5 })).toEqual([3, 4, 5, 6, 7]);
      expect(await page({ limit: 1, around: 5 })).toEqual([5]);
      expect(await page({ limit: 4, around: 1 })).toEqual([1, 2]);
    },
  },
  {
    name: "a page says where the room stood",
    async run({ store }) {
      const room = await talk(store, 4);
      expect((await store.messages.page(room, { limit: 1, before: 2 })).rev).toBe(4);
      await expect(store.messages.page(4_711, { limit: 1 })).rejects.toMatchObject({
        code: "not_found",
      });
    },
  },
  {
    name: "what came since a rev: all of it up to `to`, and whether there is more",
    async run({ store }) {
      const room = await talk(store, 5);
      const since = async (rev: number, limit: number) => {
        const { messages, to, more } = await store.messages.since(room, rev, limit);
        return [seqs(messages), to, more];
      };
      expect(await since(0, 200)).toEqual([[1, 2, 3, 4, 5], 5, false]);
      expect(await since(0, 5)).toEqual([[1, 2, 3, 4, 5], 5, false]);
      expect(await since(0, 2)).toEqual([[1, 2], 2, true]);
      expect(await since(2, 2)).toEqual([[3, 4], 4, true]);
      expect(await since(4, 2)).toEqual([[5], 5, false]);
      expect(await since(5, 2)).toEqual([[], 5, false]);
      // A cursor from a database that was lost: `to` tells the caller that it is too high.
      expect(await since(900, 2)).toEqual([[], 5, false]);
    },
  },
  {
    name: "rooms do not see one another's messages",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const geral = await geralOf(store);
      const cozinha = await store.rooms.create({
        ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "public" },
        members: [author.id],
      });
      await say(store, { author, room: geral }, "em geral");
      await say(store, { author, room: cozinha }, "na cozinha", "de novo");
      const { messages, rev } = await store.messages.page(cozinha, { limit: 50 });
      expect(messages.map(({ body }) => body)).toEqual(["na cozinha", "de novo"]);
      expect(rev).toBe(2);
      expect((await store.messages.since(geral, 0, 50)).messages).toHaveLength(1);
    },
  },
];
