import { expect } from "expect";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import type { World } from "../world.ts";
import { draft, geralOf, say, signUp } from "../world.ts";

const ROUNDS = 8;

async function pair(world: World): Promise<[Store, Store]> {
  return [world.store, await world.instance()];
}

function madeRoom(store: Store, slug: string, members: number[], kind: "public" | "private") {
  return store.rooms.create({ slug, name: slug, topic: "", kind, members });
}

export const raceCases: readonly Case[] = [
  {
    name: "a direct room that both open at once is one",
    async run(world) {
      const stores = await pair(world);
      const ana = await signUp(world.store, "Ana");
      for (let round = 0; round < ROUNDS; round++) {
        const other = await signUp(world.store, `Bruno ${round}`);
        const opened = await Promise.all([
          stores[0].rooms.direct([ana.id, other.id]),
          stores[1].rooms.direct([other.id, ana.id]),
        ]);
        expect(opened[0]).toBe(opened[1]);
        expect((await world.store.rooms.memberIds([opened[0]])).get(opened[0])?.sort())
          .toEqual([ana.id, other.id].sort());
      }
    },
  },
  {
    name: "of two owners who leave a private room at once one stays",
    async run(world) {
      const [here, there] = await pair(world);
      const people = [];
      for (const name of ["Ana", "Bruno", "Clara"]) people.push((await signUp(here, name)).id);
      const [ana, bruno] = people as [number, number, number];
      for (let round = 0; round < ROUNDS; round++) {
        const room = await madeRoom(here, `copa-${round}`, people, "private");
        await here.rooms.appoint(room, bruno, "owner");
        const left = await Promise.allSettled([
          here.rooms.dismiss(room, ana),
          round % 2 === 0
            ? there.rooms.dismiss(room, bruno)
            : there.rooms.appoint(room, bruno, "member"),
        ]);
        expect(left.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
        const members = await here.rooms.members(room, { limit: 9 });
        expect(members.filter(({ role }) => role === "owner")).toHaveLength(1);
      }
    },
  },
  {
    name: "a slow room takes one of two messages, wherever they come in",
    async run(world) {
      const [here, there] = await pair(world);
      const ana = await signUp(here, "Ana");
      for (let round = 0; round < ROUNDS; round++) {
        const author = await signUp(here, `Bruno ${round}`);
        const room = await madeRoom(here, `copa-${round}`, [ana.id, author.id], "public");
        await here.rooms.amend(room, { slow: 30 });
        const drafts = [
          await draft(here, { author, room, body: "um" }),
          await draft(here, { author, room, body: "dois" }),
        ] as const;
        const results = await Promise.all([
          here.messages.commit([drafts[0]]),
          there.messages.commit([drafts[1]]),
        ]);
        expect(results.map(({ outcomes }) => outcomes[0]!.kind).sort()).toEqual([
          "done",
          "refused",
        ]);
      }
    },
  },
  {
    name: "two hosts who dismiss each other leave one, and an undo is taken once",
    async run(world) {
      const [here, there] = await pair(world);
      const [ana, bruno] = [await signUp(here, "Ana"), await signUp(here, "Bruno")];
      const note = { actor: ana.id, action: "role" as const, undo: "{}" };
      for (let round = 0; round < ROUNDS; round++) {
        for (const { id } of [ana, bruno]) await here.moderation.setRole(id, "host", note);
        const dismissed = await Promise.allSettled([
          here.moderation.setRole(ana.id, "member", note),
          there.moderation.setRole(bruno.id, "member", note),
        ]);
        expect(dismissed.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
        const done = dismissed.find((one) => one.status === "fulfilled")!.value;
        const taken = await Promise.all(
          [here, there].map((store) => store.moderation.takeUndo(done)),
        );
        expect(taken.filter((one) => one !== undefined)).toHaveLength(1);
      }
    },
  },
  {
    name: "rooms that are given one name at once have different addresses, and old ones lead on",
    async run(world) {
      const [here, there] = await pair(world);
      const ana = await signUp(here, "Ana");
      const rooms = [
        await madeRoom(here, "copa", [ana.id], "public"),
        await madeRoom(here, "sala", [ana.id], "public"),
      ] as const;
      for (let round = 0; round < ROUNDS; round++) {
        const name = { name: `n${round}`, slug: `n${round}` };
        await Promise.all([
          here.rooms.amend(rooms[0], { name }),
          there.rooms.amend(rooms[1], { name }),
        ]);
        const slugs = await Promise.all(
          rooms.map(async (id) => (await here.rooms.find(ana.id, { id }))!.slug),
        );
        expect(slugs.sort()).toEqual([`n${round}`, `n${round}-2`]);
      }
      expect((await here.rooms.find(ana.id, { slug: "copa" }))?.id).toBe(rooms[0]);
      expect((await here.rooms.find(ana.id, { slug: "sala" }))?.id).toBe(rooms[1]);
    },
  },
  {
    name:
      "who writes, reads, comes, goes, is called and is banned never waits for another crosswise",
    async run(world) {
      const stores = await pair(world);
      const [here] = stores;
      const ana = await signUp(here, "Ana");
      const geral = await geralOf(here);
      const copa = await madeRoom(here, "copa", [ana.id], "public");
      await here.rooms.amend(copa, { slow: 1 });
      const note = { actor: ana.id, action: "ban" as const };
      const life = async (store: Store, name: string) => {
        for (let round = 0; round < ROUNDS; round++) {
          const person = await signUp(store, `${name} ${round}`);
          await store.rooms.admit(copa, person.id);
          const batch = await Promise.all(
            [copa, geral, copa].map((room) =>
              draft(store, { author: person, room, body: "@Ana", mentions: [ana.id] })
            ),
          );
          await store.messages.commit(batch);
          await store.rooms.read(
            [copa, geral].flatMap((room) =>
              [ana.id, person.id].map((user) => ({ room, user, seq: round + 1 }))
            ),
          );
          if (round % 2 === 0) await store.moderation.remove(copa, person.id, note);
          await store.moderation.ban(person.id, { seconds: 60, address: true }, note);
        }
      };
      await Promise.all([
        ...stores.flatMap((store, i) => [life(store, `Bruno ${i}`), life(store, `Clara ${i}`)]),
        ...stores.map(async (store) => {
          for (let round = 0; round < ROUNDS; round++) {
            await say(store, { author: ana, room: geral }, `${round}`);
            await store.rooms.amend(copa, { topic: `${round}` });
          }
        }),
      ]);
      const { messages } = await here.messages.since(geral, 0, 200);
      expect(messages).toHaveLength(6 * ROUNDS);
    },
  },
];
