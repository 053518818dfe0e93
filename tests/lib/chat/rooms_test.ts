import { expect } from "expect";
import { Conflict, Forbidden, Invalid, NotFound, RateLimited } from "@/lib/chat/errors.ts";
import { codeOf, openChatWorld, say, signUp } from "./chat_world.ts";

Deno.test("a private room is there for its members alone", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno, clara } = world;
  const { id, slug } = await rooms.create(ana, {
    name: "cozinha",
    kind: "private",
    members: [bruno.id],
  });
  expect(await chat.room(bruno.id, { id })).toMatchObject({ name: "cozinha" });
  const doors = [
    chat.room(clara.id, { id }),
    chat.room(clara.id, { slug }),
    chat.history(clara.id, id, { limit: 1 }),
    chat.read(clara.id, { room: id, seq: 1 }),
    chat.readers(clara.id, id, 1),
    rooms.join(clara, id),
    rooms.invite(clara, id, clara.id),
    rooms.leave(clara, id),
    rooms.amend(clara, id, { topic: "x" }),
    rooms.erase(clara, id),
    rooms.members(clara, id, { limit: 10 }),
    rooms.remove(clara, id, bruno.id),
    rooms.appoint(clara, id, { user: bruno.id, role: "owner" }),
    rooms.setNotify(clara, id, "nothing"),
    say(world, clara, { room: id, body: "oi" }),
  ];
  for (const door of await Promise.allSettled(doors)) {
    expect(door).toMatchObject({ status: "rejected", reason: expect.any(NotFound) });
  }
  expect(await chat.rooms(clara.id)).toMatchObject([{ slug: "geral" }]);
});

Deno.test("a private room's address tells nothing of its name, and none is taken", async () => {
  await using world = await openChatWorld();
  const { rooms, ana, bruno } = world;
  const first = await rooms.create(ana, { name: "cozinha", kind: "private" });
  const second = await rooms.create(bruno, { name: "cozinha", kind: "private" });
  expect(first.slug).toMatch(/^[0-9a-v]{26}$/);
  expect(second.slug).not.toBe(first.slug);
  // A public one of that name gets the plain address: nothing tells that there are others.
  expect((await rooms.create(bruno, { name: "cozinha" })).slug).toBe("cozinha");
});

Deno.test("a public room is seen by all, joined by who wants, and left again", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno } = world;
  const { id, slug } = await rooms.create(ana, { name: "Avaliação 2" });
  expect(slug).toBe("avaliacao-2");
  expect(await chat.room(bruno.id, { id })).toMatchObject({ joined: false });
  const post = () => say(world, bruno, { room: id, body: "oi" });
  await expect(post()).rejects.toThrow(Forbidden);
  await rooms.join(bruno, id);
  await post();
  await rooms.leave(bruno, id);
  await expect(post()).rejects.toThrow(Forbidden);
});

Deno.test("who is invited is in at once; nobody invites a person whom they do not know", async () => {
  await using world = await openChatWorld();
  const { store, rooms, ana, clara, geral } = world;
  const { id } = await rooms.create(ana, { name: "cozinha", kind: "private" });
  await rooms.invite(ana, id, clara.id);
  await say(world, clara, { room: id, body: "cheguei" });
  // She is there, and shares no room with Ana any more.
  const stranger = await signUp(store, "Dora");
  await rooms.leave(stranger, geral);
  for (const nobody of [999, stranger.id]) {
    await expect(rooms.invite(ana, id, nobody)).rejects.toThrow(NotFound);
    await expect(rooms.create(ana, { name: "x", members: [nobody] })).rejects.toThrow(NotFound);
    await expect(rooms.direct(ana, [nobody])).rejects.toThrow(NotFound);
  }
});

Deno.test("a guest joins and writes, and neither makes rooms nor invites", async () => {
  await using world = await openChatWorld();
  const { store, rooms, ana, bruno } = world;
  const dora = await signUp(store, "Dora", "guest");
  const { id } = await rooms.create(ana, { name: "cozinha" });
  await rooms.join(dora, id);
  await say(world, dora, { room: id, body: "oi" });
  await expect(rooms.create(dora, { name: "x" })).rejects.toThrow(Forbidden);
  await expect(rooms.invite(dora, id, bruno.id)).rejects.toThrow(Forbidden);
});

