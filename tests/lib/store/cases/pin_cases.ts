import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Change, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import {
  deletion,
  draft,
  edit,
  geralOf,
  line,
  pin,
  placed,
  reaction,
  say,
  signUp,
} from "../world.ts";

/** Ana and Bruno in `geral`, where Ana has said three things. */
async function scene(store: Store): Promise<{ ana: User; bruno: User; room: number }> {
  const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
  const room = await geralOf(store);
  await say(store, { author: ana, room }, "um", "dois", "três");
  return { ana, bruno, room };
}

async function one(store: Store, change: Change) {
  const { outcomes, changes } = await store.messages.commit([change]);
  return { outcome: outcomes[0], changes };
}

async function pinned(store: Store, room: number): Promise<number[]> {
  return (await store.messages.pins(room)).map(({ seq }) => seq);
}

export const pinCases: readonly Case[] = [
  {
    name: "a pin takes the next rev, and tells of it wherever the message is read",
    async run({ store }) {
      const { bruno: author, room } = await scene(store);
      const { outcome, changes } = await one(store, await pin(store, { author, room, seq: 2 }));
      expect(placed(outcome)).toMatchObject({ kind: "done", seq: 2, rev: 4 });
      const told = changes[0]?.messages;
      expect(told).toMatchObject([{ seq: 2, rev: 4, body: "dois", pinned: true }]);
      expect(changes).toMatchObject([{ room, from: 3, to: 4 }]);
      expect((await store.messages.since(room, 3, 50)).messages).toEqual(told);
      expect(await store.messages.find(room, [2])).toEqual(told);
      expect(await store.messages.pins(room)).toEqual(told);
      const { messages } = await store.messages.page(room, { limit: 50 });
      expect(messages.map((message) => message.pinned)).toEqual([undefined, true, undefined]);
    },
  },
  {
    name: "pins are listed by room, the latest first, and one that is taken off is no more",
    async run({ store }) {
      const { ana: author, room } = await scene(store);
      const members = [author.id];
      const copa = await store.rooms.create({
        ...{ slug: "copa", name: "Copa", topic: "", kind: "private", members },
      });
      await say(store, { author, room: copa }, "outra");
      await one(store, await pin(store, { author, room: copa, seq: 1 }));
      for (const seq of [2, 3, 1]) {
        // So that each has a moment of its own.
        const { at } = placed((await one(store, await pin(store, { author, room, seq }))).outcome);
        while (Date.now() <= Date.parse(at)) await store.ping();
      }
      expect(await pinned(store, room)).toEqual([1, 3, 2]);
      const off = await one(store, await pin(store, { author, room, seq: 3, on: false }));
      expect(off.changes[0]?.messages[0]).not.toHaveProperty("pinned");
      expect(await pinned(store, room)).toEqual([1, 2]);
      expect(await pinned(store, copa)).toEqual([1]);
    },
  },
  {
    name: "a pin that is on already, or off, changes nothing",
    async run({ store }) {
      const { ana: author, room } = await scene(store);
      const mark = async (on: boolean) =>
        (await one(store, await pin(store, { author, room, seq: 1, on }))).outcome;
      expect([await mark(false), await mark(true), await mark(true), await mark(false)])
        .toMatchObject([
          { kind: "known", rev: 1 },
          { kind: "done", rev: 4 },
          { kind: "known", rev: 4 },
          { kind: "done", rev: 5 },
        ]);
      expect(await pinned(store, room)).toEqual([]);
    },
  },
  {
    name: "an edit and a reaction leave a message pinned, its deletion does not",
    async run({ store }) {
      const { ana: author, room } = await scene(store);
      await one(store, await pin(store, { author, room, seq: 1 }));
      await one(store, await edit(store, { author, room, seq: 1, body: "um!" }));
      await one(store, await reaction(store, { author, room, seq: 1 }));
      expect(await store.messages.pins(room)).toMatchObject([{
        body: "um!",
        pinned: true,
        rev: 6,
      }]);
      const { changes } = await one(store, await deletion(store, { author, room, seq: 1 }));
      expect(changes[0]?.messages[0]).not.toHaveProperty("pinned");
      expect(await pinned(store, room)).toEqual([]);
      const late = await one(store, await pin(store, { author, room, seq: 1, on: false }));
      expect(late).toMatchObject({ outcome: { kind: "known", rev: 7 }, changes: [] });
    },
  },
  {
    name: "what is deleted, nobody has written or is not there is not pinned",
    async run({ store }) {
      const { ana: author, room } = await scene(store);
      await store.messages.commit([
        await deletion(store, { author, room, seq: 1 }),
        await line(store, { author, room, body: "joined" }),
      ]);
      const { outcomes, changes } = await store.messages.commit([
        await pin(store, { author, room, seq: 1 }),
        await pin(store, { author, room, seq: 5 }),
        await pin(store, { author, room, seq: 99 }),
      ]);
      expect(outcomes).toMatchObject([
        { kind: "refused", code: "conflict" },
        { kind: "refused", code: "forbidden" },
        { kind: "refused", code: "not_found" },
      ]);
      expect(changes).toEqual([]);
    },
  },
  {
    name: "a room keeps fifty messages in view, and another one when one of them goes",
    async run({ store }) {
      const { ana: author, room } = await scene(store);
      const bodies = Array.from({ length: LIMITS.pins }, (_, i) => `m${i}`);
      await store.messages.commit(
        await Promise.all(bodies.map((body) => draft(store, { author, room, body }))),
      );
      const mark = (seq: number, on = true) => pin(store, { author, room, seq, on });
      const places = Array.from({ length: LIMITS.pins + 1 }, (_, i) => i + 1);
      const { outcomes } = await store.messages.commit(
        await Promise.all(places.map((n) => mark(n))),
      );
      expect(outcomes.filter(({ kind }) => kind === "done")).toHaveLength(LIMITS.pins);
      const full = { kind: "refused", code: "too_large" };
      expect(outcomes.at(-1)).toMatchObject(full);
      expect((await one(store, await mark(53))).outcome).toMatchObject(full);
      expect((await one(store, await mark(7))).outcome).toMatchObject({ kind: "known" });
      const turned = await store.messages.commit([
        await mark(7, false),
        await mark(51),
        await mark(52),
        await deletion(store, { author, room, seq: 8 }),
        await mark(52),
      ]);
      expect(turned.outcomes).toMatchObject([
        ...[{ kind: "done" }, { kind: "done" }, full, { kind: "done" }, { kind: "done" }],
      ]);
      expect(await pinned(store, room)).toHaveLength(LIMITS.pins);
    },
  },
  {
    name: "a message that is posted, pinned and taken off in one batch is told once",
    async run({ store }) {
      const { ana: author, bruno, room } = await scene(store);
      const batch = [
        await draft(store, { author, room, body: "novo" }),
        await pin(store, { author, room, seq: 4 }),
        await pin(store, { author: bruno, room, seq: 1 }),
        await pin(store, { author, room, seq: 1, on: false }),
        await pin(store, { author, room, seq: 1 }),
      ];
      const { changes } = await store.messages.commit(batch);
      expect(changes).toMatchObject([{
        ...{ room, from: 3, to: 8 },
        messages: [{ seq: 4, rev: 5, pinned: true }, { seq: 1, rev: 8, pinned: true }],
      }]);
      expect((await store.messages.since(room, 3, 50)).messages).toEqual(changes[0]?.messages);
    },
  },
  {
    name: "who is a guest, muted, or gone when it is stored pins nothing",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const clara = await signUp(store, "Clara");
      const [davi, eva] = [await signUp(store, "Davi"), await signUp(store, "Eva")];
      const batch = await Promise.all(
        [bruno, clara, davi, eva].map((author, i) => pin(store, { author, room, seq: i % 3 + 1 })),
      );
      const note = { actor: ana.id, action: "role" as const };
      await store.moderation.setRole(bruno.id, "guest", note);
      await store.moderation.mute(clara.id, 60, { ...note, action: "mute" });
      await store.rooms.dismiss(room, davi.id);
      await store.rooms.amend(room, { locked: true });
      const { outcomes } = await store.messages.commit(batch);
      expect(outcomes).toMatchObject([
        { kind: "refused", code: "forbidden" },
        { kind: "refused", code: "forbidden" },
        { kind: "refused", code: "not_found" },
        { kind: "done" },
      ]);
      const stale = await pin(store, { author: eva, room, seq: 2 });
      await store.rooms.amend(room, { kind: "announcement" });
      expect((await one(store, stale)).outcome).toMatchObject({ code: "forbidden" });
    },
  },
];
