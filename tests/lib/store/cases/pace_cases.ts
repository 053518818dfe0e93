import { expect } from "expect";
import type { User } from "@/lib/chat/model.ts";
import type { RoomChanges, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, draft, edit, placed, reaction, say, signUp } from "../world.ts";

/** Ana's public room, with Bruno in it, changed like this. */
async function scene(store: Store, changes: RoomChanges) {
  const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
  const members = [ana.id, bruno.id];
  const id = await store.rooms.create({
    ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "public", members },
  });
  await say(store, { author: bruno, room: id }, "antes");
  await store.rooms.amend(id, changes);
  return { ana, bruno, id };
}

async function post(store: Store, author: User, room: number, body = "olá") {
  const change = await draft(store, { author, room, body });
  return (await store.messages.commit([change])).outcomes[0];
}

const FORBIDDEN = { kind: "refused", code: "forbidden" };
const TOO_FAST = { kind: "refused", code: "rate_limited" };
const SOON = "update memberships set posted_at = posted_at - 20000";
const LATER = "update memberships set posted_at = posted_at - 30001";

export const paceCases: readonly Case[] = [
  {
    name: "in a slow room a person writes once in its time, and is told when again",
    async run(world) {
      const { bruno, id } = await scene(world.store, { slow: 30 });
      expect(await post(world.store, bruno, id)).toMatchObject({ kind: "done" });
      const refused = await post(world.store, bruno, id, "de novo");
      expect(refused).toMatchObject({ ...TOO_FAST, afterMs: expect.any(Number) });
      const afterMs = refused?.kind === "refused" ? refused.afterMs! : 0;
      expect(afterMs).toBeGreaterThan(20_000);
      expect(afterMs).toBeLessThanOrEqual(30_000);
      await world.rewrite(SOON);
      expect(await post(world.store, bruno, id)).toMatchObject(TOO_FAST);
      await world.rewrite(LATER);
      expect(await post(world.store, bruno, id)).toMatchObject({ kind: "done" });
      const { messages } = await world.store.messages.page(id, { limit: 9 });
      expect(messages.map(({ body }) => body)).toEqual(["antes", "olá", "olá"]);
    },
  },
  {
    name: "of two messages of one person in a batch a slow room takes the first",
    async run({ store }) {
      const { ana, bruno, id } = await scene(store, { slow: 30 });
      const bodies: [User, string][] = [[bruno, "um"], [bruno, "dois"], [ana, "três"], [ana, "4"]];
      const batch = await Promise.all(
        bodies.map(([author, body]) => draft(store, { author, room: id, body })),
      );
      const { outcomes, changes } = await store.messages.commit(batch);
      expect(outcomes.map((one) => one.kind === "refused" ? one.code : one.kind))
        .toEqual(["done", "rate_limited", "done", "done"]);
      expect(changes[0]?.messages.map(({ body }) => body)).toEqual(["um", "três", "4"]);
      const again = await store.messages.commit(batch.slice(0, 2));
      expect(again.outcomes[0]).toEqual({ ...outcomes[0], kind: "known" });
      expect(again.outcomes[1]).toMatchObject(TOO_FAST);
    },
  },
  {
    name: "what was refused for now is taken later, under the same id",
    async run(world) {
      const { bruno, id } = await scene(world.store, { slow: 30 });
      await post(world.store, bruno, id);
      const late = await draft(world.store, { author: bruno, room: id, body: "depois" });
      expect((await world.store.messages.commit([late])).outcomes).toMatchObject([TOO_FAST]);
      expect(await world.store.messages.outcome(bruno.id, late.id)).toBeUndefined();
      await world.rewrite(LATER);
      expect((await world.store.messages.commit([late])).outcomes)
        .toMatchObject([{ kind: "done" }]);
    },
  },
  {
    name: "a slow room slows neither its owners and the moderators, nor edits and reactions",
    async run({ store }) {
      const { ana, bruno, id } = await scene(store, { slow: 30 });
      const clara = await signUp(store, "Clara");
      await store.moderation.setRole(clara.id, "moderator", { actor: ana.id, action: "role" });
      await store.rooms.admit(id, clara.id);
      for (const author of [ana, ana, clara, clara]) {
        expect(await post(store, author, id)).toMatchObject({ kind: "done" });
      }
      const { seq } = placed(await post(store, bruno, id));
      const { outcomes } = await store.messages.commit([
        await edit(store, { author: bruno, room: id, seq, body: "outra" }),
        await reaction(store, { author: bruno, room: id, seq }),
        await deletion(store, { author: bruno, room: id, seq }),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(["done", "done", "done"]);
    },
  },
  {
    name: "of two messages at once in a slow room one is taken, in whichever lane",
    async run({ store }) {
      const { bruno, id } = await scene(store, { slow: 30 });
      const drafts = await Promise.all(
        ["um", "dois", "três"].map((body) => draft(store, { author: bruno, room: id, body })),
      );
      const results = await Promise.all(drafts.map((one) => store.messages.commit([one])));
      expect(results.map(({ outcomes }) => outcomes[0]!.kind).sort())
        .toEqual(["done", "refused", "refused"]);
    },
  },
  {
    name: "a room that was locked after the rights were read takes no message, but reactions",
    async run({ store }) {
      const { ana, bruno, id } = await scene(store, {});
      const mine = await draft(store, { author: bruno, room: id, body: "tarde demais" });
      const other = await draft(store, { author: ana, room: id, body: "sou dona" });
      const change = await edit(store, { author: bruno, room: id, seq: 1, body: "outra" });
      const react = await reaction(store, { author: bruno, room: id, seq: 1 });
      const gone = await deletion(store, { author: bruno, room: id, seq: 1 });
      await store.rooms.amend(id, { locked: true });
      const { outcomes } = await store.messages.commit([mine, other, change, react, gone]);
      expect(outcomes).toMatchObject([
        ...[FORBIDDEN, { kind: "done" }, FORBIDDEN, { kind: "done" }, { kind: "done" }],
      ]);
    },
  },
  {
    name: "so does one that became an announcement room, but for moderators who are in it",
    async run({ store }) {
      const { ana, bruno, id } = await scene(store, {});
      const [clara, davi] = [await signUp(store, "Clara"), await signUp(store, "Davi")];
      for (const { id: user } of [clara, davi]) {
        await store.moderation.setRole(user, "moderator", { actor: ana.id, action: "role" });
      }
      await store.rooms.admit(id, clara.id);
      const batch = await Promise.all(
        [bruno, clara, davi].map((author) => draft(store, { author, room: id, body: "olá" })),
      );
      await store.rooms.amend(id, { kind: "announcement" });
      expect((await store.messages.commit(batch)).outcomes).toMatchObject([
        ...[FORBIDDEN, { kind: "done" }, { kind: "refused", code: "not_found" }],
      ]);
    },
  },
  {
    name: "who was muted before the rights were read again writes nothing, and may delete",
    async run({ store }) {
      const { ana, bruno, id } = await scene(store, {});
      const batch = [
        await draft(store, { author: bruno, room: id, body: "olá" }),
        await reaction(store, { author: bruno, room: id, seq: 1 }),
        await deletion(store, { author: bruno, room: id, seq: 1 }),
      ];
      await store.moderation.mute(bruno.id, 60, { actor: ana.id, action: "mute" });
      await store.rooms.amend(id, { topic: "bolo" });
      expect((await store.messages.commit(batch)).outcomes)
        .toMatchObject([FORBIDDEN, FORBIDDEN, { kind: "done" }]);
    },
  },
];
