import { expect } from "expect";
import { Conflict, Forbidden, NotFound } from "@/lib/chat/errors.ts";
import type { User } from "@/lib/chat/model.ts";
import { newId } from "../../support/new_id.ts";
import { type ChatWorld, codeOf, openChatWorld, say, signUp } from "./chat_world.ts";

interface Staffed extends ChatWorld {
  host: User;
  moderator: User;
}

async function openStaffed(): Promise<Staffed> {
  const world = await openChatWorld();
  const host = await signUp(world.store, "Helena", "host");
  const moderator = await signUp(world.store, "Mário", "moderator");
  return { ...world, host, moderator };
}

Deno.test("who is muted reads and does not write, until it is taken back", async () => {
  await using world = await openStaffed();
  const { chat, moderation, moderator, bruno, geral } = world;
  const seq = await say(world, bruno, { room: geral, body: "blá" });
  const undo = await moderation.mute(moderator, bruno.id, 60);
  const post = () => say(world, bruno, { room: geral, body: "blá" });
  await expect(post()).rejects.toThrow(Forbidden);
  const edit = { id: newId(), room: geral, seq, body: "blé" };
  await expect(chat.edit(bruno, edit)).rejects.toThrow(Forbidden);
  const react = { id: newId(), room: geral, seq, emoji: "👍", on: true };
  await expect(chat.react(bruno, react)).rejects.toThrow(Forbidden);
  expect((await chat.history(bruno.id, geral, { limit: 5 })).messages.length).toBe(1);
  await chat.delete(bruno, { id: newId(), room: geral, seq });
  await moderation.undo(moderator, undo);
  await post();
  await moderation.mute(moderator, bruno.id, 60);
  await moderation.unmute(moderator, bruno.id);
  await post();
});

Deno.test("who is banned is out, and has their place and their session again when it is taken back", async () => {
  await using world = await openStaffed();
  const { store, moderation, moderator, geral } = world;
  const tokenHash = crypto.getRandomValues(new Uint8Array(32));
  const session = { tokenHash, ttlSeconds: 60, device: "", address: "" };
  const name = { shown: "Dora", key: "dora" };
  const dora = await store.people.signUp(name, session, { join: "geral", role: "member" });
  expect(await store.people.findSession(tokenHash)).toMatchObject({ user: { id: dora.id } });
  const { undo } = await moderation.ban(moderator, dora.id, { reason: "spam" });
  expect((await store.people.findSession(tokenHash))?.bannedUntil).toBeGreaterThan(Date.now());
  const banned = async () => (await store.people.credentials("dora"))?.bannedUntil;
  expect(await banned()).toBeGreaterThan(Date.now());
  expect(await moderation.audit(moderator)).toMatchObject([
    { id: undo, action: "ban", detail: "spam", actor: { id: moderator.id } },
  ]);
  await moderation.undo(moderator, undo);
  expect(await banned() ?? 0).toBeLessThanOrEqual(Date.now());
  expect((await store.people.findSession(tokenHash))?.bannedUntil).toBe(undefined);
  await say(world, dora, { room: geral, body: "voltei" });
});

Deno.test("a longer term that is taken back leaves the shorter one that there was", async () => {
  await using world = await openStaffed();
  const { store, people, moderation, moderator, bruno } = world;
  const left = async () => {
    const [resident] = await people.residents(moderator, { query: "Bruno" });
    const { mutedUntil = 0, bannedUntil = 0 } = resident!;
    return [mutedUntil, bannedUntil].map((until) => Math.round((until - Date.now()) / 60_000));
  };
  await moderation.mute(moderator, bruno.id, 600);
  const muted = await moderation.mute(moderator, bruno.id, 6_000);
  expect((await left())[0]).toBe(100);
  await moderation.undo(moderator, muted);
  expect((await left())[0]).toBe(10);
  await moderation.ban(moderator, bruno.id, { seconds: 600 });
  const { undo } = await moderation.ban(moderator, bruno.id);
  expect((await left())[1]).toBeGreaterThan(50_000_000);
  await moderation.undo(moderator, undo);
  expect((await left())[1]).toBe(10);
  expect((await store.people.find([bruno.id])).get(bruno.id)).toMatchObject({ name: "Bruno" });
});

Deno.test("nobody acts on themselves, nor moderators on the host or on one another", async () => {
  await using world = await openStaffed();
  const { store, moderation, host, moderator, ana, bruno } = world;
  const other = await signUp(store, "Nina", "moderator");
  for (
    const [actor, target] of [
      [moderator, moderator],
      [host, host],
      [moderator, host],
      [moderator, other],
      [ana, bruno],
      [ana, host],
    ] as const
  ) {
    const acts = [
      moderation.mute(actor, target.id, 60),
      moderation.unmute(actor, target.id),
      moderation.ban(actor, target.id),
      moderation.unban(actor, target.id),
    ];
    for (const act of await Promise.allSettled(acts)) {
      expect(act).toMatchObject({ status: "rejected", reason: expect.any(Forbidden) });
    }
  }
  await moderation.mute(host, moderator.id, 60);
  // One who may do nothing learns nothing of who is there.
  await expect(moderation.mute(ana, 999, 60)).rejects.toThrow(Forbidden);
  await expect(moderation.mute(moderator, 999, 60)).rejects.toThrow(NotFound);
});

