import { expect } from "expect";
import { Conflict } from "@/lib/chat/errors.ts";
import { parseName } from "@/lib/chat/name.ts";
import type { ServerSettings, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { geralOf, newHash, newSession, say, signUp } from "../world.ts";

const HOUR = 60 * 60 * 1_000;
const JOIN = { join: "geral", role: "member" as const };
const GIB = 2 ** 30;
const FIRST: Omit<ServerSettings, "filesTotal"> = {
  joinCode: undefined,
  knock: false,
  joinShowsPeople: false,
  newcomers: "member",
  guestsDirect: true,
  fileSize: 2 * GIB,
  filesPerPerson: 10 * GIB,
  diskFree: GIB,
};

/** Alone, as many files as there is room for; of a shared database, as many as it bears. */
function firstOf(kind: "sqlite" | "mysql"): ServerSettings {
  return { ...FIRST, filesTotal: kind === "sqlite" ? 0 : 20 * GIB };
}

/** The id of the one who waits under this name. */
async function knockOf(store: Store, name: string): Promise<number> {
  return (await store.server.knocks()).find((knock) => knock.name === name)!.id;
}

export const serverCases: readonly Case[] = [
  {
    name: "whoever filled the empty database knows that it is new, and nobody after them",
    empty: true,
    async run(world) {
      expect(world.store.isNew).toBe(true);
      await world.rewrite("update rooms set topic = ''");
      expect(world.store.isNew).toBe(false);
    },
  },
  {
    name: "settings are as at first, until somebody sets them, one by one",
    async run({ kind, store: { server } }) {
      const first = firstOf(kind);
      expect(await server.settings()).toEqual(first);
      await server.set({ joinCode: "pão de queijo", knock: true });
      await server.set({ joinShowsPeople: true, newcomers: "guest", guestsDirect: false });
      await server.set({ fileSize: 1, filesPerPerson: 0, filesTotal: 2 ** 50, diskFree: 0 });
      await server.set({});
      expect(await server.settings()).toEqual({
        ...{ joinCode: "pão de queijo", knock: true },
        ...{ joinShowsPeople: true, newcomers: "guest", guestsDirect: false },
        ...{ fileSize: 1, filesPerPerson: 0, filesTotal: 2 ** 50, diskFree: 0 },
      });
      await server.set({ joinCode: undefined, knock: false });
      await server.set({ joinShowsPeople: false, newcomers: "member", guestsDirect: true });
      await server.set(first);
      expect(await server.settings()).toEqual(first);
    },
  },
  {
    name: "a setting that makes no sense is as at first",
    async run(world) {
      await world.rewrite(
        `insert into settings (name, value) values
          ('knock', 'yes'), ('newcomers', 'host'), ('guests_direct', '0'), ('other', 'on'),
          ('file_size', '2 GiB'), ('files_total', '-1'), ('disk_free', '')`,
      );
      expect(await world.store.server.settings()).toEqual(firstOf(world.kind));
    },
  },
  {
    name: "of fifty who open a one-time link at once, one uses it",
    async run({ store: { server } }) {
      const hash = newHash();
      await server.makeLink({ kind: "host", hash, ttlSeconds: 60 });
      expect(await server.peekLink(hash)).toMatchObject({ kind: "host", user: undefined });
      const used = await Promise.all(Array.from({ length: 50 }, () => server.useLink(hash)));
      const found = used.filter((link) => link !== undefined);
      expect(found).toMatchObject([{ kind: "host" }]);
      expect(await server.peekLink(hash)).toBeUndefined();
      expect(await server.useLink(hash)).toBeUndefined();
    },
  },
  {
    name: "a link of a device names its person, and dies with the next one of theirs",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const [first, second, other, host] = [newHash(), newHash(), newHash(), newHash()];
      const device = { kind: "device" as const, ttlSeconds: 60 };
      await store.server.makeLink({ ...device, user: bruno.id, hash: other });
      await store.server.makeLink({ kind: "host", hash: host, ttlSeconds: 60 });
      await store.server.makeLink({ ...device, user: ana.id, hash: first });
      expect(await store.server.peekLink(first)).toMatchObject({ kind: "device", user: ana });
      await store.server.makeLink({ ...device, user: ana.id, hash: second });
      expect(await store.server.useLink(first)).toBeUndefined();
      const left = (await store.server.peekLink(second))!.expiresAt - Date.now();
      expect(left).toBeGreaterThan(50_000);
      expect(left).toBeLessThanOrEqual(60_000);
      expect(await store.server.useLink(second)).toMatchObject({ user: ana });
      expect(await store.server.useLink(other)).toMatchObject({ user: bruno });
      expect(await store.server.useLink(host)).toMatchObject({ kind: "host" });
    },
  },
  {
    name: "a link that has run out opens nothing, nor does one that never was",
    async run({ store: { server } }) {
      const hash = newHash();
      await server.makeLink({ kind: "host", hash, ttlSeconds: 0 });
      for (const one of [hash, newHash()]) {
        expect(await server.peekLink(one)).toBeUndefined();
        expect(await server.useLink(one)).toBeUndefined();
      }
    },
  },
  {
    name: "a server has a host, or none, as where the only one has deleted their account",
    async run(world) {
      const ana = await signUp(world.store, "Ana");
      expect(await world.store.server.hasHost()).toBe(false);
      await world.rewrite(`update users set role = 'host' where id = ${ana.id}`);
      expect(await world.store.server.hasHost()).toBe(true);
      await world.store.people.erase(ana.id);
      expect(await world.store.server.hasHost()).toBe(false);
    },
  },
  {
    name: "who knocks waits, and comes in under the session they knocked with",
    async run({ store }) {
      const session = { ...newSession(), deviceHash: newHash() };
      await store.server.knock(parseName("Ana"), session);
      await store.server.knock(parseName("Bruno"), newSession());
      const waiting = await store.server.knocks();
      expect(waiting).toMatchObject([
        { name: "Ana", device: "Firefox", address: "192.168.0.7" },
        { name: "Bruno" },
      ]);
      expect(Math.abs(waiting[0]!.at - Date.now())).toBeLessThan(10_000);
      expect(await store.server.findKnock(session.tokenHash))
        .toEqual({ name: "Ana", state: "waiting" });
      expect(await store.people.findSession(session.tokenHash)).toBeUndefined();
      const ana = await store.server.letIn(waiting[0]!.id, { join: "geral", role: "guest" });
      expect(ana).toMatchObject({ name: "Ana", role: "guest" });
      const found = await store.people.findSession(session.tokenHash);
      expect(found?.user).toEqual(ana);
      expect(found!.expiresAt - Date.now()).toBeGreaterThan(3_500_000);
      expect((await store.rooms.find(ana!.id, { slug: "geral" }))?.joined).toBe(true);
      expect(await store.server.findKnock(session.tokenHash)).toBeUndefined();
      expect(await store.server.letIn(waiting[0]!.id, JOIN)).toBeUndefined();
      expect(await store.server.turnAway(waiting[0]!.id)).toBe(false);
    },
  },
  {
    name: "who is turned away is told so, may not be let in any more, and their name is free",
    async run({ store }) {
      const session = newSession();
      await store.server.knock(parseName("Ana"), session);
      const id = await knockOf(store, "Ana");
      expect(await store.server.turnAway(id)).toBe(true);
      expect(await store.server.turnAway(id)).toBe(false);
      expect(await store.server.findKnock(session.tokenHash))
        .toEqual({ name: "Ana", state: "refused" });
      expect(await store.server.knocks()).toEqual([]);
      expect(await store.server.letIn(id, JOIN)).toBeUndefined();
      await signUp(store, "Ana");
    },
  },
  {
    name: "a name that knocks is taken, and nobody knocks with one that is taken or held",
    async run({ store }) {
      await store.server.knock(parseName("Ana"), newSession());
      const bruno = await signUp(store, "Bruno");
      await store.people.rename(bruno.id, parseName("Clara"));
      const calls = [
        () => signUp(store, "ana"),
        () => store.people.rename(bruno.id, parseName("ANA")),
        () => store.server.knock(parseName("Aná"), newSession()),
        () => store.server.knock(parseName("Bruno"), newSession()),
        () => store.server.knock(parseName("Clara"), newSession()),
      ];
      for (const call of calls) await expect(call()).rejects.toBeInstanceOf(Conflict);
      expect((await store.server.knocks()).map(({ name }) => name)).toEqual(["Ana"]);
      expect((await store.people.find([bruno.id])).get(bruno.id)?.name).toBe("Clara");
    },
  },
  {
    name: "nobody waits longer than an hour",
    async run(world) {
      const sessions = [newSession(), newSession()] as const;
      await world.store.server.knock(parseName("Ana"), sessions[0]);
      await world.store.server.knock(parseName("Bruno"), sessions[1]);
      const id = await knockOf(world.store, "Ana");
      await world.store.server.turnAway(await knockOf(world.store, "Bruno"));
      await world.rewrite(`update knocks set at = at - ${HOUR}`);
      const { server } = world.store;
      expect(await server.knocks()).toEqual([]);
      for (const { tokenHash } of sessions) {
        expect(await server.findKnock(tokenHash)).toBeUndefined();
      }
      expect(await server.letIn(id, JOIN)).toBeUndefined();
      expect(await server.turnAway(id)).toBe(false);
      // The dead are in nobody's way.
      await signUp(world.store, "Ana");
      await server.knock(parseName("Bruno"), sessions[1]);
      expect(await server.findKnock(sessions[1].tokenHash)).toMatchObject({ state: "waiting" });
    },
  },
  {
    name: "who knocks with a name that nobody ever used gets it",
    async run(world) {
      await signUp(world.store, "Ana");
      await expect(world.store.server.knock(parseName("Ana"), newSession())).rejects
        .toBeInstanceOf(Conflict);
      await world.rewrite(`update users set seen_at = seen_at - ${25 * HOUR}`);
      await world.store.server.knock(parseName("Ana"), newSession());
      expect(await world.store.server.population()).toBe(0);
      const ana = await world.store.server.letIn(await knockOf(world.store, "Ana"), JOIN);
      expect(ana?.name).toBe("Ana");
    },
  },
  {
    name: "five hundred may wait, and the next is told to come later",
    async run(world) {
      const rows = Array.from(
        { length: 499 },
        (_, n) => `('P${n}', 'p${n}', x'${newHash().toHex()}', 60, '', '', 9000000000000)`,
      );
      await world.rewrite(
        `insert into knocks (name, name_key, token_hash, ttl_seconds, device, address, at)
          values ${rows.join(", ")}`,
      );
      await world.store.server.knock(parseName("Ana"), newSession());
      await expect(world.store.server.knock(parseName("Bruno"), newSession())).rejects
        .toMatchObject({ code: "rate_limited", afterMs: 60_000 });
      expect(await world.store.server.knocks()).toHaveLength(500);
      await world.store.server.turnAway(await knockOf(world.store, "Ana"));
      await world.store.server.knock(parseName("Bruno"), newSession());
    },
  },
  {
    name: "of two moderators who decide at once on one who knocks, one does",
    async run({ store }) {
      for (let round = 0; round < 8; round++) {
        const session = newSession();
        await store.server.knock(parseName(`Ana ${round}`), session);
        const id = await knockOf(store, `Ana ${round}`);
        const [first, second, refused] = await Promise.all([
          store.server.letIn(id, JOIN),
          store.server.letIn(id, JOIN),
          store.server.turnAway(id),
        ]);
        const done = [first !== undefined, second !== undefined, refused];
        expect(done.filter(Boolean)).toHaveLength(1);
        expect(await store.people.findSession(session.tokenHash) !== undefined).toBe(!refused);
      }
    },
  },
  {
    name: "of a knock and a sign-up with one name, at most one stands",
    async run({ store }) {
      for (let round = 0; round < 8; round++) {
        const name = `Ana ${round}`;
        const results = await Promise.allSettled([
          store.server.knock(parseName(name), newSession()),
          signUp(store, name),
        ]);
        expect(results.filter(({ status }) => status === "fulfilled").length)
          .toBeLessThanOrEqual(1);
        const waits = (await store.server.knocks()).some((knock) => knock.name === name);
        const there = await store.people.credentials(parseName(name).key) !== undefined;
        expect(waits && there).toBe(false);
      }
    },
  },
  {
    name: "the host sees all who have an account, by name and in turns",
    async run(world) {
      const people = [];
      for (const name of ["Clara", "Ana", "Bruno", "Davi"]) {
        people.push(await signUp(world.store, name));
      }
      const [clara, ana, bruno, davi] = people;
      await say(world.store, { author: ana!, room: await geralOf(world.store) }, "olá");
      await world.store.people.setPassword(bruno!.id, "scrypt");
      await world.store.people.erase(davi!.id);
      await world.rewrite(
        `update users set muted_until = 5, banned_until = 6 where id = ${clara!.id}`,
      );
      const { server } = world.store;
      const all = await server.residents({ limit: 9 });
      expect(all).toMatchObject([
        { user: ana, wrote: true, hasPassword: false, mutedUntil: undefined },
        { user: bruno, wrote: false, hasPassword: true, bannedUntil: undefined },
        { user: clara, wrote: false, hasPassword: false, mutedUntil: 5, bannedUntil: 6 },
      ]);
      expect(Math.abs(all[0]!.createdAt - Date.now())).toBeLessThan(60_000);
      expect(await server.population()).toBe(3);
      const names = async (options: { like?: string; limit: number; after?: number }) =>
        (await server.residents(options)).map(({ user }) => user.name);
      expect(await names({ limit: 2 })).toEqual(["Ana", "Bruno"]);
      expect(await names({ limit: 2, after: bruno!.id })).toEqual(["Clara"]);
      expect(await names({ limit: 9, like: "ra" })).toEqual(["Clara"]);
      expect(await names({ limit: 9, like: "%" })).toEqual([]);
    },
  },
];
