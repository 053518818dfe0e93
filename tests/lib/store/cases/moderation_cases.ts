import { expect } from "expect";
import { parseName } from "@/lib/chat/name.ts";
import type { AuditNote, NewSession, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { geralOf, newHash, say } from "../world.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOT_FOUND = { code: "not_found" };
const CONFLICT = { code: "conflict" };

function note(actor: { id: number }, action: AuditNote["action"], more: Partial<AuditNote> = {}) {
  return { actor: actor.id, action, ...more };
}

function session(of: Partial<NewSession>): NewSession {
  const tokenHash = newHash();
  return { tokenHash, ttlSeconds: 3_600, device: "Firefox", address: "192.168.0.7", ...of };
}

async function enter(store: Store, name: string, of: Partial<NewSession> = {}) {
  const made = session(of);
  const join = { join: "geral", role: "member" as const };
  return { ...await store.people.signUp(parseName(name), made, join), hash: made.tokenHash };
}

async function revOf(store: Store, user: number): Promise<number> {
  return (await store.people.revs([user])).get(user)!;
}

export const moderationCases: readonly Case[] = [
  {
    name: "a mute has an end, raises the person's rev, and is written down",
    async run({ store }) {
      const [ana, bruno] = [await enter(store, "Ana"), await enter(store, "Bruno")];
      const rev = await revOf(store, bruno.id);
      const id = await store.moderation.mute(
        ...[bruno.id, 60] as const,
        note(ana, "mute", { target: bruno.id, detail: "60", undo: "{}" }),
      );
      const found = await store.people.findSession(bruno.hash);
      expect(Math.abs(found!.mutedUntil! - Date.now() - 60_000)).toBeLessThan(5_000);
      expect(await revOf(store, bruno.id)).toBe(rev + 1);
      const [entry] = await store.moderation.audit({ limit: 1 });
      expect(entry).toEqual({
        ...{ id, at: entry!.at, action: "mute", detail: "60", undoUntil: entry!.at + 10_000 },
        actor: { id: ana.id, name: "Ana", role: "member" },
        target: { id: bruno.id, name: "Bruno", role: "member" },
      });
      await expect(store.moderation.mute(4_711, 60, note(ana, "mute"))).rejects
        .toMatchObject(NOT_FOUND);
      expect(await store.moderation.audit({ limit: 9 })).toHaveLength(1);
    },
  },
  {
    name: "a ban is known of all sessions and is laid on their devices, until it is over",
    async run(world) {
      const { store } = world;
      const [phone, laptop, other] = [newHash(), newHash(), newHash()];
      const ana = await enter(store, "Ana", { deviceHash: other });
      const bruno = await enter(store, "Bruno", { deviceHash: phone });
      const second = session({ deviceHash: laptop, address: "192.168.0.8" });
      await store.people.signIn(bruno.id, second);
      const rev = await revOf(store, bruno.id);
      const banned = await store.moderation.ban(
        ...[bruno.id, { seconds: 60, address: false }] as const,
        note(ana, "ban", { target: bruno.id }),
      );
      expect(banned.addresses).toEqual([]);
      for (const hash of [bruno.hash, second.tokenHash]) {
        const { bannedUntil = 0 } = (await store.people.findSession(hash))!;
        expect(Math.abs(bannedUntil - Date.now() - 60_000)).toBeLessThan(5_000);
      }
      expect(await revOf(store, bruno.id)).toBe(rev + 1);
      const isBanned = (deviceHash: typeof phone | undefined, address = "192.168.0.8") =>
        world.store.moderation.isBanned({ deviceHash, address });
      expect([await isBanned(phone), await isBanned(laptop)]).toEqual([true, true]);
      expect([await isBanned(other), await isBanned(undefined)]).toEqual([false, false]);
      const account = await store.people.credentials(parseName("Bruno").key);
      expect(Math.abs(account!.bannedUntil! - Date.now() - 60_000)).toBeLessThan(5_000);
      await world.rewrite("update bans set until = until - 60000");
      expect(await isBanned(phone)).toBe(false);
      await world.store.moderation.unban(bruno.id, note(ana, "unban"));
      expect((await world.store.people.findSession(bruno.hash))!.bannedUntil).toBeUndefined();
    },
  },
  {
    name: "an address is banned on request, and only if nobody else came from it of late",
    async run(world) {
      const [own, shared, old] = ["10.0.0.1", "10.0.0.2", "10.0.0.3"] as const;
      const ana = await enter(world.store, "Ana", { address: shared });
      const clara = await enter(world.store, "Clara", { address: old });
      const bruno = await enter(world.store, "Bruno", { address: own });
      for (const address of [shared, old]) {
        await world.store.people.signIn(bruno.id, session({ address }));
      }
      const past = Date.now() - 31 * DAY_MS;
      await world.rewrite(
        `update sessions set created_at = ${past}, used_at = ${past} where user_id = ${clara.id}`,
      );
      const { store } = world;
      const { addresses } = await store.moderation.ban(
        ...[bruno.id, { seconds: 60, address: true }] as const,
        note(ana, "ban"),
      );
      expect(addresses).toEqual([own, old]);
      const isBanned = (address: string) =>
        store.moderation.isBanned({ deviceHash: undefined, address });
      expect([await isBanned(own), await isBanned(shared), await isBanned(old)])
        .toEqual([true, false, true]);
      // Once more, without a session: what was banned by then stays banned.
      const again = await store.moderation.ban(
        ...[bruno.id, { seconds: 600, address: true }] as const,
        note(ana, "ban"),
      );
      expect(again.addresses).toEqual([own, old]);
      await store.moderation.unban(bruno.id, note(ana, "unban"));
      expect([await isBanned(own), await isBanned(old)]).toEqual([false, false]);
      expect((await store.people.credentials(parseName("Bruno").key))?.bannedUntil)
        .toBeUndefined();
    },
  },
  {
    name: "who was removed is out, and may not come back until they are admitted",
    async run({ store }) {
      const [ana, bruno] = [await enter(store, "Ana"), await enter(store, "Bruno")];
      const room = await geralOf(store);
      const removal = note(ana, "remove", { target: bruno.id, room });
      const id = await store.moderation.remove(room, bruno.id, removal);
      expect(await store.rooms.access(bruno.id, room))
        .toMatchObject({ role: undefined, excluded: true });
      expect(await store.moderation.audit({ limit: 1, room }))
        .toMatchObject([{ id, room: { id: room, name: "geral" } }]);
      await expect(store.moderation.remove(room, bruno.id, removal)).rejects
        .toMatchObject(NOT_FOUND);
      await store.rooms.admit(room, bruno.id);
      expect(await store.rooms.access(bruno.id, room))
        .toMatchObject({ role: "member", excluded: false });
      await store.moderation.remove(room, bruno.id, removal);
      expect((await store.rooms.access(bruno.id, room))?.excluded).toBe(true);
    },
  },
  {
    name: "the last owner of a private room is not removed, and nothing is written down",
    async run({ store }) {
      const [ana, bruno] = [await enter(store, "Ana"), await enter(store, "Bruno")];
      const room = await store.rooms.create({
        ...{ slug: "copa", name: "Copa", topic: "", kind: "private" },
        members: [ana.id, bruno.id],
      });
      await expect(store.moderation.remove(room, ana.id, note(bruno, "remove"))).rejects
        .toMatchObject(CONFLICT);
      expect((await store.rooms.access(ana.id, room))?.role).toBe("owner");
      expect(await store.moderation.audit({ limit: 9 })).toEqual([]);
    },
  },
  {
    name: "another role shows on the face, and the last host stays one",
    async run({ store }) {
      const [ana, bruno] = [await enter(store, "Ana"), await enter(store, "Bruno")];
      const roles = (user: { id: number }, role: "host" | "member") =>
        store.moderation.setRole(user.id, role, note(ana, "role", { target: user.id }));
      const { rev } = await store.people.facesSince(0);
      const before = await revOf(store, bruno.id);
      await roles(ana, "host");
      await roles(bruno, "host");
      const faces = await store.people.facesSince(rev);
      expect(faces.people.map(({ name, role }) => `${name} ${role}`).sort())
        .toEqual(["Ana host", "Bruno host"]);
      expect(await revOf(store, bruno.id)).toBe(before + 1);
      const dismissed = await Promise.allSettled([roles(ana, "member"), roles(bruno, "member")]);
      expect(dismissed.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await store.server.hasHost()).toBe(true);
      const refused = dismissed.find((one) => one.status === "rejected");
      expect(refused?.reason).toMatchObject(CONFLICT);
    },
  },
  {
    name: "the log comes newest first, in parts, and of one room",
    async run({ store }) {
      const ana = await enter(store, "Ana");
      const room = await geralOf(store);
      const ids: number[] = [];
      for (const action of ["lock", "server", "unlock", "slow"] as const) {
        const of = action === "server" ? {} : { room, detail: action };
        ids.push(await store.moderation.note(note(ana, action, of)));
      }
      const read = async (options: { limit: number; before?: number; room?: number }) =>
        (await store.moderation.audit(options)).map(({ id }) => id);
      const [lock, server, unlock, slow] = ids as [number, number, number, number];
      expect(await read({ limit: 3 })).toEqual([slow, unlock, server]);
      expect(await read({ limit: 3, before: server })).toEqual([lock]);
      expect(await read({ limit: 9, room })).toEqual([slow, unlock, lock]);
      expect(await read({ limit: 9, room: 4_711 })).toEqual([]);
      const [entry] = await store.moderation.audit({ limit: 1, before: unlock });
      expect(entry).not.toHaveProperty("room");
      expect(entry).not.toHaveProperty("undoUntil");
    },
  },
  {
    name: "of many who undo at once one does, within ten seconds, and theirs only if asked so",
    async run(world) {
      const { store } = world;
      const [ana, bruno] = [await enter(store, "Ana"), await enter(store, "Bruno")];
      const decided = note(ana, "mute", { target: bruno.id, detail: "60", undo: '{"was":0}' });
      const first = await store.moderation.note(decided);
      const second = await store.moderation.note(decided);
      const bare = await store.moderation.note(note(ana, "lock"));
      expect(await store.moderation.takeUndo(first, { actor: bruno.id })).toBeUndefined();
      const taken = await Promise.all(
        Array.from({ length: 4 }, () => store.moderation.takeUndo(first, { actor: ana.id })),
      );
      expect(taken.filter((one) => one !== undefined)).toEqual([{ id: first, ...decided }]);
      expect(await store.moderation.takeUndo(bare)).toBeUndefined();
      expect(await store.moderation.takeUndo(4_711)).toBeUndefined();
      const entries = await store.moderation.audit({ limit: 9 });
      expect(entries.map(({ undone, undoUntil }) => [undone, undoUntil !== undefined]))
        .toEqual([[undefined, false], [undefined, true], [true, false]]);
      await world.rewrite("update audit set at = at - 10001");
      expect(await world.store.moderation.takeUndo(second)).toBeUndefined();
      expect((await world.store.moderation.audit({ limit: 9 }))[1]).not.toHaveProperty("undoUntil");
    },
  },
  {
    name: "a report is there once a person and message, until it is closed",
    async run({ store }) {
      const [ana, bruno] = [await enter(store, "Ana"), await enter(store, "Bruno")];
      const room = await geralOf(store);
      const [seq] = await say(store, { author: ana, room }, "feio");
      const of = { room, seq: seq!, reporter: bruno.id, reason: "ofende" };
      await store.moderation.report(of);
      await store.moderation.report({ ...of, reason: "de novo" });
      await store.moderation.report({ ...of, reporter: ana.id, reason: "" });
      expect(await store.moderation.waiting()).toEqual({ reports: 2, knocks: 0 });
      const [first, second] = await store.moderation.reports({ limit: 9 });
      expect(first).toMatchObject({
        ...{ reason: "ofende", reporter: { id: bruno.id }, room: { id: room, name: "geral" } },
        message: { seq, body: "feio", author: { name: "Ana" } },
      });
      expect(await store.moderation.findReport(first!.id)).toEqual(first);
      expect(await store.moderation.reports({ limit: 1 })).toEqual([first]);
      const close = note(ana, "close_report", { room, seq: seq! });
      const closed = await Promise.all(
        [first, first].map((one) => store.moderation.closeReport(one!.id, close)),
      );
      expect(closed.sort()).toEqual([false, true]);
      expect(await store.moderation.audit({ limit: 9 })).toHaveLength(1);
      expect(await store.moderation.findReport(first!.id)).toBeUndefined();
      expect(await store.moderation.reports({ limit: 9 })).toEqual([second]);
      await store.moderation.report(of);
      expect(await store.moderation.waiting()).toEqual({ reports: 1, knocks: 0 });
    },
  },
  {
    name: "a room that is ended takes its reports with it",
    async run({ store }) {
      const ana = await enter(store, "Ana");
      const room = await store.rooms.create({
        ...{ slug: "copa", name: "Copa", topic: "", kind: "public", members: [ana.id] },
      });
      const [seq] = await say(store, { author: ana, room }, "feio");
      await store.moderation.report({ room, seq: seq!, reporter: ana.id, reason: "" });
      expect(await store.moderation.reports({ limit: 9 })).toHaveLength(1);
      await store.rooms.erase(room);
      expect(await store.moderation.reports({ limit: 9 })).toEqual([]);
      expect(await store.moderation.waiting()).toEqual({ reports: 0, knocks: 0 });
      const late = { room, seq: seq!, reporter: ana.id, reason: "" };
      await expect(store.moderation.report(late)).rejects.toMatchObject(NOT_FOUND);
    },
  },
  {
    name: "what need not be kept is forgotten, and the rest stays",
    async run(world) {
      const ana = await enter(world.store, "Ana");
      const bruno = await enter(world.store, "Bruno", { deviceHash: newHash() });
      const room = await geralOf(world.store);
      const [seq] = await say(world.store, { author: ana, room }, "feio");
      const { moderation } = world.store;
      const old = await moderation.note(note(ana, "lock", { undo: "{}" }));
      const fresh = await moderation.note(note(ana, "unlock", { undo: "{}" }));
      await moderation.ban(bruno.id, { seconds: 60, address: true }, note(ana, "ban"));
      await moderation.report({ room, seq: seq!, reporter: ana.id, reason: "" });
      await moderation.remove(room, bruno.id, note(ana, "remove"));
      expect(await moderation.forget() + await moderation.forgetUndo()).toBe(0);
      await world.rewrite(`update audit set at = at - ${181 * DAY_MS} where id = ${old}`);
      await world.rewrite("update bans set until = until - 60000");
      await world.rewrite(`update reports set closed_at = at - ${181 * DAY_MS}`);
      expect(await world.store.moderation.takeUndo(fresh)).toBeDefined();
      expect(await world.store.moderation.forgetUndo()).toBe(1);
      // The line, the report, and the device's ban.
      expect(await world.store.moderation.forget()).toBe(3);
      expect(await world.store.moderation.forget()).toBe(0);
      expect((await world.store.moderation.audit({ limit: 9 })).map(({ id }) => id))
        .not.toContain(old);
      expect((await world.store.rooms.access(bruno.id, room))?.excluded).toBe(true);
    },
  },
];