Deno.test("people have one direct room, whoever opens it, and nobody joins, leaves or changes it", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno, clara } = world;
  const [mine, yours] = await Promise.all([
    rooms.direct(ana, [bruno.id]),
    rooms.direct(bruno, [ana.id, ana.id]),
  ]);
  expect(mine.id).toBe(yours.id);
  expect(mine).toMatchObject({ name: "", with: [{ id: bruno.id, name: "Bruno" }] });
  const three = await rooms.direct(clara, [ana.id, bruno.id]);
  expect(three.id).not.toBe(mine.id);
  await expect(rooms.invite(ana, mine.id, clara.id)).rejects.toThrow(Forbidden);
  await expect(rooms.leave(ana, mine.id)).rejects.toThrow(Forbidden);
  await expect(rooms.remove(ana, mine.id, bruno.id)).rejects.toThrow(Forbidden);
  await expect(rooms.amend(ana, mine.id, { name: "nossa" })).rejects.toThrow(Forbidden);
  await expect(rooms.erase(ana, mine.id)).rejects.toThrow(Forbidden);
  await expect(chat.room(clara.id, { id: mine.id })).rejects.toThrow(NotFound);
  await expect(rooms.direct(ana, [ana.id])).rejects.toThrow(Invalid);
  await expect(rooms.direct(ana, [])).rejects.toThrow(Invalid);
});

Deno.test("in a room for announcements owners write, and the others react", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno } = world;
  const { id: room, slug } = await rooms.create(ana, { name: "Avisos", kind: "announcement" });
  expect(slug).toBe("avisos");
  await rooms.join(bruno, room);
  const seq = await say(world, ana, { room, body: "amanhã não há aula" });
  await expect(say(world, bruno, { room, body: "oba" })).rejects.toThrow(Forbidden);
  await chat.react(bruno, { id: "a".repeat(32), room, seq, emoji: "🎉", on: true });
  await rooms.appoint(ana, room, { user: bruno.id, role: "owner" });
  await say(world, bruno, { room, body: "oba" });
});

Deno.test("a renamed room is found by its old address; by accents alone it keeps its own", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno } = world;
  const { id } = await rooms.create(ana, { name: "Cozinha" });
  const { room } = await rooms.amend(ana, id, { name: "Sala do Café" });
  expect(room).toMatchObject({ name: "Sala do Café", slug: "sala-do-cafe" });
  expect(await chat.room(bruno.id, { slug: "cozinha" })).toMatchObject({ id, slug: room.slug });
  const again = await rooms.amend(ana, id, { name: "SALA DO CAFE" });
  expect(again.room.slug).toBe(room.slug);
});

Deno.test("a public room that becomes private has another address, and the old ones lead nowhere", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno, clara } = world;
  const { id } = await rooms.create(ana, { name: "Cozinha", members: [bruno.id] });
  await rooms.amend(ana, id, { name: "Copa" });
  expect(await chat.room(clara.id, { slug: "cozinha" })).toMatchObject({ id });
  const { room } = await rooms.amend(ana, id, { kind: "private" });
  expect(room.slug).toMatch(/^[0-9a-v]{26}$/);
  for (const slug of ["cozinha", "copa", room.slug]) {
    await expect(chat.room(clara.id, { slug })).rejects.toThrow(NotFound);
  }
  for (const slug of ["cozinha", "copa"]) {
    await expect(chat.room(ana.id, { slug })).rejects.toThrow(NotFound);
  }
  expect(await chat.room(bruno.id, { slug: room.slug })).toMatchObject({ id });
  const renamed = await rooms.amend(ana, id, { name: "Segredo" });
  expect(renamed.room.slug).toBe(room.slug);
});

Deno.test("the first room stays where newcomers look for it", async () => {
  await using world = await openChatWorld();
  const { store, rooms, geral } = world;
  const host = await signUp(store, "Dora", "host");
  const { room } = await rooms.amend(host, geral, { name: "Praça" });
  expect(room).toMatchObject({ name: "Praça", slug: "geral" });
  await expect(rooms.amend(host, geral, { kind: "private" })).rejects.toThrow(Conflict);
  await expect(rooms.amend(host, geral, { archived: true })).rejects.toThrow(Conflict);
  await expect(rooms.erase(host, geral)).rejects.toThrow(Conflict);
});

Deno.test("an archived room is its owners' alone, and comes back", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno } = world;
  const { id } = await rooms.create(ana, { name: "Cozinha", members: [bruno.id] });
  await expect(rooms.amend(bruno, id, { archived: true })).rejects.toThrow(Forbidden);
  await rooms.amend(ana, id, { archived: true });
  await expect(chat.room(bruno.id, { id })).rejects.toThrow(NotFound);
  await expect(say(world, ana, { room: id, body: "eco" })).rejects.toThrow(NotFound);
  expect(await rooms.archived(ana)).toMatchObject([{ id, archived: true }]);
  expect(await rooms.archived(bruno)).toEqual([]);
  await expect(rooms.amend(ana, id, { name: "Copa" })).rejects.toThrow(Conflict);
  await expect(rooms.amend(bruno, id, { archived: false })).rejects.toThrow(NotFound);
  await rooms.amend(ana, id, { archived: false });
  expect(await chat.room(bruno.id, { id })).toMatchObject({ joined: true });
});

