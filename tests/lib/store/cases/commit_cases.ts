import { expect } from "expect";
import type { User } from "@/lib/chat/model.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { bodiesOf, draft, geralOf, placed, say, signUp } from "../world.ts";

const NOT_FOUND = { kind: "refused", code: "not_found" };

async function kitchen(store: Store, ...people: User[]): Promise<number> {
  return await store.rooms.create({
    ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "private" },
    members: people.map(({ id }) => id),
  });
}

export const commitCases: readonly Case[] = [
  {
    name: "a batch is numbered in its order, each room by itself",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const geral = await geralOf(store);
      const cozinha = await kitchen(store, author);
      await say(store, { author, room: geral }, "antes");
      const rooms = [geral, cozinha, geral, cozinha, geral];
      const batch = await Promise.all(
        rooms.map((room, i) => draft(store, { author, room, body: `${i}` })),
      );
      const { outcomes, changes } = await store.messages.commit(batch);
      expect(outcomes.map(placed).map(({ kind, room, seq, rev }) => [kind, room, seq, rev]))
        .toEqual([
          ["done", geral, 2, 2],
          ["done", cozinha, 1, 1],
          ["done", geral, 3, 3],
          ["done", cozinha, 2, 2],
          ["done", geral, 4, 4],
        ]);
      expect(changes.map(({ room, from, to }) => [room, from, to]))
        .toEqual([[geral, 1, 4], [cozinha, 0, 2]]);
      expect(bodiesOf({ outcomes, changes })).toEqual(["0", "2", "4", "1", "3"]);
      const heads = await store.rooms.heads([geral, cozinha]);
      expect([heads.get(geral)?.rev, heads.get(cozinha)?.rev]).toEqual([4, 2]);
    },
  },
  {
    name: "an empty batch is nothing, and more than 200 is too much",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const one = await draft(store, { author, room: await geralOf(store), body: "x" });
      expect(await store.messages.commit([])).toEqual({ outcomes: [], changes: [] });
      await expect(store.messages.commit(Array(201).fill(one))).rejects.toBeInstanceOf(RangeError);
    },
  },
  {
    name: "200 messages of eight authors go in one batch",
    async run({ store }) {
      const names = ["Ana", "Bruno", "Clara", "Davi", "Eva", "Fábio", "Gil", "Hugo"];
      const people: User[] = [];
      for (const name of names) people.push(await signUp(store, name));
      const room = await geralOf(store);
      const batch = await Promise.all(
        Array.from(
          { length: 200 },
          (_, i) => draft(store, { author: people[i % 8]!, room, body: "ã".repeat(1_000) + i }),
        ),
      );
      const { outcomes } = await store.messages.commit(batch);
      expect(outcomes.map((one) => placed(one).seq)).toEqual(batch.map((_, i) => i + 1));
      const { messages } = await store.messages.page(room, { limit: 200 });
      expect(messages.map(({ body }) => body)).toEqual(batch.map(({ body }) => body));
      expect(messages.map(({ author }) => author.name)).toEqual(batch.map((b) => b.author.name));
    },
  },
  {
    name: "the same id again is the first one's message, in another batch",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const room = await geralOf(store);
      const post = await draft(store, { author, room, body: "uma vez" });
      const first = await store.messages.commit([post]);
      const fresh = await draft(store, { author, room, body: "outra" });
      const again = await store.messages.commit([post, fresh]);
      expect(again.outcomes[0]).toEqual({ ...first.outcomes[0], kind: "known" });
      expect(bodiesOf(again)).toEqual(["outra"]);
      expect(again.changes).toMatchObject([{ room, from: 1, to: 2 }]);
      expect(await store.messages.commit([post])).toMatchObject({ changes: [] });
      expect((await store.messages.page(room, { limit: 50 })).messages).toHaveLength(2);
    },
  },
  {
    name: "the same id twice in one batch is stored once",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const room = await geralOf(store);
      const post = await draft(store, { author, room, body: "uma vez" });
      const { outcomes, changes } = await store.messages.commit([post, { ...post, body: "duas" }]);
      expect(outcomes[0]).toMatchObject({ kind: "done", seq: 1 });
      expect(outcomes[1]).toEqual({ ...outcomes[0], kind: "known" });
      expect(bodiesOf({ outcomes, changes })).toEqual(["uma vez"]);
    },
  },
  {
    name: "the same id with another body or room is still the first one",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const geral = await geralOf(store);
      const cozinha = await kitchen(store, author);
      const post = await draft(store, { author, room: geral, body: "um" });
      const { outcomes } = await store.messages.commit([post]);
      const other = await draft(store, { author, room: cozinha, body: "dois", id: post.id });
      const again = await store.messages.commit([other, { ...post, body: "três" }]);
      const known = { ...outcomes[0], kind: "known" };
      expect(again).toEqual({ outcomes: [known, known], changes: [] });
      expect((await store.rooms.heads([cozinha])).get(cozinha)?.rev).toBe(0);
    },
  },
  {
    name: "the same id of somebody else is another message",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const room = await geralOf(store);
      const post = await draft(store, { author: ana, room, body: "de Ana" });
      const same = { ...post, author: bruno, body: "de Bruno" };
      expect(bodiesOf(await store.messages.commit([post, same]))).toEqual(["de Ana", "de Bruno"]);
    },
  },
  {
    name: "the outcome of an id can be asked for later",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const post = await draft(store, { author: ana, room: await geralOf(store), body: "olá" });
      expect(await store.messages.outcome(ana.id, post.id)).toBeUndefined();
      const { outcomes } = await store.messages.commit([post]);
      expect(await store.messages.outcome(ana.id, post.id))
        .toEqual({ ...outcomes[0], kind: "known" });
      expect(await store.messages.outcome(bruno.id, post.id)).toBeUndefined();
    },
  },
  {
    name: "rights that have changed are read again, and refuse that one change alone",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const room = await kitchen(store, ana, bruno);
      const before = await draft(store, { author: bruno, room, body: "ainda estou aqui" });
      const mine = await draft(store, { author: ana, room, body: "eu também" });
      const known = await draft(store, { author: bruno, room, body: "dito antes" });
      await store.messages.commit([known]);
      await store.rooms.dismiss(room, bruno.id);
      const { outcomes, changes } = await store.messages.commit([before, mine, known]);
      expect(outcomes).toMatchObject([NOT_FOUND, { kind: "done" }, { kind: "known" }]);
      expect(bodiesOf({ outcomes, changes })).toEqual(["eu também"]);
      expect(await store.messages.outcome(bruno.id, before.id)).toBeUndefined();
    },
  },
  {
    name: "a room that is archived meanwhile takes nothing, and hinders no other of its batch",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const geral = await geralOf(store);
      const cozinha = await kitchen(store, ana);
      await say(store, { author: ana, room: geral }, "antes");
      const late = await draft(store, { author: ana, room: cozinha, body: "tarde demais" });
      const mine = await draft(store, { author: ana, room: geral, body: "a tempo" });
      await store.rooms.amend(cozinha, { archived: true });
      const { outcomes, changes } = await store.messages.commit([late, mine]);
      expect(outcomes).toMatchObject([NOT_FOUND, { kind: "done", room: geral, seq: 2 }]);
      expect(changes.map(({ room, from, to }) => [room, from, to])).toEqual([[geral, 1, 2]]);
    },
  },
  {
    name:
      "a room that is slow meanwhile takes one message, and the batch's other rooms all of theirs",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const geral = await geralOf(store);
      const cozinha = await kitchen(store, ana, bruno);
      await store.rooms.amend(cozinha, { slow: 30 });
      const batch = await Promise.all(
        [cozinha, geral, cozinha, geral].map((room, i) =>
          draft(store, { author: bruno, room, body: `${i}` })
        ),
      );
      const { outcomes } = await store.messages.commit(batch);
      expect(outcomes).toMatchObject([
        { kind: "done", room: cozinha, seq: 1 },
        { kind: "done", room: geral, seq: 1 },
        { kind: "refused", code: "rate_limited" },
        { kind: "done", room: geral, seq: 2 },
      ]);
    },
  },
  {
    name: "what is unread is counted in each room of a batch by itself",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const geral = await geralOf(store);
      const cozinha = await kitchen(store, ana, bruno);
      await say(store, { author: ana, room: geral }, "antes");
      const batch = await Promise.all(
        [cozinha, geral, cozinha, geral, cozinha].map((room, i) =>
          draft(store, { author: ana, room, body: `${i}` })
        ),
      );
      await store.messages.commit(batch);
      const seen = await store.rooms.visibleTo(bruno.id);
      const unread = new Map(seen.map(({ id, unread }) => [id, unread]));
      expect([unread.get(geral), unread.get(cozinha)]).toEqual([3, 3]);
    },
  },
  {
    name: "rights that have changed for others do not hinder a member",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const post = await draft(store, { author: ana, room: await geralOf(store), body: "olá" });
      await signUp(store, "Bruno");
      expect((await store.messages.commit([post])).outcomes).toMatchObject([{ kind: "done" }]);
    },
  },
  {
    name: "there is no posting to a room that is not there",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const lost = await draft(store, { author, room: 4_711, body: "olá?" });
      const post = await draft(store, { author, room: await geralOf(store), body: "olá" });
      const { outcomes } = await store.messages.commit([lost, post]);
      expect(outcomes).toMatchObject([NOT_FOUND, { kind: "done" }]);
    },
  },
  {
    name: "a reply is to a message of the same room",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const geral = await geralOf(store);
      const cozinha = await kitchen(store, author);
      const [, second] = await say(store, { author, room: cozinha }, "um", "dois");
      await say(store, { author, room: geral }, "três");
      const reply = (room: number, replyTo: number) =>
        draft(store, { author, room, body: "re", replyTo });
      const batch = [await reply(geral, second!), await reply(cozinha, second!)];
      const { outcomes, changes } = await store.messages.commit(batch);
      expect(outcomes).toMatchObject([
        { kind: "refused", code: "invalid" },
        { kind: "done", room: cozinha },
      ]);
      expect(changes[0]!.messages[0]).toMatchObject({ replyTo: second });
      const { messages } = await store.messages.page(cozinha, { limit: 1 });
      expect(messages).toEqual(changes[0]!.messages);
    },
  },
  {
    name: "commits in several rooms and lanes at once keep each room without gap",
    async run({ store }) {
      const author = await signUp(store, "Ana");
      const rooms = [await geralOf(store), await kitchen(store, author)];
      const batches = await Promise.all(
        Array.from(
          { length: 12 },
          (_, i) =>
            Promise.all(
              Array.from({ length: 4 }, (_, j) =>
                draft(store, { author, room: rooms[(i + j) % 2]!, body: `${i}.${j}` })),
            ),
        ),
      );
      await Promise.all(batches.map((batch) => store.messages.commit(batch)));
      for (const room of rooms) {
        const { messages } = await store.messages.since(room, 0, 200);
        expect(messages.map(({ rev }) => rev)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
      }
    },
  },
];
