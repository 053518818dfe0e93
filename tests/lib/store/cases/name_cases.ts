import { expect } from "expect";
import { Conflict } from "@/lib/chat/errors.ts";
import { foldName, parseName } from "@/lib/chat/name.ts";
import { readPairs } from "@/lib/make_confusables.ts";
import type { Case } from "../case.ts";
import type { World } from "../world.ts";
import { geralOf, newHash, newSession, say, signUp } from "../world.ts";

const DAY = 24 * 60 * 60 * 1_000;

/** As if that had been 25 hours ago. */
function away(world: World, name: string): Promise<void> {
  return world.rewrite(
    `update users set seen_at = seen_at - ${25 * DAY / 24} where name = '${name}'`,
  );
}

/** A thousand names, each with another that looks like it. */
async function lookAlikes(): Promise<[string, string][]> {
  const file = new URL("../../fixtures/confusables.txt", import.meta.url);
  const pairs = readPairs(await Deno.readTextFile(file));
  const every = Math.floor(pairs.length / 1_000);
  return Array.from({ length: 1_000 }, (_, at) => {
    const [one, other] = pairs[at * every]!;
    return [`${at} de ${one}`, `${at} de ${other}`];
  });
}

/** Some at a time, as they come in. */
async function inTens<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < all.length; at += 10) await Promise.all(all.slice(at, at + 10).map(work));
}

