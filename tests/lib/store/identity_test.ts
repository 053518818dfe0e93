import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { parseName } from "@/lib/chat/name.ts";
import type { Store } from "@/lib/chat/store.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { Identity } from "@/lib/store/identity.ts";
import { lockRooms } from "@/lib/store/lock_rooms.ts";
import { type MysqlStoreConfig, renewNow } from "@/lib/store/mod.ts";
import { openMysql } from "@/lib/store/mysql/open_mysql.ts";
import { backup } from "@/tests/support/backup.ts";
import { startMysql } from "@/tests/support/mysql_server.ts";
import { announce, contentOf, MINUTE, sent } from "./cases/file_scene.ts";
import { draft, geralOf, newHash, newId, newSession, say, signUp, worldAt } from "./world.ts";

const log = silentLog;

/** What `store` does by the ids of people and rooms. */
async function deeds(store: Store): Promise<Record<string, () => Promise<unknown>>> {
  const { rooms, messages } = store;
  const room = await geralOf(store);
  const author = { id: 1, name: "Ana" };
  const post = await draft(store, { author, room, body: "para o banco antigo" });
  const lost = { ...post, room: 4_711 };
  const name = { slug: "sala", name: "Sala", topic: "", kind: "private" as const };
  return {
    post: () => messages.commit([post]),
    "post to a room that is not there": () => messages.commit([lost]),
    page: () => messages.page(room, { limit: 50 }),
    since: () => messages.since(room, 0, 50),
    heads: () => rooms.heads([room]),
    "heads of a room that is not there": () => rooms.heads([4_711]),
    "visible rooms": () => rooms.visibleTo(1),
    "a room": () => rooms.find(1, { id: room }),
    access: () => rooms.access(1, room),
    memberships: () => rooms.memberships(1),
    "make a room": () => rooms.create({ ...name, members: [1] }),
    admit: () => rooms.admit(room, 1),
    dismiss: () => rooms.dismiss(room, 1),
    "direct room": () => rooms.direct([1, 2]),
    "sign up": () => signUp(store, "Eva"),
    ping: () => store.ping(),
    ...deedsInRooms(store, room),
    ...await deedsWithFiles(store, room),
    ...deedsOfModerators(store, room),
    ...deedsOfPeople(store),
    ...deedsOfTheServer(store),
  };
}

function deedsInRooms({ rooms }: Store, room: number): Record<string, () => Promise<unknown>> {
  return {
    "archived rooms": () => rooms.archivedOf(1),
    "a room as they see it": () => rooms.seenBy(room, [1]),
    "amend a room": () => rooms.amend(room, { topic: "outro" }),
    "end a room": () => rooms.erase(room),
    appoint: () => rooms.appoint(room, 1, "owner"),
    "set notify": () => rooms.setNotify(room, 1, "nothing"),
    members: () => rooms.members(room, { limit: 9 }),
    "members after somebody": () => rooms.members(room, { limit: 9, after: 4_711 }),
    "ids of members": () => rooms.memberIds([room]),
    "members by name": () => rooms.membersNamed(room, ["ana"]),
    read: () => rooms.read([{ room, user: 1, seq: 0, back: true }]),
    reads: () => rooms.readsOf(room, [1]),
    readers: () => rooms.readers(room, 1),
  };
}

