import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, draft, edit, geralOf, reaction, say, signUp } from "../world.ts";

/** Ana and Bruno in `geral`, where Ana has said `m1` to `m6`, and `reply` answers one of them. */
async function scene(store: Store) {
  const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
  const room = await geralOf(store);
  await say(store, { author: ana, room }, ...Array.from({ length: 6 }, (_, i) => `m${i + 1}`));
  const reply = async (replyTo: number, author: User = bruno) => {
    const post = await draft(store, { author, room, body: `re ${replyTo}`, replyTo });
    const { changes } = await store.messages.commit([post]);
    return changes[0]!.messages[0]!.seq;
  };
  return { ana, bruno, room, reply };
}

async function repliesOf(store: Store, room: number, seq: number, limit = 50, after?: number) {
  const from = after === undefined ? {} : { after };
  return (await store.messages.replies(room, seq, { limit, ...from })).map((one) => one.seq);
}

export const replyCases: readonly Case[] = [
  {
    name: "messages are found by their places, ascending, as who looks sees them",
    async run({ store }) {
      const { bruno, room } = await scene(store);
      await store.messages.commit([await reaction(store, { author: bruno, room, seq: 2 })]);
      const found = await store.messages.find(room, [5, 2, 99, 2], bruno.id);
      expect(found).toMatchObject([
        { seq: 2, body: "m2", reactions: [{ emoji: "👍", me: true }] },
        { seq: 5, body: "m5" },
      ]);
      const { messages } = await store.messages.page(room, { limit: 50 }, bruno.id);
      expect(found).toEqual(messages.filter(({ seq }) => seq === 2 || seq === 5));
      expect(await store.messages.find(room, [])).toEqual([]);
      expect(await store.messages.find(room, [99])).toEqual([]);
      expect(await store.messages.find(4_711, [2])).toEqual([]);
    },
  },
  {
    name: "a page brings what its messages reply to and does not hold itself",
    async run({ store }) {
      const { ana, bruno, room, reply } = await scene(store);
      await store.messages.commit([
        await edit(store, { author: ana, room, seq: 1, body: "m1!" }),
        await reaction(store, { author: bruno, room, seq: 1 }),
      ]);
      for (const seq of [3, 1, 1, 6]) await reply(seq);
      const last = await store.messages.page(room, { limit: 5 }, bruno.id);
      expect(last.messages.map(({ replyTo }) => replyTo)).toEqual([undefined, 3, 1, 1, 6]);
      expect(last.origins).toEqual(await store.messages.find(room, [1, 3], bruno.id));
      expect(last.origins[0]).toMatchObject({ body: "m1!", reactions: [{ me: true }] });
      expect((await store.messages.page(room, { limit: 50 })).origins).toEqual([]);
      expect((await store.messages.page(room, { limit: 3, before: 5 })).origins).toEqual([]);
    },
  },
  {
    name: "what a deleted message replied to is not brought, a deleted origin without its text",
    async run({ store }) {
      const { ana, bruno, room, reply } = await scene(store);
      const [first, second] = [await reply(1), await reply(2)];
      await store.messages.commit([
        await deletion(store, { author: bruno, room, seq: first }),
        await deletion(store, { author: ana, room, seq: 2 }),
      ]);
      const { messages, origins } = await store.messages.page(room, { after: 6, limit: 50 });
      expect(messages).toMatchObject([{ deleted: true }, { seq: second, replyTo: 2 }]);
      expect(origins).toMatchObject([{ seq: 2, deleted: true, body: "" }]);
    },
  },
  {
    name: "a page says which messages reply to its own, those that are deleted left out",
    async run({ store }) {
      const { bruno, room, reply } = await scene(store);
      const [first, second, gone] = [await reply(2), await reply(4), await reply(2)];
      const third = await reply(2);
      const nested = await reply(first!);
      await store.messages.commit([
        await deletion(store, { author: bruno, room, seq: gone! }),
      ]);
      const replies = async (limit: number, before?: number) => {
        const from = before === undefined ? {} : { before };
        return (await store.messages.page(room, { limit, ...from })).replies;
      };
      expect(await replies(50)).toEqual([
        { seq: 2, by: [first, third] },
        { seq: 4, by: [second] },
        { seq: first, by: [nested] },
      ]);
      expect(await replies(2, 3)).toEqual([{ seq: 2, by: [first, third] }]);
      expect(await replies(1)).toEqual([]);
    },
  },
  {
    name: "of a message that everybody replies to a page names the first hundred",
    async run({ store }) {
      const { bruno: author, room } = await scene(store);
      const batch = (replyTo: number) =>
        Promise.all(
          Array.from({ length: 200 }, () => draft(store, { author, room, body: "eu", replyTo })),
        );
      for (const replyTo of [1, 1, 1, 1, 1, 1, 3, 4]) {
        await store.messages.commit(await batch(replyTo));
      }
      const { replies } = await store.messages.page(room, { limit: 6, before: 7 });
      const hundred = (first: number) =>
        Array.from({ length: LIMITS.replies }, (_, i) => first + i);
      expect(replies).toEqual([
        { seq: 1, by: hundred(7) },
        { seq: 3, by: hundred(1_207) },
        { seq: 4, by: hundred(1_407) },
      ]);
    },
  },
  {
    name: "the largest page names its replies, the last ones too",
    async run({ store }) {
      const { ana: author, room } = await scene(store);
      const many = Array.from({ length: 194 }, () => draft(store, { author, room, body: "m" }));
      await store.messages.commit(await Promise.all(many));
      const replies = Array.from(
        { length: 200 },
        (_, i) => draft(store, { author, room, body: "re", replyTo: 200 - i }),
      );
      await store.messages.commit(await Promise.all(replies));
      const page = await store.messages.page(room, { limit: LIMITS.pageMax, before: 201 });
      expect(page.replies).toEqual(
        Array.from({ length: 200 }, (_, i) => ({ seq: i + 1, by: [400 - i] })),
      );
    },
  },
  {
    name: "replies to a message are read from any of them on",
    async run({ store }) {
      const { bruno, room, reply } = await scene(store);
      const seqs = [await reply(3), await reply(3), await reply(3), await reply(3)];
      await reply(4);
      const [first, second, third, fourth] = seqs;
      expect(await repliesOf(store, room, 3)).toEqual(seqs);
      expect(await repliesOf(store, room, 3, 2)).toEqual([first, second]);
      expect(await repliesOf(store, room, 3, 2, second)).toEqual([third, fourth]);
      expect(await repliesOf(store, room, 3, 2, fourth)).toEqual([]);
      await store.messages.commit([
        await deletion(store, { author: bruno, room, seq: second! }),
      ]);
      expect(await repliesOf(store, room, 3)).toEqual([first, third, fourth]);
      expect(await repliesOf(store, room, 1)).toEqual([]);
    },
  },
];
