import { expect } from "expect";
import { parseName } from "@/lib/chat/name.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { geralOf, newHash, newSession, say, signUp } from "../world.ts";

const GONE = { name: "", role: "member" };

/** A room of these people, the first of whom owns it. */
function roomOf(store: Store, kind: "public" | "private", ...people: User[]): Promise<number> {
  const members = people.map(({ id }) => id);
  return store.rooms.create({ slug: "cozinha", name: "Cozinha", topic: "", kind, members });
}

async function rolesIn(store: Store, room: number): Promise<[string, string][]> {
  const members = await store.rooms.members(room, { limit: 9 });
  return members.map(({ user, role }) => [user.name, role]);
}

export const eraseCases: readonly Case[] = [
  {
    name: "who deletes their account is signed out, has no name, and what they wrote stays",
    async run({ store }) {
      const hash = newHash();
      const ana = await signUp(store, "Ana", hash);
      const geral = await geralOf(store);
      await say(store, { author: ana, room: geral }, "olá");
      await store.people.setPassword(ana.id, "scrypt");
      await store.people.prefer(ana.id, { hue: 3, seenShown: true });
      const bytes = new Uint8Array([1]);
      await store.people.setPicture(ana.id, { type: "image/png", bytes });
      const { rev } = await store.people.facesSince(0);
      const before = (await store.people.revs([ana.id])).get(ana.id)!;
      expect(await store.people.erase(ana.id)).toEqual([geral]);
      expect(await store.people.findSession(hash)).toBeUndefined();
      expect(await store.people.credentials("ana")).toBeUndefined();
      expect(await store.people.credentials(`\u007f${ana.id}`)).toBeUndefined();
      expect(await store.people.picture(ana.id)).toBeUndefined();
      expect(await store.people.passwordHash(ana.id)).toBeUndefined();
      expect((await store.people.find([ana.id])).get(ana.id)).toEqual({ ...GONE, id: ana.id });
      expect((await store.people.facesSince(rev)).people).toEqual([{ ...GONE, id: ana.id }]);
      expect((await store.people.revs([ana.id])).get(ana.id)).toBe(before + 1);
      const { messages } = await store.messages.page(geral, { limit: 9 });
      expect(messages).toMatchObject([{ body: "olá", author: { id: ana.id, name: "" } }]);
    },
  },
  {
    name: "a deleted account cannot be signed in to, renamed, chosen for, or deleted again",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      await store.people.erase(ana.id);
      const calls = [
        () => store.people.signIn(ana.id, newSession()),
        () => store.people.rename(ana.id, parseName("Eva")),
        () => store.people.prefer(ana.id, { hue: 3 }),
        () => store.people.prefer(ana.id, { notify: false }),
        () => store.people.setPassword(ana.id, "scrypt"),
        () => store.people.erase(ana.id),
        () => store.rooms.direct([ana.id, bruno.id]),
        () =>
          store.server.makeLink({ kind: "device", user: ana.id, hash: newHash(), ttlSeconds: 9 }),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "not_found" });
      expect(await store.server.population()).toBe(1);
      await expect(signUp(store, "Eva")).resolves.toMatchObject({ name: "Eva" });
    },
  },
  {
    name: "the name of a deleted account is held for thirty days",
    async run(world) {
      const ana = await signUp(world.store, "Ana");
      await world.store.people.rename(ana.id, parseName("Eva"));
      await world.store.people.erase(ana.id);
      for (const name of ["Ana", "Eva"]) {
        await expect(signUp(world.store, name)).rejects.toMatchObject({ code: "conflict" });
      }
      await world.rewrite(`update held_names set until = until - ${30 * 24 * 60 * 60 * 1_000}`);
      for (const name of ["Ana", "Eva"]) await signUp(world.store, name);
    },
  },
  {
    name: "the member who has been there longest inherits a room from its last owner",
    async run(world) {
      const people = [];
      for (const name of ["Ana", "Bruno", "Clara"]) people.push(await signUp(world.store, name));
      const [ana, bruno, clara] = people as [User, User, User];
      const room = await roomOf(world.store, "private", ana, bruno, clara);
      await world.rewrite(
        `update memberships set joined_at = 1 where room_id = ${room} and user_id = ${clara.id}`,
      );
      const { store } = world;
      const before = await store.people.revs([bruno.id, clara.id]);
      const acl = (await store.rooms.heads([room])).get(room)!.aclRev;
      const rooms = await store.people.erase(ana.id);
      expect(rooms.sort()).toEqual([await geralOf(store), room].sort());
      expect(await rolesIn(store, room)).toEqual([["Clara", "owner"], ["Bruno", "member"]]);
      const after = await store.people.revs([bruno.id, clara.id]);
      expect(after.get(clara.id)).toBe(before.get(clara.id)! + 1);
      expect(after.get(bruno.id)).toBe(before.get(bruno.id));
      expect((await store.rooms.heads([room])).get(room)!.aclRev).toBe(acl + 1);
    },
  },
  {
    name: "a room that has another owner keeps that one",
    async run({ store }) {
      const people = [];
      for (const name of ["Ana", "Bruno", "Clara"]) people.push(await signUp(store, name));
      const [ana, bruno, clara] = people as [User, User, User];
      const room = await roomOf(store, "public", ana, bruno, clara);
      await store.rooms.appoint(room, clara.id, "owner");
      await store.people.erase(ana.id);
      expect(await rolesIn(store, room)).toEqual([["Clara", "owner"], ["Bruno", "member"]]);
    },
  },
  {
    name: "a private room that nobody is left in goes into the archive, a public one stays",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const closed = await roomOf(store, "private", ana);
      const open = await roomOf(store, "public", ana);
      await store.people.erase(ana.id);
      expect([...(await store.rooms.heads([closed, open])).keys()]).toEqual([open]);
      expect(await store.rooms.access(bruno.id, open)).toMatchObject({ role: undefined });
    },
  },
  {
    name: "who wrote with them still sees the conversation",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const room = await store.rooms.direct([ana.id, bruno.id]);
      await say(store, { author: ana, room }, "olá");
      expect(await store.people.erase(ana.id)).toContain(room);
      expect(await store.rooms.find(bruno.id, { id: room })).toMatchObject({
        with: [{ ...GONE, id: ana.id }],
      });
      expect(await store.people.acquaintances(bruno.id, { limit: 9 })).toEqual([]);
      expect((await store.messages.page(room, { limit: 9 })).messages).toHaveLength(1);
    },
  },
  {
    name: "their links, bans, calls by name and what they put aside go with them",
    async run(world) {
      const ana = await signUp(world.store, "Ana");
      const bruno = await signUp(world.store, "Bruno");
      const hashes = [newHash(), newHash()] as const;
      for (const [i, { id: user }] of [ana, bruno].entries()) {
        const link = { kind: "device" as const, hash: hashes[i]!, ttlSeconds: 60 };
        await world.store.server.makeLink({ ...link, user });
      }
      await world.rewrite(
        `insert into mentions (room_id, seq, user_id) values (1, 1, ${ana.id}), (1, 1, ${bruno.id})`,
      );
      expect(await world.store.server.peekLink(hashes[0])).toMatchObject({ user: ana });
      const place = { room: await geralOf(world.store), seq: 1 };
      for (const { id } of [ana, bruno]) await world.store.own.save(id, place, true);
      await world.store.people.erase(ana.id);
      const saved = await Promise.all(
        [ana, bruno].map(({ id }) => world.store.own.savedIn(id, place.room, [1])),
      );
      expect(saved).toEqual([new Set(), new Set([1])]);
      expect(await world.store.server.peekLink(hashes[0])).toBeUndefined();
      expect(await world.store.server.useLink(hashes[0])).toBeUndefined();
      expect(await world.store.server.peekLink(hashes[1])).toMatchObject({ user: bruno });
    },
  },
  {
    name: "of a sign-in and the end of the account, none leaves an open session",
    async run({ store }) {
      for (let round = 0; round < 8; round++) {
        const ana = await signUp(store, `Ana ${round}`);
        const sessions = Array.from({ length: 3 }, () => newSession());
        const [erased] = await Promise.allSettled([
          store.people.erase(ana.id),
          ...sessions.map((session) => store.people.signIn(ana.id, session)),
        ]);
        expect(erased).toMatchObject({ status: "fulfilled" });
        for (const { tokenHash } of sessions) {
          expect(await store.people.findSession(tokenHash)).toBeUndefined();
        }
      }
    },
  },
  {
    name: "two owners who go at once leave no room without one",
    async run({ store }) {
      for (let round = 0; round < 5; round++) {
        const people = [];
        for (const name of ["Ana", "Bruno", "Clara"]) {
          people.push(await signUp(store, `${name} ${round}`));
        }
        const [ana, bruno, clara] = people as [User, User, User];
        const room = await roomOf(store, "private", ana, bruno, clara);
        await store.rooms.appoint(room, bruno.id, "owner");
        await Promise.all([store.people.erase(ana.id), store.people.erase(bruno.id)]);
        expect(await rolesIn(store, room)).toEqual([[clara.name, "owner"]]);
      }
    },
  },
];