Deno.test("an erased room is gone for everybody, at once", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno } = world;
  const { id, slug } = await rooms.create(ana, { name: "Cozinha", members: [bruno.id] });
  await say(world, bruno, { room: id, body: "eco" });
  await expect(rooms.erase(bruno, id)).rejects.toThrow(Forbidden);
  const moved: number[] = [];
  chat.onMove((user) => moved.push(user));
  await rooms.erase(ana, id);
  expect(moved.toSorted()).toEqual([ana.id, bruno.id]);
  for (const { id: user } of [ana, bruno]) {
    await expect(chat.room(user, { id })).rejects.toThrow(NotFound);
    await expect(chat.room(user, { slug })).rejects.toThrow(NotFound);
    await expect(chat.history(user, id, { limit: 1 })).rejects.toThrow(NotFound);
  }
});

Deno.test("who was removed does not come back by themselves, nor by a friend", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno, clara } = world;
  const { id } = await rooms.create(ana, { name: "Cozinha", members: [bruno.id, clara.id] });
  await expect(rooms.remove(bruno, id, clara.id)).rejects.toThrow(Forbidden);
  await expect(rooms.remove(ana, id, ana.id)).rejects.toThrow(Forbidden);
  await expect(rooms.remove(ana, id, 999)).rejects.toThrow(NotFound);
  await rooms.remove(ana, id, clara.id);
  expect(await chat.room(clara.id, { id })).toMatchObject({ joined: false });
  await expect(rooms.join(clara, id)).rejects.toThrow(Forbidden);
  await expect(rooms.invite(bruno, id, clara.id)).rejects.toThrow(Forbidden);
  await rooms.invite(ana, id, clara.id);
  await say(world, clara, { room: id, body: "voltei" });
});

Deno.test("who was removed from a private room is not brought back by a friend either", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno, clara } = world;
  const members = [bruno.id, clara.id];
  const { id } = await rooms.create(ana, { name: "Segredo", kind: "private", members });
  await rooms.remove(ana, id, clara.id);
  await expect(rooms.invite(bruno, id, clara.id)).rejects.toThrow(Forbidden);
  await rooms.invite(ana, id, clara.id);
  expect(await chat.room(clara.id, { id })).toMatchObject({ joined: true });
});

Deno.test("the last owner stays an owner while others are in a private room", async () => {
  await using world = await openChatWorld();
  const { rooms, ana, bruno } = world;
  const { id } = await rooms.create(ana, {
    name: "Cozinha",
    kind: "private",
    members: [bruno.id],
  });
  await expect(rooms.leave(ana, id)).rejects.toThrow(Conflict);
  const step = { user: ana.id, role: "member" } as const;
  await expect(rooms.appoint(ana, id, step)).rejects.toThrow(Conflict);
  await rooms.appoint(ana, id, { user: bruno.id, role: "owner" });
  await rooms.leave(ana, id);
  const members = await rooms.members(bruno, id, { limit: 10 });
  expect(members).toMatchObject([{ user: { id: bruno.id }, role: "owner" }]);
});

Deno.test("what is said in a locked room its owners say", async () => {
  await using world = await openChatWorld();
  const { rooms, ana, bruno } = world;
  const { id: room } = await rooms.create(ana, { name: "Cozinha", members: [bruno.id] });
  await rooms.amend(ana, room, { locked: true });
  expect(await codeOf(say(world, bruno, { room, body: "oi" }))).toBe("forbidden");
  await say(world, ana, { room, body: "silêncio" });
  await rooms.amend(ana, room, { locked: false });
  await say(world, bruno, { room, body: "oi" });
});

Deno.test("what cannot be a name, a topic or a pace is refused, and names the field", async () => {
  await using world = await openChatWorld();
  const { rooms, ana } = world;
  const { id } = await rooms.create(ana, { name: "Cozinha" });
  for (const topic of ["a".repeat(251), "a\u0007", "a\ud800"]) {
    await expect(rooms.create(ana, { name: "x", topic })).rejects.toMatchObject({
      code: "invalid",
      field: "topic",
    });
    await expect(rooms.amend(ana, id, { topic })).rejects.toThrow(Invalid);
  }
  await expect(rooms.amend(ana, id, { name: " " })).rejects.toMatchObject({ field: "name" });
  await expect(rooms.amend(ana, id, { slow: 21_601 })).rejects.toMatchObject({ field: "slow" });
  expect((await rooms.amend(ana, id, {})).room).toMatchObject({ name: "Cozinha", topic: "" });
});

Deno.test("ten rooms at once are enough for one person", async () => {
  await using world = await openChatWorld({ rateLimits: true });
  const { rooms, ana, bruno } = world;
  for (let n = 0; n < 10; n++) await rooms.create(ana, { name: `Sala ${n}`, kind: "private" });
  await expect(rooms.create(ana, { name: "Mais uma" })).rejects.toThrow(RateLimited);
  await rooms.create(bruno, { name: "A minha" });
});