/** A file is on its way, and another one here. */
async function deedsWithFiles(
  store: Store,
  room: number,
): Promise<Record<string, () => Promise<unknown>>> {
  const { files, chunks } = store;
  const ana = { id: 1, name: "Ana", role: "member" as const };
  const [{ id }, whole] = [await announce(store, ana), await sent(store, ana)];
  await files.hold(id, "aqui", MINUTE);
  const bytes = new Uint8Array(10);
  const range = { from: 0, to: 10 };
  await chunks!.write(id, "aqui", 0, bytes);
  await files.keepPreview(whole.id, "small", { width: 1, height: 1, bytes });
  return {
    reserve: () => announce(store, ana),
    "find a file": () => files.find(id),
    usage: () => files.usage(1),
    hold: () => files.hold(id, "aqui", MINUTE),
    advance: () => files.advance(id, "aqui", 10, { ms: MINUTE, ttlMs: MINUTE }),
    finish: () => files.finish(id, "aqui", contentOf("olá"), MINUTE),
    cancel: () => files.cancel(newId()),
    copy: () => files.copy(whole.id, { id: newId(), owner: 1, ttlMs: MINUTE }),
    "files of a room": () => files.inRoom(room, { order: "newest", limit: 9, offset: 0 }),
    "some files of a room": () => files.someInRoom(room, [id]),
    preview: () => files.preview(whole.id, "small"),
    swept: () => files.swept([newId()]),
    "write bytes": () => chunks!.write(id, "aqui", 0, bytes),
    "read bytes": () => chunks!.read(id, range)[Symbol.asyncIterator]().next(),
  };
}

function deedsOfModerators(
  { moderation }: Store,
  room: number,
): Record<string, () => Promise<unknown>> {
  const note = { actor: 1, action: "ban" as const };
  const reported = { room, seq: 1, reporter: 1, reason: "" };
  return {
    mute: () => moderation.mute(1, 60, note),
    ban: () => moderation.ban(1, { seconds: 60, address: true }, note),
    unban: () => moderation.unban(1, note),
    remove: () => moderation.remove(room, 1, note),
    "set a role": () => moderation.setRole(1, "host", note),
    note: () => moderation.note(note),
    log: () => moderation.audit({ limit: 9 }),
    undo: () => moderation.takeUndo(1),
    report: () => moderation.report(reported),
    reports: () => moderation.reports({ limit: 9 }),
    "a report": () => moderation.findReport(1),
    "close a report": () => moderation.closeReport(1, note),
    waiting: () => moderation.waiting(),
  };
}

function deedsOfPeople({ people }: Store): Record<string, () => Promise<unknown>> {
  const picture = { type: "image/png" as const, bytes: new Uint8Array([1]) };
  return {
    "sign in": () => people.signIn(1, newSession()),
    rename: () => people.rename(1, parseName("Gil")),
    "set a password": () => people.setPassword(1, "scrypt"),
    "read a password": () => people.passwordHash(1),
    preferences: () => people.preferences(1),
    prefer: () => people.prefer(1, { notify: false }),
    "prefer a hue": () => people.prefer(1, { hue: 3 }),
    "set a picture": () => people.setPicture(1, picture),
    "find people": () => people.find([1]),
    sessions: () => people.sessionsOf(1),
    "end a session by its id": () => people.endSessionOf(1, "0".repeat(32)),
    "end other sessions": () => people.endOthers(1, undefined),
    "look at devices": () => people.acknowledgeDevices(1),
    acquaintances: () => people.acquaintances(1, { limit: 9 }),
    sharing: () => people.sharing(1, [2]),
    faces: () => people.facesSince(0),
    erase: () => people.erase(1),
  };
}

function deedsOfTheServer({ server }: Store): Record<string, () => Promise<unknown>> {
  const link = { kind: "device" as const, user: 1, hash: newHash(), ttlSeconds: 60 };
  return {
    "set a setting": () => server.set({ knock: true }),
    "make a link": () => server.makeLink(link),
    knock: () => server.knock(parseName("Gil"), newSession()),
    "turn away": () => server.turnAway(1),
    residents: () => server.residents({ limit: 9 }),
  };
}

/** Another chat, in which the ids of Ana, Bruno and geral are somebody else's. */
async function another(config: MysqlStoreConfig): Promise<string> {
  await using world = await worldAt(config, { log });
  const { store } = world;
  const davi = await signUp(store, "Davi");
  const clara = await signUp(store, "Clara");
  await say(store, { author: davi, room: await geralOf(store) }, "outro banco");
  await store.rooms.direct([davi.id, clara.id]);
  return store.id;
}

