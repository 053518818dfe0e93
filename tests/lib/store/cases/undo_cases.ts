import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import type { Restoration, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, draft, edit, newId, pin, placed, reaction, signUp } from "../world.ts";

/** Ana's room, where Bruno has called Clara, changed it, and been reacted to. */
async function scene(store: Store) {
  const [ana, bruno, clara] = [
    await signUp(store, "Ana"),
    await signUp(store, "Bruno"),
    await signUp(store, "Clara"),
  ];
  const room = await store.rooms.create({
    ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "public" },
    members: [ana.id, bruno.id, clara.id],
  });
  const mentions = [clara.id];
  await store.messages.commit([
    await draft(store, { author: bruno, room, body: "@Clara", mentions }),
  ]);
  await store.messages.commit([
    await edit(store, { author: bruno, room, seq: 1, body: "@Clara!", mentions }),
    await reaction(store, { author: ana, room, seq: 1 }),
  ]);
  return { ana, bruno, clara, room, before: (await messageAt(store, room))! };
}

async function messageAt(store: Store, room: number): Promise<Message | undefined> {
  return (await store.messages.page(room, { around: 1, limit: 1 })).messages[0];
}

async function restoration(
  store: Store,
  deed: Pick<Restoration, "author" | "room" | "seq" | "body"> & Partial<Restoration>,
): Promise<Restoration> {
  const aclRev = (await store.rooms.heads([deed.room])).get(deed.room)?.aclRev ?? 0;
  return { kind: "restore", id: newId(), aclRev, ...deed };
}

