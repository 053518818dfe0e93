import { expect } from "expect";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { newHash, newSession, signUp } from "../world.ts";

/** What the store knows of a living session. */
async function sessionOf(store: Store, hash: Uint8Array<ArrayBuffer>) {
  const session = await store.people.findSession(hash);
  if (session === undefined) throw new Error("No such session");
  return session;
}

async function revOf(store: Store, user: number): Promise<number> {
  return (await store.people.revs([user])).get(user)!;
}

export const sessionCases: readonly Case[] = [
  {
    name: "a session tells of a mute, a ban, a password and when it was given",
    async run(world) {
      const hash = newHash();
      const ana = await signUp(world.store, "Ana", hash);
      expect(await sessionOf(world.store, hash)).toMatchObject({
        ...{ hasPassword: false, newDevices: 0 },
        ...{ mutedUntil: undefined, bannedUntil: undefined, confirmedAt: undefined },
      });
      await world.store.people.setPassword(ana.id, "scrypt$1");
      await world.rewrite(
        `update users set muted_until = 5, banned_until = 6 where id = ${ana.id}`,
      );
      expect(await world.store.people.passwordHash(ana.id)).toBe("scrypt$1");
      expect(await sessionOf(world.store, hash)).toMatchObject({
        ...{ hasPassword: true, mutedUntil: 5, bannedUntil: 6 },
      });
      expect(await world.store.people.credentials("ana")).toEqual({
        ...{ user: ana, passwordHash: "scrypt$1", bannedUntil: 6 },
      });
    },
  },
  {
    name: "a session tells what its person has chosen",
    async run({ store }) {
      const hash = newHash();
      const ana = await signUp(store, "Ana", hash);
      expect((await sessionOf(store, hash)).chosen).toEqual(await store.people.preferences(ana.id));
      const chosen = {
        ...{ hue: 7, locale: "en", theme: "dark" as const, readsPrivate: true, seenShown: true },
        ...{ notify: false, enterBreaks: true, typing: false },
      };
      await store.people.prefer(ana.id, chosen);
      expect(await sessionOf(store, hash)).toMatchObject({ chosen, user: { hue: 7 } });
      expect(await store.people.preferences(ana.id)).toEqual(chosen);
    },
  },
  {
    name: "who signs in on another device is told of on the first one, until they have looked",
    async run({ store }) {
      const [first, second] = [newHash(), newSession()];
      const ana = await signUp(store, "Ana", first);
      const before = await revOf(store, ana.id);
      const origin = "password" as const;
      await store.people.signIn(ana.id, { ...second, origin, device: "Safari", confirmed: true });
      expect(await revOf(store, ana.id)).toBe(before + 1);
      expect((await sessionOf(store, first)).newDevices).toBe(1);
      const there = await sessionOf(store, second.tokenHash);
      expect(there.newDevices).toBe(0);
      expect(Math.abs(there.confirmedAt! - Date.now())).toBeLessThan(10_000);
      expect((await store.people.sessionsOf(ana.id)).map((one) => [one.device, one.isNew]).sort())
        .toEqual([["Firefox", false], ["Safari", true]]);
      // A stolen session does not vouch for itself.
      await store.people.acknowledgeDevices(ana.id, second.tokenHash);
      expect((await sessionOf(store, first)).newDevices).toBe(1);
      await store.people.acknowledgeDevices(ana.id, first);
      expect((await sessionOf(store, first)).newDevices).toBe(0);
    },
  },
  {
    name: "nobody signs in who is not there",
    async run({ store }) {
      const session = newSession();
      await expect(store.people.signIn(4_711, session)).rejects
        .toMatchObject({ code: "not_found" });
      expect(await store.people.findSession(session.tokenHash)).toBeUndefined();
    },
  },
  {
    name: "a person sees their living sessions, the latest used first, and nobody else's",
    async run(world) {
      const [first, second, third] = [newHash(), newHash(), newHash()];
      const ana = await signUp(world.store, "Ana", first);
      const bruno = await signUp(world.store, "Bruno");
      await world.store.people.signIn(ana.id, newSession(second));
      await world.store.people.signIn(ana.id, { ...newSession(third), ttlSeconds: 0 });
      await world.rewrite("update sessions set used_at = used_at - 600000");
      await world.rewrite("update sessions set created_at = created_at - 900000");
      const { people } = world.store;
      await people.useSession(first);
      await people.useSession(newHash());
      const own = await people.sessionsOf(ana.id);
      expect(own.map(({ id }) => id)).toEqual(
        [first, second].map((hash) => hash.toHex().slice(0, 32)),
      );
      expect(own[0]).toMatchObject({ origin: "name", address: "192.168.0.7" });
      expect(own[0]!.usedAt - own[1]!.usedAt).toBeGreaterThanOrEqual(600_000);
      expect(await people.sessionsOf(bruno.id)).toHaveLength(1);
      expect(await people.sessionsOf(4_711)).toEqual([]);
    },
  },
  {
    name: "that a session is used is written down once in five minutes",
    async run(world) {
      const hash = newHash();
      const ana = await signUp(world.store, "Ana", hash);
      await world.rewrite("update sessions set used_at = used_at - 200000, created_at = 1");
      const [{ usedAt } = { usedAt: 0 }] = await world.store.people.sessionsOf(ana.id);
      await world.store.people.useSession(hash);
      expect((await world.store.people.sessionsOf(ana.id))[0]?.usedAt).toBe(usedAt);
      await world.rewrite("update sessions set used_at = used_at - 200000");
      await world.store.people.useSession(hash);
      expect((await world.store.people.sessionsOf(ana.id))[0]?.usedAt).toBeGreaterThan(usedAt);
    },
  },
  {
    name: "a person ends one session of theirs by its id, and nobody else's",
    async run({ store }) {
      const [first, second, other] = [newHash(), newHash(), newHash()];
      const ana = await signUp(store, "Ana", first);
      const bruno = await signUp(store, "Bruno", other);
      await store.people.signIn(ana.id, newSession(second));
      const id = second.toHex().slice(0, 32);
      const before = await revOf(store, ana.id);
      expect(await store.people.endSessionOf(bruno.id, id)).toBe(false);
      for (const wrong of [id.slice(1), id.toUpperCase(), `${id}0`, "", "%", "0".repeat(32)]) {
        expect(await store.people.endSessionOf(ana.id, wrong)).toBe(wrong === id);
      }
      await sessionOf(store, second);
      expect(await store.people.endSessionOf(ana.id, id)).toBe(true);
      expect(await store.people.endSessionOf(ana.id, id)).toBe(false);
      expect(await store.people.findSession(second)).toBeUndefined();
      await sessionOf(store, first);
      expect(await revOf(store, ana.id)).toBe(before + 1);
    },
  },
  {
    name: "a person ends all sessions but one, or all",
    async run({ store }) {
      const hashes = [newHash(), newHash(), newHash()];
      const other = newHash();
      const ana = await signUp(store, "Ana", hashes[0]);
      await signUp(store, "Bruno", other);
      for (const hash of hashes.slice(1)) await store.people.signIn(ana.id, newSession(hash));
      const before = await revOf(store, ana.id);
      expect(await store.people.endOthers(ana.id, hashes[1])).toBe(2);
      expect(await store.people.findSession(hashes[0]!)).toBeUndefined();
      await sessionOf(store, hashes[1]!);
      expect(await store.people.endOthers(ana.id, undefined)).toBe(1);
      expect(await store.people.findSession(hashes[1]!)).toBeUndefined();
      await sessionOf(store, other);
      expect(await revOf(store, ana.id)).toBe(before + 2);
    },
  },
  {
    name: "a turned session has another token, and the old one opens nothing",
    async run({ store }) {
      const [before, after] = [newHash(), newHash()];
      const ana = await signUp(store, "Ana", before);
      const rev = await revOf(store, ana.id);
      const turn = { tokenHash: after, confirmed: true };
      expect(await store.people.turnSession(before, turn)).toBe(true);
      expect(await store.people.findSession(before)).toBeUndefined();
      const session = await sessionOf(store, after);
      expect(session.user).toEqual(ana);
      expect(Math.abs(session.confirmedAt! - Date.now())).toBeLessThan(10_000);
      expect(await revOf(store, ana.id)).toBe(rev + 1);
      // Again without the password: when it was given last is still known.
      const last = { tokenHash: newHash(), confirmed: false };
      expect(await store.people.turnSession(after, last)).toBe(true);
      expect((await sessionOf(store, last.tokenHash)).confirmedAt).toBe(session.confirmedAt);
    },
  },
  {
    name: "of fifty who turn one session at once, one does",
    async run({ store }) {
      const hash = newHash();
      await signUp(store, "Ana", hash);
      const tokens = Array.from({ length: 50 }, () => newHash());
      const turned = await Promise.all(
        tokens.map((tokenHash) => store.people.turnSession(hash, { tokenHash, confirmed: false })),
      );
      expect(turned.filter(Boolean)).toHaveLength(1);
      await sessionOf(store, tokens[turned.indexOf(true)]!);
      expect(await store.people.turnSession(newHash(), { tokenHash: hash, confirmed: true }))
        .toBe(false);
    },
  },
  {
    name: "a session that has run out is not turned",
    async run({ store }) {
      const [hash, tokenHash] = [newHash(), newHash()];
      await signUp(store, "Ana", hash);
      await store.people.renewSession(hash, 0);
      expect(await store.people.turnSession(hash, { tokenHash, confirmed: true })).toBe(false);
      expect(await store.people.findSession(tokenHash)).toBeUndefined();
    },
  },
];