Deno.test("another database under the same address", async (t) => {
  await using server = await startMysql();
  const ours = await server.database("conversa");
  const theirs = await server.database("outra");
  const theirId = await another(theirs);
  await using taken = await backup(theirs);
  await using world = await worldAt(ours, { log });
  const { store } = world;
  const hash = newHash();
  const ana = await signUp(store, "Ana", hash);
  await signUp(store, "Bruno");
  await say(store, { author: ana, room: await geralOf(store) }, "olá");
  await using mine = await backup(ours);
  const calls = await deeds(store);
  await t.step(`the server is ${server.version}`, () => {});

  await t.step("is known by its own id", async () => {
    expect(await store.presentId()).toBe(store.id);
    await taken.restore({ into: ours });
    expect(await store.presentId()).toBe(theirId);
    expect(theirId).not.toBe(store.id);
  });

  await t.step("is neither read nor written by ids of the old one", async () => {
    for (const [name, call] of Object.entries(calls)) {
      const refused = await call().catch((error) => error);
      expect([name, refused]).toEqual([name, expect.any(Unavailable)]);
      expect(refused).toHaveProperty("afterMs", 1_000);
    }
    expect(await store.people.findSession(hash)).toBeUndefined();
    await using there = await worldAt(ours, { log });
    const room = await geralOf(there.store);
    const { messages } = await there.store.messages.page(room, { limit: 50 });
    expect(messages.map(({ body }) => body)).toEqual(["outro banco"]);
    expect(await there.store.rooms.visibleTo(1)).toHaveLength(2);
    expect((await there.store.people.revs([1, 2, 3])).size).toBe(2);
  });

  await t.step("is left as soon as the old one is back", async () => {
    await mine.restore();
    expect(await store.presentId()).toBe(store.id);
    for (const call of [calls["post"]!, calls["page"]!, calls["ping"]!]) await call();
  });

  await t.step("the same one, named anew, is another one, too", async () => {
    const { id, busKey } = store;
    expect(await renewNow(ours, { log })).toContain("conversa");
    expect(await store.presentId()).not.toBe(id);
    await expect(calls["post"]!()).rejects.toBeInstanceOf(Unavailable);
    await using again = await worldAt(ours, { log });
    expect(again.store.id).toBe(await store.presentId());
    expect(again.store.busKey.toHex()).not.toBe(busKey.toHex());
    expect(again.store.busKey.length).toBe(32);
    expect((await again.store.people.findSession(hash))?.user).toEqual(ana);
  });

  await t.step("one that is no chat's, or is gone, has no id, and all waits for it", async () => {
    await server.admin("rename table meta to beta", ours.database);
    expect(await store.presentId()).toBeUndefined();
    await expect(calls["post"]!()).rejects.toMatchObject({ code: "unavailable" });
    await expect(store.people.findSession(hash)).resolves.toBeDefined();
    await server.admin(`drop database ${ours.database}`);
    expect(await store.presentId()).toBeUndefined();
    await expect(calls["page"]!()).rejects.toBeInstanceOf(Unavailable);
    await server.admin(`create database ${ours.database}`);
    await mine.restore();
    expect(await store.presentId()).toBe(store.id);
    await calls["post"]!();
  });

  await t.step("asking which one it is holds up nobody who writes in another room", async () => {
    await using two = await worldAt(await server.database("duas"), { log });
    const author = await signUp(two.store, "Ana");
    const room = await two.store.rooms.create({
      ...{ slug: "cozinha", name: "Cozinha", topic: "", kind: "public" },
      members: [author.id],
    });
    const engine = openMysql(server.config("duas"), { log, clock: systemClock });
    const holder = await engine.lanes.startTransaction().execute();
    const locked = await lockRooms({ ...engine, identity: idOf(two.store) }, holder, [
      await geralOf(two.store),
    ]);
    expect(locked.size).toBe(1);
    await say(two.store, { author, room }, "olá");
    await renewNow(server.config("duas"), { log });
    await holder.rollback().execute();
    await engine.close();
  });
});

function idOf({ id }: Store): Identity {
  const identity = new Identity();
  identity.settle(id);
  return identity;
}
