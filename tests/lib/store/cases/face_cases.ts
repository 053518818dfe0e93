import { expect } from "expect";
import { foldName, parseName } from "@/lib/chat/name.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { newHash, signUp } from "../world.ts";

const PNG = { type: "image/png" as const, bytes: new Uint8Array([0x89, 0x50, 0, 0xff, 0x0a]) };

/** Names of those whose faces have changed, and up to where that is known. */
async function changed(store: Store, since: number): Promise<[number, string[]]> {
  const { rev, people } = await store.people.facesSince(since);
  return [rev, people.map(({ name }) => name)];
}

export const faceCases: readonly Case[] = [
  {
    name: "what a person has chosen is as it was left, and the rest as at first",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const first = await store.people.preferences(ana.id);
      expect(first).toEqual({
        ...{ hue: undefined, locale: undefined, theme: undefined },
        ...{
          readsPrivate: false,
          seenShown: false,
          notify: true,
          enterBreaks: false,
          typing: true,
        },
      });
      await store.people.prefer(ana.id, { hue: 0, locale: "es", theme: "dark", notify: false });
      await store.people.prefer(ana.id, { readsPrivate: true, seenShown: true, enterBreaks: true });
      await store.people.prefer(ana.id, { typing: false });
      await store.people.prefer(ana.id, {});
      expect(await store.people.preferences(ana.id)).toEqual({
        ...{ hue: 0, locale: "es", theme: "dark" },
        ...{ readsPrivate: true, seenShown: true, notify: false, enterBreaks: true, typing: false },
      });
      await store.people.prefer(ana.id, { hue: undefined, locale: undefined, theme: undefined });
      await store.people.prefer(ana.id, { enterBreaks: false, typing: true });
      await store.people.prefer(ana.id, { readsPrivate: false, seenShown: false, notify: true });
      expect(await store.people.preferences(ana.id)).toEqual(first);
    },
  },
  {
    name: "nobody chooses for who is not there",
    async run({ store }) {
      const calls = [
        () => store.people.preferences(4_711),
        () => store.people.prefer(4_711, { notify: false }),
        () => store.people.prefer(4_711, { hue: 3 }),
        () => store.people.setPassword(4_711, "scrypt"),
        () => store.people.setPicture(4_711, PNG),
        () => store.people.erase(4_711),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "not_found" });
      expect(await store.people.picture(4_711)).toBeUndefined();
      expect(await store.people.passwordHash(4_711)).toBeUndefined();
    },
  },
  {
    name: "a picture comes back byte by byte, and each has a number of its own",
    async run({ store }) {
      const hash = newHash();
      const ana = await signUp(store, "Ana", hash);
      expect(await store.people.picture(ana.id)).toBeUndefined();
      await store.people.setPicture(ana.id, PNG);
      const first = await store.people.picture(ana.id);
      expect(first).toEqual({ ...PNG, number: expect.any(Number) });
      expect(first?.bytes.constructor).toBe(Uint8Array);
      expect((await store.people.findSession(hash))?.user).toEqual({
        ...ana,
        picture: first?.number,
      });
      const bytes = crypto.getRandomValues(new Uint8Array(65_536));
      await store.people.setPicture(ana.id, { type: "image/webp", bytes });
      const second = await store.people.picture(ana.id);
      expect(second).toMatchObject({ type: "image/webp", bytes });
      expect(second?.number).not.toBe(first?.number);
      await store.people.setPicture(ana.id, undefined);
      expect(await store.people.picture(ana.id)).toBeUndefined();
      expect((await store.people.find([ana.id])).get(ana.id)).toEqual(ana);
    },
  },
  {
    name: "changes of names, hues and pictures are told in their order, each person once",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const [start, none] = await changed(store, 0);
      expect(none).toEqual([]);
      await store.people.rename(ana.id, parseName("Eva"));
      await store.people.prefer(bruno.id, { hue: 7 });
      const [middle, both] = await changed(store, start);
      expect(both).toEqual(["Eva", "Bruno"]);
      await store.people.setPicture(ana.id, PNG);
      await store.people.prefer(bruno.id, { theme: "dark" });
      expect((await store.people.facesSince(middle)).people).toEqual([
        { ...ana, name: "Eva", picture: expect.any(Number) },
      ]);
      expect((await changed(store, start))[1]).toEqual(["Bruno", "Eva"]);
      const [end] = await changed(store, middle);
      expect(await changed(store, end)).toEqual([end, []]);
    },
  },
  {
    name: "a refused name is no change of a face",
    async run({ store }) {
      const [ana] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const before = await store.people.facesSince(0);
      await expect(store.people.rename(ana.id, parseName("Bruno"))).rejects.toThrow();
      expect(await store.people.facesSince(0)).toEqual(before);
    },
  },
  {
    name: "while many change their faces at once, a follower misses nobody",
    async run({ store }) {
      const people = [];
      for (const name of ["Ana", "Bruno", "Clara", "Davi"]) people.push(await signUp(store, name));
      const last = new Map<number, number | undefined>();
      let { rev } = await store.people.facesSince(0);
      let done = false;
      const work = Promise.all(people.map(async ({ id }) => {
        for (let hue = 0; hue < 12; hue++) await store.people.prefer(id, { hue });
      })).finally(() => done = true);
      for (let over = false; !over;) {
        over = done;
        const faces = await store.people.facesSince(rev);
        for (const { id, hue } of faces.people) last.set(id, hue);
        expect(faces.rev).toBeGreaterThanOrEqual(rev);
        rev = faces.rev;
      }
      await work;
      expect([...last.values()]).toEqual([11, 11, 11, 11]);
      expect(rev).toBe(48);
    },
  },
  {
    name: "more than a thousand faces come in turns",
    async run(world) {
      const ana = await signUp(world.store, "Ana");
      const rows = Array.from(
        { length: 1_100 },
        (_, n) => `('P${n}', 'p${n}', 'member', 0, 0, ${n + 1})`,
      );
      await world.rewrite(
        `insert into users (name, name_key, role, created_at, seen_at, face_rev)
          values ${rows.join(", ")}`,
      );
      await world.rewrite("update meta set value = '1100' where name = 'faces'");
      await world.store.people.prefer(ana.id, { hue: 5 });
      const first = await world.store.people.facesSince(0);
      expect([first.rev, first.people.length]).toEqual([1_000, 1_000]);
      const second = await world.store.people.facesSince(first.rev);
      expect([second.rev, second.people.length]).toEqual([1_101, 101]);
      expect(second.people.at(-1)).toEqual({ ...ana, hue: 5 });
    },
  },
  {
    name: "that people are here is written down once in five minutes",
    async run(world) {
      const [ana, bruno] = [await signUp(world.store, "Ana"), await signUp(world.store, "Bruno")];
      await world.rewrite(`update users set seen_at = seen_at - 200000`);
      const seenAt = async () =>
        (await world.store.server.residents({ limit: 9 })).map((one) => one.seenAt);
      const before = await seenAt();
      await world.store.people.seen([bruno.id, ana.id, ana.id, 4_711]);
      expect(await seenAt()).toEqual(before);
      await world.rewrite(`update users set seen_at = seen_at - 200000`);
      await world.store.people.seen([bruno.id]);
      await world.store.people.seen([]);
      const after = await seenAt();
      expect(after[0]).toBe(before[0]! - 200_000);
      expect(after[1]).toBeGreaterThan(before[1]!);
    },
  },
  {
    name: "Ana finds people of her rooms by a part of their names, whatever it is made of",
    async run({ store }) {
      const names = ["Ana", "Bruno", "Bruna 100%", "b_r", "c!a\\ra"];
      const [ana, bruno] = [await signUp(store, names[0]!), await signUp(store, names[1]!)];
      const others = [];
      for (const name of names.slice(2)) others.push(await signUp(store, name));
      const found = async (like?: string) =>
        (await store.people.acquaintances(ana.id, {
          limit: 9,
          ...(like ? { like: foldName(like) } : {}),
        }))
          .map(({ name }) => name);
      expect(await found()).toEqual(["b_r", "Bruna 100%", "Bruno", "c!a\\ra"]);
      expect(await found("run")).toEqual(["Bruna 100%", "Bruno"]);
      expect(await found("%")).toEqual(["Bruna 100%"]);
      expect(await found("_")).toEqual(["b_r"]);
      expect(await found("!")).toEqual(["c!a\\ra"]);
      expect(await found("\\r")).toEqual(["c!a\\ra"]);
      expect(await store.people.acquaintances(ana.id, { limit: 1 })).toHaveLength(1);
      for (const { id } of [bruno, ...others]) {
        await store.rooms.dismiss((await store.rooms.memberships(id))[0]!.room, id);
      }
      expect(await found()).toEqual([]);
    },
  },
  {
    name: "people share a room, or they do not; one in the archive does not count",
    async run(world) {
      const people = [];
      for (const name of ["Ana", "Bruno", "Clara"]) people.push(await signUp(world.store, name));
      const [ana, bruno, clara] = people.map(({ id }) => id) as [number, number, number];
      const { rooms } = world.store;
      for (const id of [ana, bruno, clara]) {
        await rooms.dismiss((await rooms.memberships(id))[0]!.room, id);
      }
      const room = { slug: "cozinha", name: "Cozinha", topic: "", kind: "private" as const };
      await rooms.create({ ...room, members: [ana, bruno] });
      await rooms.create({ ...room, members: [bruno, clara] });
      const sharing = (one: number) => world.store.people.sharing(one, [bruno, clara, 4_711]);
      expect(await sharing(ana)).toEqual(new Set([bruno]));
      expect(await sharing(4_711)).toEqual(new Set());
      await world.rewrite("update rooms set archived_at = 1 where slug = 'cozinha'");
      expect(await sharing(ana)).toEqual(new Set());
      expect(await world.store.people.acquaintances(ana, { limit: 9 })).toEqual([]);
    },
  },
];
