import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message, User } from "@/lib/chat/model.ts";
import type { Change, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, draft, edit, geralOf, placed, reaction, say, signUp } from "../world.ts";

const EMOJIS = [
  ..."😀😁😂😃😄😅😆😇😈😉😊😋😌😍😎😏😐😑😒😓😔😕😖😗😘😙😚😛😜😝😞😟😠😡😢😣😤😥😦😧😨😩😪😫😬😭😮😯😰😱😲",
];

/** Ana and Bruno in `geral`, where Ana has said something. */
async function scene(store: Store): Promise<{ ana: User; bruno: User; room: number; seq: number }> {
  const ana = await signUp(store, "Ana");
  const bruno = await signUp(store, "Bruno");
  const room = await geralOf(store);
  const [seq] = await say(store, { author: ana, room }, "bom dia");
  return { ana, bruno, room, seq: seq! };
}

async function messageAt(store: Store, room: number, seq: number): Promise<Message | undefined> {
  const { messages } = await store.messages.page(room, { around: seq, limit: 1 });
  return messages[0];
}

async function one(store: Store, change: Change) {
  const { outcomes, changes } = await store.messages.commit([change]);
  return { outcome: outcomes[0], changes };
}

export const deedCases: readonly Case[] = [
  {
    name: "an edit takes the next rev, and its message keeps its seq",
    async run({ store }) {
      const { ana: author, room, seq } = await scene(store);
      await say(store, { author, room }, "outra");
      const change = await edit(store, { author, room, seq, body: "boa tarde" });
      const { outcome, changes } = await one(store, change);
      expect(placed(outcome)).toMatchObject({ kind: "done", room, seq, rev: 3 });
      const edited = { seq, rev: 3, body: "boa tarde", editedAt: placed(outcome).at };
      expect(changes).toMatchObject([{ room, from: 2, to: 3, messages: [edited] }]);
      expect(await messageAt(store, room, seq)).toEqual(changes[0]?.messages[0]);
      expect((await store.messages.since(room, 2, 50)).messages).toEqual(changes[0]?.messages);
      expect((await store.rooms.find(author.id, { id: room }))?.unread).toBe(2);
    },
  },
  {
    name: "an edit that says the same changes nothing",
    async run({ store }) {
      const { ana: author, room, seq } = await scene(store);
      const change = await edit(store, { author, room, seq, body: "bom dia" });
      expect(await one(store, change)).toMatchObject({
        outcome: { kind: "known", rev: 1 },
        changes: [],
      });
      expect(await messageAt(store, room, seq)).not.toHaveProperty("editedAt");
    },
  },
  {
    name: "a deleted message keeps its place, and nothing of what was said",
    async run({ store }) {
      const { ana: author, bruno, room, seq } = await scene(store);
      await one(store, await reaction(store, { author: bruno, room, seq }));
      const { outcome, changes } = await one(store, await deletion(store, { author, room, seq }));
      expect(placed(outcome)).toMatchObject({ kind: "done", seq, rev: 3 });
      const left = await messageAt(store, room, seq);
      expect(left).toMatchObject({ seq, rev: 3, body: "", deleted: true, author: { name: "Ana" } });
      expect(left).not.toHaveProperty("reactions");
      expect(changes[0]?.messages).toEqual([left]);
      const again = await one(store, await deletion(store, { author, room, seq }));
      expect(again).toMatchObject({ outcome: { kind: "known", rev: 3 }, changes: [] });
    },
  },
  {
    name: "a deleted message is neither edited nor reacted to",
    async run({ store }) {
      const { ana: author, room, seq } = await scene(store);
      await one(store, await deletion(store, { author, room, seq }));
      const { outcomes, changes } = await store.messages.commit([
        await edit(store, { author, room, seq, body: "de novo" }),
        await reaction(store, { author, room, seq }),
      ]);
      const refused = { kind: "refused", code: "conflict" };
      expect(outcomes).toMatchObject([refused, refused]);
      expect(changes).toEqual([]);
    },
  },
  {
    name: "nobody edits or deletes what somebody else has said",
    async run({ store }) {
      const { bruno: author, room, seq } = await scene(store);
      const { outcomes } = await store.messages.commit([
        await edit(store, { author, room, seq, body: "eu disse" }),
        await deletion(store, { author, room, seq }),
      ]);
      const refused = { kind: "refused", code: "forbidden" };
      expect(outcomes).toMatchObject([refused, refused]);
      expect((await messageAt(store, room, seq))?.body).toBe("bom dia");
    },
  },
  {
    name: "what is not there, or is in another room, is not found",
    async run({ store }) {
      const { ana: author, room, seq } = await scene(store);
      const elsewhere = await store.rooms.create({
        ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "private", members: [author.id] },
      });
      const { outcomes } = await store.messages.commit([
        await edit(store, { author, room, seq: 99, body: "x" }),
        await edit(store, { author, room: elsewhere, seq, body: "x" }),
        await deletion(store, { author, room: elsewhere, seq }),
        await reaction(store, { author, room: elsewhere, seq }),
      ]);
      expect(outcomes).toMatchObject(
        Array(4).fill({ kind: "refused", code: "not_found" }),
      );
    },
  },
  {
    name: "reactions stand in the order in which each emoji first came, told to each viewer",
    async run({ store }) {
      const { ana, bruno, room, seq } = await scene(store);
      const react = async (author: User, emoji: string) =>
        await one(store, await reaction(store, { author, room, seq, emoji }));
      await react(bruno, "🎉");
      await react(ana, "👍");
      const { changes } = await react(ana, "🎉");
      const shown = [
        { emoji: "🎉", n: 2, users: [bruno.id, ana.id] },
        { emoji: "👍", n: 1, users: [ana.id] },
      ];
      expect(changes[0]?.messages[0]?.reactions).toEqual(shown);
      expect((await store.messages.since(room, 0, 50)).messages[0]?.reactions).toEqual(shown);
      const page = await store.messages.page(room, { limit: 50 }, bruno.id);
      expect(page.messages[0]?.reactions).toEqual([{ ...shown[0], me: true }, shown[1]]);
    },
  },
  {
    name: "a reaction that is on already, or off, changes nothing; off takes it away",
    async run({ store }) {
      const { bruno: author, room, seq } = await scene(store);
      const react = async (on: boolean) =>
        (await one(store, await reaction(store, { author, room, seq, on }))).outcome;
      expect([await react(false), await react(true), await react(true), await react(false)])
        .toMatchObject([
          { kind: "known", rev: 1 },
          { kind: "done", rev: 2 },
          { kind: "known", rev: 2 },
          { kind: "done", rev: 3 },
        ]);
      expect(await messageAt(store, room, seq)).not.toHaveProperty("reactions");
    },
  },
  {
    name: "a message has at most twenty kinds of reactions, and others may join those",
    async run({ store }) {
      const { ana, bruno, room, seq } = await scene(store);
      const batch = await Promise.all(
        EMOJIS.map((emoji) => reaction(store, { author: ana, room, seq, emoji })),
      );
      const { outcomes } = await store.messages.commit(batch);
      expect(outcomes.filter(({ kind }) => kind === "done")).toHaveLength(LIMITS.emojis);
      expect(outcomes.at(-1)).toMatchObject({ kind: "refused", code: "too_large" });
      const joined = await reaction(store, { author: bruno, room, seq, emoji: EMOJIS[0]! });
      expect(await one(store, joined)).toMatchObject({ outcome: { kind: "done" } });
    },
  },
  {
    name: "an older attempt that comes again does not undo what was done since",
    async run({ store }) {
      const { ana: author, room, seq } = await scene(store);
      const change = (body: string) => edit(store, { author, room, seq, body });
      const [first, second] = [await change("primeira"), await change("segunda")];
      const { outcome: at } = await one(store, first);
      await one(store, second);
      const { outcome, changes } = await one(store, first);
      expect(placed(outcome)).toEqual({ ...placed(at), kind: "known", rev: 3 });
      expect(changes).toEqual([]);
      expect((await messageAt(store, room, seq))?.body).toBe("segunda");
      expect(await store.messages.outcome(author.id, first.id)).toEqual(placed(outcome));
    },
  },
  {
    name: "nor does one that had nothing to do when it came first",
    async run({ store }) {
      const { bruno: author, room, seq } = await scene(store);
      const mark = (on: boolean) => reaction(store, { author, room, seq, on });
      await one(store, await mark(true));
      const idle = await mark(true);
      expect((await one(store, idle)).outcome).toMatchObject({ kind: "known" });
      await one(store, await mark(false));
      expect(await one(store, idle)).toMatchObject({ outcome: { kind: "known" }, changes: [] });
      expect(await messageAt(store, room, seq)).not.toHaveProperty("reactions");
    },
  },
  {
    name: "a batch works on what it has done itself, and tells each message once",
    async run({ store }) {
      const { ana: author, bruno, room, seq } = await scene(store);
      const batch = [
        await edit(store, { author, room, seq, body: "um" }),
        await draft(store, { author, room, body: "novo" }),
        await edit(store, { author, room, seq: seq + 2, body: "novo, emendado" }),
        await reaction(store, { author: bruno, room, seq }),
        await reaction(store, { author: bruno, room, seq, on: false }),
        await edit(store, { author, room, seq, body: "dois" }),
        await reaction(store, { author: bruno, room, seq, emoji: "🎉" }),
      ];
      const { outcomes, changes } = await store.messages.commit(batch);
      expect(outcomes.map(placed).map(({ rev }) => rev)).toEqual([2, 3, 4, 5, 6, 7, 8]);
      expect(changes).toMatchObject([{
        ...{ room, from: 1, to: 8 },
        messages: [
          { seq: 3, rev: 4, body: "novo, emendado" },
          { seq, rev: 8, body: "dois", reactions: [{ emoji: "🎉", n: 1 }] },
        ],
      }]);
      const { messages } = await store.messages.since(room, 1, 50);
      expect(messages).toEqual(changes[0]?.messages);
      expect((await store.rooms.find(bruno.id, { id: room }))?.unread).toBe(2);
    },
  },
  {
    name: "who is no member any more changes nothing",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const [seq] = await say(store, { author: bruno, room }, "de Bruno");
      const before = await edit(store, { author: bruno, room, seq: seq!, body: "tarde demais" });
      await store.rooms.dismiss(room, bruno.id);
      const { outcomes } = await store.messages.commit([
        before,
        await reaction(store, { author: ana, room, seq: seq! }),
      ]);
      expect(outcomes).toMatchObject([{ kind: "refused", code: "not_found" }, { kind: "done" }]);
    },
  },
];