Deno.test("a role above member takes a password, and only a host gives one", async () => {
  await using world = await openStaffed();
  const { store, moderation, host, moderator, ana } = world;
  await expect(moderation.setRole(moderator, ana.id, "guest")).rejects.toThrow(Forbidden);
  await expect(moderation.setRole(host, host.id, "member")).rejects.toThrow(Forbidden);
  await expect(moderation.setRole(host, ana.id, "moderator")).rejects.toMatchObject({
    code: "conflict",
    field: "password",
  });
  await store.people.setPassword(ana.id, "scrypt$");
  const { user, undo } = await moderation.setRole(host, ana.id, "moderator");
  expect(user).toMatchObject({ id: ana.id, role: "moderator" });
  expect((await store.people.find([ana.id])).get(ana.id)).toMatchObject({ role: "moderator" });
  await moderation.undo(host, undo);
  expect((await store.people.find([ana.id])).get(ana.id)).toMatchObject({ role: "member" });
  await moderation.setRole(host, ana.id, "guest");
});

Deno.test("a moderator deletes what others wrote, and takes it back within ten seconds", async () => {
  await using world = await openStaffed();
  const { chat, moderation, moderator, ana, bruno, clara, geral } = world;
  const seq = await say(world, ana, { room: geral, body: "@Bruno é chato" });
  const remove = { id: newId(), room: geral, seq };
  expect(await codeOf(chat.delete(bruno, remove))).toBe("forbidden");
  const { undo } = await chat.delete(moderator, { ...remove, id: newId() });
  const message = () => chat.message(clara.id, { room: geral, seq });
  expect(await message()).toMatchObject({ deleted: true, body: "" });
  await expect(moderation.undo(bruno, undo!)).rejects.toThrow(NotFound);
  await moderation.undo(moderator, undo!);
  const again = await message();
  expect(again).toMatchObject({ body: "@Bruno é chato", mentions: [bruno.id] });
  expect(again.deleted).toBe(undefined);
  await expect(moderation.undo(moderator, undo!)).rejects.toThrow(NotFound);
  const actions = (await moderation.audit(moderator)).map(({ action }) => action);
  expect(actions).toEqual(["restore_message", "delete_message"]);
});

Deno.test("what an own message was is nobody's to bring back", async () => {
  await using world = await openStaffed();
  const { chat, moderation, moderator, geral } = world;
  const seq = await say(world, moderator, { room: geral, body: "ops" });
  const { undo } = await chat.delete(moderator, { id: newId(), room: geral, seq });
  expect(undo).toBe(undefined);
  expect(await moderation.audit(moderator)).toEqual([]);
});

Deno.test("an owner deletes in their room and nowhere else", async () => {
  await using world = await openStaffed();
  const { chat, rooms, ana, bruno, geral } = world;
  const { id: room } = await rooms.create(ana, { name: "Cozinha", members: [bruno.id] });
  const seq = await say(world, bruno, { room, body: "blá" });
  expect((await chat.delete(ana, { id: newId(), room, seq })).undo).toBeGreaterThan(0);
  const other = await say(world, bruno, { room: geral, body: "blá" });
  const elsewhere = chat.delete(ana, { id: newId(), room: geral, seq: other });
  expect(await codeOf(elsewhere)).toBe("forbidden");
});

Deno.test("removal, lock and slow mode are taken back as they were", async () => {
  await using world = await openStaffed();
  const { chat, rooms, moderation, host, ana, bruno } = world;
  const { id: room } = await rooms.create(ana, { name: "Cozinha", members: [bruno.id] });
  await rooms.appoint(ana, room, { user: bruno.id, role: "owner" });
  // An owner is removed by those who see to the server.
  await expect(rooms.remove(ana, room, bruno.id)).rejects.toThrow(Forbidden);
  const removed = await rooms.remove(host, room, bruno.id);
  await expect(moderation.undo(ana, removed)).rejects.toThrow(NotFound);
  await moderation.undo(host, removed);
  expect(await chat.room(bruno.id, { id: room })).toMatchObject({ joined: true, role: "owner" });
  await rooms.amend(ana, room, { slow: 30 });
  for (const [change, before] of [[{ locked: true }, {}], [{ slow: 5 }, { slow: 30 }]] as const) {
    const { undo } = await rooms.amend(ana, room, change);
    expect(await chat.room(ana.id, { id: room })).toMatchObject(change);
    // The host takes back also what others decided.
    await moderation.undo(host, undo!);
    const after = await chat.room(ana.id, { id: room });
    expect(after).toMatchObject(before);
    expect(after.locked).toBe(undefined);
  }
});