export const nameCases: readonly Case[] = [
  {
    name: "Ana calls herself Eva, and is known by that",
    async run({ store }) {
      const hash = newHash();
      const ana = await signUp(store, "Ana", hash);
      const eva = await store.people.rename(ana.id, parseName("Eva"));
      expect(eva).toEqual({ ...ana, name: "Eva" });
      expect((await store.people.findSession(hash))?.user).toEqual(eva);
      expect((await store.people.find([ana.id])).get(ana.id)).toEqual(eva);
      expect((await store.people.credentials("eva"))?.user).toEqual(eva);
      expect(await store.people.credentials("ana")).toBeUndefined();
    },
  },
  {
    name: "a name that was given up is held for thirty days, for its owner alone",
    async run(world) {
      const { people } = world.store;
      const ana = await signUp(world.store, "Ana");
      const bruno = await signUp(world.store, "Bruno");
      await people.rename(ana.id, parseName("Eva"));
      await expect(signUp(world.store, "ANA")).rejects.toBeInstanceOf(Conflict);
      await expect(people.rename(bruno.id, parseName("Ana"))).rejects.toBeInstanceOf(Conflict);
      expect((await people.find([bruno.id])).get(bruno.id)?.name).toBe("Bruno");
      expect((await people.rename(ana.id, parseName("Ana"))).name).toBe("Ana");
      // And now it is the other one that is held.
      await expect(signUp(world.store, "Eva")).rejects.toBeInstanceOf(Conflict);
    },
  },
  {
    name: "after thirty days a held name is free, and whoever has it then may give it up, too",
    async run(world) {
      const ana = await signUp(world.store, "Ana");
      await world.store.people.rename(ana.id, parseName("Eva"));
      await world.rewrite(`update held_names set until = until - ${29 * DAY}`);
      await expect(signUp(world.store, "Ana")).rejects.toBeInstanceOf(Conflict);
      await world.rewrite(`update held_names set until = until - ${DAY}`);
      const other = await signUp(world.store, "Ana");
      await world.store.people.rename(other.id, parseName("Clara"));
      await expect(world.store.people.rename(ana.id, parseName("Ana"))).rejects
        .toBeInstanceOf(Conflict);
    },
  },
  {
    name: "another spelling of one's own name holds nothing, and nobody's name is taken",
    async run({ store }) {
      const ana = await signUp(store, "ana");
      const bruno = await signUp(store, "Bruno");
      expect((await store.people.rename(ana.id, parseName("Aná"))).name).toBe("Aná");
      await expect(store.people.rename(ana.id, parseName("BRUNO"))).rejects
        .toBeInstanceOf(Conflict);
      expect((await store.people.find([ana.id, bruno.id])).get(ana.id)?.name).toBe("Aná");
      await expect(store.people.rename(4_711, parseName("Davi"))).rejects
        .toMatchObject({ code: "not_found" });
      await expect(signUp(store, "Davi")).resolves.toMatchObject({ name: "Davi" });
    },
  },
  {
    name: "a name and whoever wants it while it is given up never end up being two people's",
    async run({ store }) {
      for (let round = 0; round < 8; round++) {
        const name = `Ana ${round}`;
        const ana = await signUp(store, name);
        const [renamed, came] = await Promise.allSettled([
          store.people.rename(ana.id, parseName(`Eva ${round}`)),
          signUp(store, name),
        ]);
        expect(renamed.status).toBe("fulfilled");
        expect(came).toMatchObject({ status: "rejected", reason: { code: "conflict" } });
      }
    },
  },
  {
    name: "of a newcomer and somebody who renames, one gets the name",
    async run({ store }) {
      const bruno = await signUp(store, "Bruno");
      for (let round = 0; round < 8; round++) {
        const name = parseName(`Clara ${round}`);
        const results = await Promise.allSettled([
          signUp(store, name.shown),
          store.people.rename(bruno.id, name),
        ]);
        expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
        const refused = results.find((result) => result.status === "rejected");
        expect(refused?.reason).toBeInstanceOf(Conflict);
      }
    },
  },
  {
    name: "two who exchange their names at once do not block each other",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const results = await Promise.allSettled([
        store.people.rename(ana.id, parseName("Bruno")),
        store.people.rename(bruno.id, parseName("Ana")),
      ]);
      for (const result of results) {
        expect(result).toMatchObject({ status: "rejected", reason: { code: "conflict" } });
      }
    },
  },
  {
    name: "who never wrote, has no password and was away for a day, loses the name to who wants it",
    async run(world) {
      const hash = newHash();
      const ana = await signUp(world.store, "Ana", hash);
      await expect(signUp(world.store, "Ana")).rejects.toBeInstanceOf(Conflict);
      await away(world, "Ana");
      const { store } = world;
      const newer = await signUp(store, "Ana");
      expect(newer.id).not.toBe(ana.id);
      expect(await store.people.findSession(hash)).toBeUndefined();
      expect((await store.people.find([ana.id])).get(ana.id)?.name).toBe("");
      expect((await store.rooms.find(newer.id, { slug: "geral" }))?.members).toBe(1);
    },
  },
  {
    name: "an idle name goes to one of ten who want it at once, and to who renames",
    async run(world) {
      await signUp(world.store, "Ana");
      await signUp(world.store, "Eva");
      await away(world, "Ana");
      await away(world, "Eva");
      const { store } = world;
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, () => signUp(store, "Ana")),
      );
      const refused = results.filter((result) => result.status === "rejected");
      expect(refused.map(({ reason }) => reason.constructor)).toEqual(Array(9).fill(Conflict));
      const bruno = await signUp(store, "Bruno");
      expect((await store.people.rename(bruno.id, parseName("Eva"))).name).toBe("Eva");
      expect(await store.server.population()).toBe(2);
    },
  },
  {
    name: "who wrote, has a password, a say, a ban, or was here today, keeps the name",
    async run(world) {
      const geral = await geralOf(world.store);
      const names = ["Ana", "Bruno", "Clara", "Davi", "Eva"];
      const people = [];
      for (const name of names) people.push(await signUp(world.store, name));
      const [ana, bruno, clara, davi] = people;
      await say(world.store, { author: ana!, room: geral }, "olá");
      await world.store.people.setPassword(bruno!.id, "scrypt");
      await world.rewrite(`update users set role = 'moderator' where id = ${clara!.id}`);
      await world.rewrite(`update users set banned_until = seen_at * 2 where id = ${davi!.id}`);
      for (const name of names.slice(0, 4)) await away(world, name);
      for (const name of names) {
        await expect(signUp(world.store, name)).rejects.toBeInstanceOf(Conflict);
      }
    },
  },
  {
    name: "who is here keeps the name, be it by a page, by a socket, or by another device",
    async run(world) {
      const hash = newHash();
      const ana = await signUp(world.store, "Ana", hash);
      await world.rewrite("update sessions set used_at = 0");
      const here = [
        () => world.store.people.seen([ana.id]),
        () => world.store.people.useSession(hash),
        () => world.store.people.signIn(ana.id, newSession()),
      ];
      for (const come of here) {
        await away(world, "Ana");
        await come();
        await expect(signUp(world.store, "Ana")).rejects.toBeInstanceOf(Conflict);
      }
      await away(world, "Ana");
      await signUp(world.store, "Ana");
    },
  },
  {
    name: "the first room may have another address, or be closed: newcomers still come in",
    async run(world) {
      const geral = await geralOf(world.store);
      await world.rewrite(`insert into old_slugs (slug, room_id) values ('geral', ${geral})`);
      await world.rewrite(`update rooms set slug = 'sala' where id = ${geral}`);
      const ana = await signUp(world.store, "Ana");
      expect((await world.store.rooms.memberships(ana.id)).map(({ room }) => room)).toEqual([
        geral,
      ]);
      await world.rewrite(`update rooms set kind = 'private' where id = ${geral}`);
      const bruno = await signUp(world.store, "Bruno");
      await world.rewrite(`update rooms set kind = 'public', archived_at = 1 where id = ${geral}`);
      const clara = await signUp(world.store, "Clara");
      for (const { id } of [bruno, clara]) {
        expect(await world.store.rooms.memberships(id)).toEqual([]);
      }
    },
  },
  {
    name: "of a thousand pairs that look alike, each database lets one in, and only that one",
    async run({ store: { people } }) {
      const options = { join: "geral", role: "member" } as const;
      const enter = (shown: string) =>
        people.signUp({ shown, key: foldName(shown) }, newSession(), options);
      const pairs = await lookAlikes();
      await inTens(pairs, ([one]) => enter(one));
      let refused = 0;
      await inTens(pairs, async ([one, other]) => {
        expect((await people.credentials(foldName(other)))?.user.name).toBe(one);
        await enter(other).catch((error) => {
          if (error instanceof Conflict) refused++;
          else throw error;
        });
      });
      expect(refused).toBe(1_000);
    },
  },
  {
    name: "a newcomer is what they are let in as",
    async run({ store }) {
      const session = newSession();
      const options = { join: "geral", role: "guest" as const };
      const ana = await store.people.signUp(parseName("Ana"), session, options);
      expect(ana.role).toBe("guest");
      expect((await store.people.findSession(session.tokenHash))?.user).toEqual(ana);
    },
  },
];
