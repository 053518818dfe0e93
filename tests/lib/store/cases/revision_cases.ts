import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, draft, edit, geralOf, newId, placed, say, signUp } from "../world.ts";

/** Ana in `geral`, where she has said "zero"; `change` gives it another text. */
async function scene(store: Store) {
  const author = await signUp(store, "Ana");
  const room = await geralOf(store);
  await say(store, { author, room }, "zero");
  const change = async (body: string) => {
    const { outcomes } = await store.messages.commit([
      await edit(store, { author, room, seq: 1, body }),
    ]);
    return placed(outcomes[0]);
  };
  return { author, room, change };
}

async function textsOf(store: Store, room: number, seq = 1): Promise<string[]> {
  return (await store.messages.revisions(room, seq)).map(({ body }) => body);
}

export const revisionCases: readonly Case[] = [
  {
    name: "an edit keeps the text before it, and when it was replaced",
    async run({ store }) {
      const { room, change } = await scene(store);
      expect(await store.messages.revisions(room, 1)).toEqual([]);
      const [first, second] = [await change("um"), await change("dois")];
      expect(await store.messages.revisions(room, 1)).toEqual([
        { body: "zero", at: first.at },
        { body: "um", at: second.at },
      ]);
      expect(await store.messages.revisions(room, 2)).toEqual([]);
      expect(await store.messages.revisions(4_711, 1)).toEqual([]);
    },
  },
  {
    name: "an edit that says the same, or comes again, keeps nothing",
    async run({ store }) {
      const { author, room, change } = await scene(store);
      await change("zero");
      expect(await textsOf(store, room)).toEqual([]);
      const again = await edit(store, { author, room, seq: 1, body: "um" });
      for (let times = 0; times < 3; times++) await store.messages.commit([again]);
      expect(await textsOf(store, room)).toEqual(["zero"]);
    },
  },
  {
    name: "of edits in one batch each text is kept, of a new message too",
    async run({ store }) {
      const { author, room } = await scene(store);
      const to = (seq: number, body: string) => edit(store, { author, room, seq, body });
      await store.messages.commit([
        await to(1, "um"),
        await draft(store, { author, room, body: "novo" }),
        await to(3, "novo!"),
        await to(1, "dois"),
        await to(3, "novo!!"),
      ]);
      expect(await textsOf(store, room)).toEqual(["zero", "um"]);
      expect(await textsOf(store, room, 3)).toEqual(["novo", "novo!"]);
    },
  },
  {
    name: "the latest fifty texts are kept, however they come in",
    async run({ store }) {
      const { author, room, change } = await scene(store);
      const batch = await Promise.all(
        Array.from(
          { length: LIMITS.revisions + 2 },
          (_, i) => edit(store, { author, room, seq: 1, body: `${i}` }),
        ),
      );
      await store.messages.commit(batch);
      const kept = Array.from({ length: LIMITS.revisions }, (_, i) => `${i + 1}`);
      expect(await textsOf(store, room)).toEqual(kept);
      await change("outra");
      expect(await textsOf(store, room)).toEqual([...kept.slice(1), "51"]);
    },
  },
  {
    name: "of a deleted message no earlier text is left, and none comes back with it",
    async run({ store }) {
      const { author, room, change } = await scene(store);
      await change("um");
      const note = await signUp(store, "Bruno");
      await store.rooms.appoint(room, note.id, "owner");
      const gone = await deletion(store, { author: note, room, seq: 1, moderated: true });
      const { outcomes } = await store.messages.commit([gone]);
      expect(await textsOf(store, room)).toEqual([]);
      const { undo } = (await store.moderation.takeUndo(placed(outcomes[0]).note!))!;
      const aclRev = (await store.rooms.heads([room])).get(room)!.aclRev;
      const back = { kind: "restore" as const, id: newId(), author: note, room, aclRev, seq: 1 };
      await store.messages.commit([{ ...back, ...JSON.parse(undo) }]);
      expect(await store.messages.find(room, [1])).toMatchObject([{ body: "um" }]);
      expect(await textsOf(store, room)).toEqual([]);
      await change("dois");
      expect(await textsOf(store, room)).toEqual(["um"]);
      expect(author.name).toBe("Ana");
    },
  },
  {
    name: "what is edited and deleted in one batch leaves no text",
    async run({ store }) {
      const { author, room, change } = await scene(store);
      await change("um");
      await store.messages.commit([
        await edit(store, { author, room, seq: 1, body: "dois" }),
        await deletion(store, { author, room, seq: 1 }),
      ]);
      expect(await textsOf(store, room)).toEqual([]);
    },
  },
];