export const undoCases: readonly Case[] = [
  {
    name: "a moderator deletes somebody else's message, and it is written down with what it was",
    async run({ store }) {
      const { ana, bruno, clara, room, before } = await scene(store);
      const change = await deletion(store, { author: ana, room, seq: 1, moderated: true });
      const { outcomes } = await store.messages.commit([change]);
      const { note } = placed(outcomes[0]);
      expect(await messageAt(store, room)).toMatchObject({ deleted: true, body: "", rev: 4 });
      const [entry] = await store.moderation.audit({ limit: 5 });
      expect(entry).toMatchObject({
        ...{ id: note, action: "delete_message", seq: 1, room: { id: room, name: "Cozinha" } },
        ...{ actor: { id: ana.id, name: "Ana" }, target: { id: bruno.id } },
      });
      expect(entry!.undoUntil).toBe(entry!.at + 10_000);
      const taken = await store.moderation.takeUndo(note!);
      expect(JSON.parse(taken!.undo)).toEqual({
        ...{ body: "@Clara!", editedAt: Date.parse(before.editedAt!), mentions: [clara.id] },
      });
      const again = await store.messages.commit([change]);
      expect(again.outcomes).toMatchObject([{ kind: "known" }]);
      expect(again.outcomes[0]).not.toHaveProperty("note");
    },
  },
  {
    name: "what was deleted is there again, as it was but for its reactions",
    async run({ store }) {
      const { ana, clara, room, before } = await scene(store);
      const gone = await deletion(store, { author: ana, room, seq: 1, moderated: true });
      const { note } = placed((await store.messages.commit([gone])).outcomes[0]);
      const { undo } = (await store.moderation.takeUndo(note!))!;
      const change = await restoration(store, { author: ana, room, seq: 1, ...JSON.parse(undo) });
      const { outcomes, changes } = await store.messages.commit([change]);
      expect(placed(outcomes[0])).toMatchObject({ kind: "done", seq: 1, rev: 5 });
      const { reactions: _, ...rest } = before;
      expect(changes[0]?.messages).toEqual([{ ...rest, rev: 5 }]);
      expect(await messageAt(store, room)).toEqual(changes[0]?.messages[0]);
      expect((await store.rooms.find(clara.id, { id: room }))?.mentions).toBe(1);
      const again = await restoration(store, { author: ana, room, seq: 1, body: "x" });
      expect((await store.messages.commit([again, change])).outcomes)
        .toMatchObject([{ kind: "refused", code: "conflict" }, { kind: "known", seq: 1 }]);
    },
  },
  {
    name: "what was in view of the room comes back with its text and its calls, and is not in view",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const post = { author: ana, room, body: "@todos", all: true };
      await store.messages.commit([await draft(store, post)]);
      await store.messages.commit([await pin(store, { author: ana, room, seq: 4 })]);
      const [pinned] = await store.messages.pins(room);
      expect(pinned).toMatchObject({ seq: 4, pinned: true, all: true });
      await store.rooms.appoint(room, bruno.id, "owner");
      const gone = await deletion(store, { author: bruno, room, seq: 4, moderated: true });
      const { note } = placed((await store.messages.commit([gone])).outcomes[0]);
      const { undo } = (await store.moderation.takeUndo(note!))!;
      const back = await restoration(store, { author: bruno, room, seq: 4, ...JSON.parse(undo) });
      const { changes } = await store.messages.commit([back]);
      const { pinned: _, ...rest } = pinned!;
      expect(changes[0]?.messages).toEqual([{ ...rest, rev: 7 }]);
      expect(await store.messages.find(room, [4])).toEqual(changes[0]?.messages);
      expect(await store.messages.pins(room)).toEqual([]);
    },
  },
  {
    name: "what a moderator deletes of their own, or what is gone already, is not written down",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const { outcomes } = await store.messages.commit([
        await deletion(store, { author: bruno, room, seq: 1, moderated: true }),
        await deletion(store, { author: ana, room, seq: 1, moderated: true }),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(["done", "known"]);
      for (const outcome of outcomes) expect(outcome).not.toHaveProperty("note");
      expect(await store.moderation.audit({ limit: 5 })).toEqual([]);
    },
  },
  {
    name: "who is no moderator any more deletes and restores nothing",
    async run({ store }) {
      const { ana, bruno, clara, room } = await scene(store);
      await store.rooms.appoint(room, clara.id, "owner");
      const batch = [
        await deletion(store, { author: clara, room, seq: 1, moderated: true }),
        await restoration(store, { author: clara, room, seq: 1, body: "x" }),
      ];
      await store.rooms.appoint(room, clara.id, "member");
      expect((await store.messages.commit(batch)).outcomes).toMatchObject([
        { kind: "refused", code: "forbidden" },
        { kind: "refused", code: "forbidden" },
      ]);
      expect(await messageAt(store, room)).toMatchObject({ author: { id: bruno.id }, rev: 3 });
      const own = await draft(store, { author: clara, room, body: "meu" });
      const { seq } = placed((await store.messages.commit([own])).outcomes[0]);
      const mine = { ...batch[0]!, id: newId(), seq };
      expect((await store.messages.commit([mine])).outcomes).toMatchObject([{ kind: "done" }]);
      const owner = { ...batch[0]!, author: ana, id: newId() };
      expect((await store.messages.commit([owner])).outcomes[0]).toMatchObject({
        kind: "done",
        note: expect.any(Number),
      });
    },
  },
  {
    name: "a moderator of the server deletes where they see, and not in a private room",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const davi = await signUp(store, "Davi");
      await store.moderation.setRole(davi.id, "moderator", { actor: ana.id, action: "role" });
      const stale = { author: davi, room, seq: 1, moderated: true, aclRev: 0 };
      const change = await deletion(store, stale);
      await store.rooms.amend(room, { kind: "private" });
      expect((await store.messages.commit([change])).outcomes)
        .toMatchObject([{ kind: "refused", code: "not_found" }]);
      await store.rooms.amend(room, { kind: "public" });
      expect((await store.messages.commit([change])).outcomes[0])
        .toMatchObject({ kind: "done", note: expect.any(Number) });
      const again = await draft(store, { author: bruno, room, body: "eu" });
      expect((await store.messages.commit([again])).outcomes[0]).toMatchObject({ kind: "done" });
    },
  },
];
