import { expect } from "expect";
import { Conflict } from "@/lib/chat/errors.ts";
import type { Case } from "../case.ts";
import { geralOf, newHash, signUp } from "../world.ts";

export const peopleCases: readonly Case[] = [
  {
    name: "the database is still the one that was opened, and says so",
    async run({ store }) {
      expect(store.id).toMatch(/^[0-9a-f]{32}$/);
      expect(await store.presentId()).toBe(store.id);
      await store.ping();
    },
  },
  {
    name: "Ana signs up, and is in geral and signed in",
    async run({ store }) {
      const hash = newHash();
      const ana = await signUp(store, "Ana", hash);
      const session = await store.people.findSession(hash);
      expect(ana).toEqual({ id: ana.id, name: "Ana", role: "member" });
      expect(session?.user).toEqual(ana);
      expect(session?.bannedUntil).toBeUndefined();
      expect((await store.rooms.find(ana.id, { slug: "geral" }))?.joined).toBe(true);
    },
  },
  {
    name: "a session lives for its time by the database's clock",
    async run({ store }) {
      const hash = newHash();
      await signUp(store, "Ana", hash);
      const left = (await store.people.findSession(hash))!.expiresAt - Date.now();
      // The database is on this machine, so the two clocks are one.
      expect(left).toBeGreaterThan(3_590_000);
      expect(left).toBeLessThanOrEqual(3_600_000);
    },
  },
  {
    name: "who joins raises the room's acl_rev",
    async run({ store }) {
      const geral = await geralOf(store);
      const before = (await store.rooms.heads([geral])).get(geral)!;
      await signUp(store, "Ana");
      const after = (await store.rooms.heads([geral])).get(geral)!;
      expect(after.aclRev).toBe(before.aclRev + 1);
      expect(after.rev).toBe(before.rev);
    },
  },
  {
    name: "a taken name is a conflict, also where it only looks the same",
    async run({ store }) {
      await signUp(store, "Ana");
      for (const name of ["Ana", "ana", " ANA ", "Aná", "Ａｎａ"]) {
        await expect(signUp(store, name)).rejects.toBeInstanceOf(Conflict);
      }
      await expect(signUp(store, "Anna")).resolves.toMatchObject({ name: "Anna" });
    },
  },
  {
    name: "names that only a careless collation takes for one are two",
    async run({ store }) {
      const names = ["🦊", "🐻", "ss", "ß", "Ana-Maria", "Ana Maria", "\u{1F469}\u{200D}\u{1F4BB}"];
      for (const name of names) {
        expect((await signUp(store, name)).name).toBe(name);
      }
    },
  },
  {
    name: "of ten who want one name at once, one has it",
    async run({ store }) {
      const tries = Array.from({ length: 10 }, () => signUp(store, "Bruno"));
      const results = await Promise.allSettled(tries);
      const refused = results.filter((result) => result.status === "rejected");
      expect(refused.map(({ reason }) => reason.constructor)).toEqual(Array(9).fill(Conflict));
    },
  },
  {
    name: "a refused sign-up leaves nothing behind",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const hash = newHash();
      await expect(signUp(store, "Ana", hash)).rejects.toBeInstanceOf(Conflict);
      expect(await store.people.findSession(hash)).toBeUndefined();
      expect((await store.rooms.find(ana.id, { slug: "geral" }))?.members).toBe(1);
    },
  },
  {
    name: "nobody signs up into a room that is not there",
    async run({ store }) {
      const name = { shown: "Ana", key: "ana" };
      const session = { tokenHash: newHash(), ttlSeconds: 60, device: "", address: "" };
      await expect(store.people.signUp(name, session, { join: "cozinha", role: "member" })).rejects
        .toMatchObject({
          code: "not_found",
        });
      expect(await store.people.revs([1])).toEqual(new Map());
    },
  },
  {
    name: "an unknown session is none, and a session that has run out neither",
    async run({ store }) {
      const hash = newHash();
      await signUp(store, "Ana", hash);
      expect(await store.people.findSession(newHash())).toBeUndefined();
      expect(await store.people.findSession(hash)).toBeDefined();
      await store.people.renewSession(hash, 0);
      expect(await store.people.findSession(hash)).toBeUndefined();
      await store.people.renewSession(hash, 60);
      expect(await store.people.findSession(hash)).toBeUndefined();
    },
  },
  {
    name: "a renewed session lives longer",
    async run({ store }) {
      const hash = newHash();
      await signUp(store, "Ana", hash);
      const before = (await store.people.findSession(hash))!.expiresAt;
      await store.people.renewSession(hash, 7_200);
      expect((await store.people.findSession(hash))!.expiresAt).toBeGreaterThan(before + 3_500_000);
    },
  },
  {
    name: "an ended session is over, and its person's rev has risen",
    async run({ store }) {
      const [hash, other] = [newHash(), newHash()];
      const ana = await signUp(store, "Ana", hash);
      const bruno = await signUp(store, "Bruno", other);
      const before = await store.people.revs([ana.id, bruno.id, 4_711]);
      await store.people.endSession(hash);
      await store.people.endSession(newHash());
      const after = await store.people.revs([ana.id, bruno.id, 4_711]);
      expect(await store.people.findSession(hash)).toBeUndefined();
      expect(await store.people.findSession(other)).toBeDefined();
      expect(after.get(ana.id)).toBe(before.get(ana.id)! + 1);
      expect(after.get(bruno.id)).toBe(before.get(bruno.id)!);
      expect([...after.keys()].sort()).toEqual([ana.id, bruno.id].sort());
    },
  },
];