Deno.test("the log says who did what; of a room also to its owners", async () => {
  await using world = await openStaffed();
  const { rooms, moderation, moderator, ana, bruno, geral } = world;
  const { id: room } = await rooms.create(ana, { name: "Cozinha", members: [bruno.id] });
  await rooms.remove(ana, room, bruno.id);
  await rooms.amend(ana, room, { locked: true, slow: 10 });
  await moderation.mute(moderator, bruno.id, 60);
  expect((await moderation.audit(ana, { room })).map(({ action }) => action).toSorted())
    .toEqual(["lock", "remove", "slow"]);
  const all = await moderation.audit(moderator);
  expect(all[0]).toMatchObject({ action: "mute", target: { id: bruno.id }, detail: "60" });
  expect(all.length).toBe(4);
  expect((await moderation.audit(moderator, { before: all[1]!.id })).length).toBe(2);
  await expect(moderation.audit(ana)).rejects.toThrow(Forbidden);
  await expect(moderation.audit(bruno, { room })).rejects.toThrow(Forbidden);
  await expect(moderation.audit(ana, { room: geral })).rejects.toThrow(Forbidden);
  await expect(moderation.audit(ana, { room: 999 })).rejects.toThrow(NotFound);
});

Deno.test("the log of the server does not name rooms that its reader does not see", async () => {
  await using world = await openStaffed();
  const { rooms, moderation, moderator, ana, bruno } = world;
  const members = [bruno.id];
  const { id } = await rooms.create(ana, { name: "Segredo", kind: "private", members });
  await rooms.remove(ana, id, bruno.id);
  await rooms.erase(ana, id);
  const open = await rooms.create(ana, { name: "Praça" });
  await rooms.amend(ana, open.id, { locked: true });
  await rooms.erase(ana, open.id);
  const log = await moderation.audit(moderator);
  expect(log.map(({ action }) => action)).toEqual(["delete_room", "lock", "delete_room", "remove"]);
  expect(log[0]).toMatchObject({ detail: "Praça" });
  expect(log[3]).toMatchObject({ actor: { id: ana.id }, target: { id: bruno.id } });
  expect(JSON.stringify(log)).not.toContain("Segredo");
});

Deno.test("a reported message is deleted by a moderator who is not in its room", async () => {
  await using world = await openStaffed();
  const { chat, rooms, moderation, moderator, ana, bruno, clara } = world;
  const { id: room } = await rooms.create(ana, {
    name: "Segredo",
    kind: "private",
    members: [bruno.id],
  });
  const seq = await say(world, ana, { room, body: "ofensa" });
  await expect(moderation.report(clara, { room, seq })).rejects.toThrow(NotFound);
  await moderation.report(bruno, { room, seq, reason: "me ofende" });
  await moderation.report(bruno, { room, seq, reason: "de novo" });
  await expect(moderation.reports(bruno)).rejects.toThrow(Forbidden);
  expect(await moderation.waiting(moderator)).toMatchObject({ reports: 1 });
  const [report] = await moderation.reports(moderator);
  expect(report).toMatchObject({ reporter: { id: bruno.id }, message: { body: "ofensa" } });
  await expect(chat.history(moderator.id, room, { limit: 1 })).rejects.toThrow(NotFound);
  const by = chat.delete(moderator, { id: newId(), room, seq });
  await expect(by).rejects.toThrow(NotFound);
  await expect(moderation.closeReport(bruno, report!.id)).rejects.toThrow(Forbidden);
  await moderation.closeReport(moderator, report!.id, { delete: true });
  expect(await chat.message(ana.id, { room, seq })).toMatchObject({ deleted: true });
  expect(await moderation.reports(moderator)).toEqual([]);
  await expect(moderation.closeReport(moderator, report!.id)).rejects.toThrow(NotFound);
});

Deno.test("a name that never wrote is released, and free at once; one in use is not", async () => {
  await using world = await openStaffed();
  const { store, moderation, host, moderator, ana, bruno, geral } = world;
  await say(world, ana, { room: geral, body: "oi" });
  await expect(moderation.release(moderator, bruno.id)).rejects.toThrow(Forbidden);
  await expect(moderation.release(host, ana.id)).rejects.toThrow(Conflict);
  await expect(moderation.release(host, moderator.id)).rejects.toThrow(Conflict);
  await moderation.release(host, bruno.id);
  await expect(moderation.release(host, bruno.id)).rejects.toThrow(NotFound);
  expect((await signUp(store, "Bruno")).name).toBe("Bruno");
});
