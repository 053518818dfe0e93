import { expect } from "expect";
import { NotFound } from "@/lib/chat/errors.ts";
import type { ReadMark, RoomChange } from "@/lib/chat/store.ts";
import { newId } from "../../support/new_id.ts";
import { codeOf, openChatWorld, say, signUp } from "./chat_world.ts";

Deno.test("everybody is in geral from the first second", async () => {
  await using world = await openChatWorld();
  for (const { id } of [world.ana, world.bruno, world.clara]) {
    expect(await world.chat.rooms(id)).toMatchObject([{ slug: "geral", joined: true }]);
  }
});

Deno.test("what Ana posts stands in the history, and is told of once it is committed", async () => {
  await using world = await openChatWorld();
  const told: RoomChange[] = [];
  world.chat.onChange((change) => told.push(change));
  const ack = await world.chat.post(world.ana, { id: newId(), room: world.geral, body: "oi" });
  const { messages } = await world.chat.history(world.bruno.id, world.geral, { limit: 50 });
  expect(messages).toMatchObject([{ seq: ack.seq, body: "oi", author: { name: "Ana" } }]);
  expect(told).toMatchObject([{ room: world.geral, to: ack.rev, messages }]);
  expect(await world.chat.acked(world.ana.id, ack)).toEqual(messages[0]);
});

Deno.test("a hundred messages at once are numbered without a hole, in the order of their sending", async () => {
  await using world = await openChatWorld();
  // Every other one has to ask the store who is called, and is not overtaken.
  const sends = Array.from({ length: 100 }, (_, n) => {
    const body = n % 2 === 0 ? `${n} @Bruno` : `${n}`;
    return world.chat.post(world.ana, { id: newId(), room: world.geral, body });
  });
  const seqs = (await Promise.all(sends)).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, n) => seqs[0]! + n));
});

Deno.test("what Ana posts she has read, and how far people read is told to those who listen", async () => {
  await using world = await openChatWorld();
  const { chat, ana, bruno, geral } = world;
  const marks: ReadMark[] = [];
  chat.onRead((mark) => marks.push(mark));
  const input = { id: newId(), room: geral, body: "oi" };
  const { seq } = await chat.post(ana, input);
  await chat.post(ana, input);
  await chat.read(bruno.id, { room: geral, seq });
  await chat.read(bruno.id, { room: geral, seq: 0, back: true });
  expect(marks).toEqual([
    { user: ana.id, room: geral, seq },
    { user: bruno.id, room: geral, seq },
    { user: bruno.id, room: geral, seq: 0, back: true },
  ]);
  await expect(chat.read(bruno.id, { room: 999, seq })).rejects.toThrow(NotFound);
  expect(marks.length).toBe(3);
});

Deno.test("who has read a message is told to members, its author and the private left out", async () => {
  await using world = await openChatWorld();
  const { store, chat, ana, bruno, clara, geral } = world;
  const seq = await say(world, ana, { room: geral, body: "leram?" });
  expect(await chat.readers(ana.id, geral, seq)).toEqual({ readers: [], members: 3 });
  await store.rooms.read([bruno, clara].map(({ id }) => ({ user: id, room: geral, seq })));
  await store.people.prefer(clara.id, { readsPrivate: true });
  const { readers } = await chat.readers(ana.id, geral, seq);
  expect(readers.map(({ id }) => id)).toEqual([bruno.id]);
  expect(await codeOf(chat.readers(ana.id, geral, seq + 1))).toBe("not_found");
});

Deno.test("a large room does not tell who has read", async () => {
  await using world = await openChatWorld();
  const { store, chat, ana, geral } = world;
  const seq = await say(world, ana, { room: geral, body: "leram?" });
  for (let n = 3; n < 200; n++) await signUp(store, `Visita ${n}`);
  expect((await chat.readers(ana.id, geral, seq)).members).toBe(200);
  await signUp(store, "Mais Uma");
  expect(await codeOf(chat.readers(ana.id, geral, seq))).toBe("forbidden");
});

Deno.test("whom a message calls is stored with it, and called anew by an edit", async () => {
  await using world = await openChatWorld();
  const { chat, ana, bruno, clara, geral } = world;
  const seq = await say(world, ana, { room: geral, body: "@bruno e @Ana, o café está pronto" });
  const mentions = async () => (await chat.message(ana.id, { room: geral, seq })).mentions;
  expect(await mentions()).toEqual([bruno.id]);
  expect(await chat.room(bruno.id, { id: geral })).toMatchObject({ mentions: 1 });
  expect(await chat.room(clara.id, { id: geral })).toMatchObject({ mentions: 0 });
  await chat.edit(ana, { id: newId(), room: geral, seq, body: "@Clara, o café está pronto" });
  expect(await mentions()).toEqual([clara.id]);
  expect(await chat.room(bruno.id, { id: geral })).toMatchObject({ mentions: 0 });
});

Deno.test("a slow room makes people wait, and says for how long; its owner does not wait", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno } = world;
  const { id: room } = await rooms.create(ana, { name: "cozinha", members: [bruno.id] });
  await rooms.amend(ana, room, { slow: 60 });
  await say(world, bruno, { room, body: "um" });
  const again = chat.post(bruno, { id: newId(), room, body: "dois" });
  await expect(again).rejects.toMatchObject({ code: "rate_limited", retry: true });
  const { afterMs } = await again.catch((error) => error);
  expect(afterMs).toBeGreaterThan(50_000);
  expect(afterMs).toBeLessThanOrEqual(60_000);
  await say(world, ana, { room, body: "um" });
  await say(world, ana, { room, body: "dois" });
});

Deno.test("guests write in private only where the host lets them", async () => {
  await using world = await openChatWorld();
  const { store, rooms, bruno } = world;
  const guest = await signUp(store, "Dora", "guest");
  const { id: room } = await rooms.direct(guest, [bruno.id]);
  await say(world, guest, { room, body: "oi" });
  await store.server.set({ guestsDirect: false });
  expect(await codeOf(say(world, guest, { room, body: "oi" }))).toBe("forbidden");
  expect(await codeOf(rooms.direct(guest, [bruno.id]))).toBe("forbidden");
  await say(world, bruno, { room, body: "fala na geral" });
});
