import { expect } from "expect";
import { Chat } from "@/lib/chat/chat.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { Forbidden, Invalid, NotFound } from "@/lib/chat/errors.ts";
import { silentLog } from "@/lib/chat/log.ts";
import type { User } from "@/lib/chat/model.ts";
import { parseName } from "@/lib/chat/name.ts";
import type { RoomChange, Store } from "@/lib/chat/store.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";

interface World extends AsyncDisposable {
  store: Store;
  chat: Chat;
  ana: User;
  bruno: User;
  clara: User;
  geral: number;
}

async function openWorld(): Promise<World> {
  const opened = await openSqliteStore();
  const { store } = opened;
  const chat = new Chat({ store, clock: systemClock, log: silentLog });
  const [ana, bruno, clara] = [
    await signUp(store, "Ana"),
    await signUp(store, "Bruno"),
    await signUp(store, "Clara"),
  ];
  const { id: geral } = await chat.room(ana.id, { slug: "geral" });
  const dispose = () => opened[Symbol.asyncDispose]();
  return { store, chat, ana, bruno, clara, geral, [Symbol.asyncDispose]: dispose };
}

function signUp(store: Store, name: string): Promise<User> {
  const tokenHash = crypto.getRandomValues(new Uint8Array(32));
  const session = { tokenHash, ttlSeconds: 60, device: "", address: "" };
  return store.people.signUp(parseName(name), session, "geral");
}

function clientId(n: number): string {
  return n.toString(16).padStart(32, "0");
}

Deno.test("everybody is in geral from the first second", async () => {
  await using world = await openWorld();
  for (const { id } of [world.ana, world.bruno, world.clara]) {
    expect(await world.chat.rooms(id)).toMatchObject([{ slug: "geral", joined: true }]);
  }
});

Deno.test("what Ana posts stands in the history, and is told of once it is committed", async () => {
  await using world = await openWorld();
  const told: RoomChange[] = [];
  world.chat.onChange((change) => told.push(change));
  const ack = await world.chat.post(world.ana, { id: clientId(1), room: world.geral, body: "oi" });
  const { messages } = await world.chat.history(world.bruno.id, world.geral, { limit: 50 });
  expect(messages).toMatchObject([{ seq: ack.seq, body: "oi", author: { name: "Ana" } }]);
  expect(told).toMatchObject([{ room: world.geral, to: ack.rev, messages }]);
  expect(await world.chat.acked(world.ana.id, ack)).toEqual(messages[0]);
});

Deno.test("a hundred messages at once are numbered without a hole", async () => {
  await using world = await openWorld();
  const chat = new Chat({
    store: world.store,
    clock: systemClock,
    log: silentLog,
    rateLimits: false,
  });
  const sends = Array.from(
    { length: 100 },
    (_, n) => chat.post(world.ana, { id: clientId(n), room: world.geral, body: `${n}` }),
  );
  const seqs = (await Promise.all(sends)).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, n) => seqs[0]! + n));
});

Deno.test("a private room is there for its members alone", async () => {
  await using world = await openWorld();
  const { chat, ana, bruno, clara } = world;
  const cozinha = await chat.createRoom(ana.id, {
    name: "cozinha",
    kind: "private",
    members: [bruno.id],
  });
  expect(await chat.room(bruno.id, { id: cozinha.id })).toMatchObject({ name: "cozinha" });
  const doors = [
    chat.room(clara.id, { id: cozinha.id }),
    chat.room(clara.id, { slug: cozinha.slug }),
    chat.history(clara.id, cozinha.id, { limit: 1 }),
    chat.join(clara.id, cozinha.id),
    chat.invite(clara.id, cozinha.id, clara.id),
    chat.leave(clara.id, cozinha.id),
    chat.post(clara, { id: clientId(1), room: cozinha.id, body: "oi" }),
  ];
  for (const door of await Promise.allSettled(doors)) {
    expect(door).toMatchObject({ status: "rejected", reason: expect.any(NotFound) });
  }
  expect(await chat.rooms(clara.id)).toMatchObject([{ slug: "geral" }]);
});

Deno.test("a private room's address tells nothing of its name", async () => {
  await using world = await openWorld();
  const { chat, ana } = world;
  const first = await chat.createRoom(ana.id, { name: "cozinha", kind: "private" });
  const second = await chat.createRoom(ana.id, { name: "cozinha", kind: "private" });
  expect(first.slug).toMatch(/^[0-9a-v]{26}$/);
  expect(second.slug).not.toBe(first.slug);
});

Deno.test("a public room is seen by all, joined by who wants, and left again", async () => {
  await using world = await openWorld();
  const { chat, ana, bruno } = world;
  const { id, slug } = await chat.createRoom(ana.id, { name: "Avaliação 2" });
  expect(slug).toBe("avaliacao-2");
  expect(await chat.room(bruno.id, { id })).toMatchObject({ joined: false });
  const post = (n: number) => chat.post(bruno, { id: clientId(n), room: id, body: "oi" });
  await expect(post(1)).rejects.toThrow(Forbidden);
  await chat.join(bruno.id, id);
  await post(2);
  await chat.leave(bruno.id, id);
  await expect(post(3)).rejects.toThrow(Forbidden);
});

Deno.test("who is invited is in at once; nobody invites a person who is not there", async () => {
  await using world = await openWorld();
  const { chat, ana, clara } = world;
  const { id } = await chat.createRoom(ana.id, { name: "cozinha", kind: "private" });
  await chat.invite(ana.id, id, clara.id);
  await chat.post(clara, { id: clientId(1), room: id, body: "cheguei" });
  await expect(chat.invite(ana.id, id, 999)).rejects.toThrow(Invalid);
  await expect(chat.createRoom(ana.id, { name: "x", members: [999] })).rejects.toThrow(Invalid);
});

Deno.test("two people have one direct room, whoever opens it, and nobody joins it", async () => {
  await using world = await openWorld();
  const { chat, ana, bruno, clara } = world;
  const [mine, yours] = await Promise.all([
    chat.direct(ana.id, bruno.id),
    chat.direct(bruno.id, ana.id),
  ]);
  expect(mine.id).toBe(yours.id);
  await expect(chat.invite(ana.id, mine.id, clara.id)).rejects.toThrow(Forbidden);
  await expect(chat.leave(ana.id, mine.id)).rejects.toThrow(Forbidden);
  await expect(chat.room(clara.id, { id: mine.id })).rejects.toThrow(NotFound);
  await expect(chat.direct(ana.id, ana.id)).rejects.toThrow(Invalid);
});

Deno.test("a topic is 250 units of plain text", async () => {
  await using world = await openWorld();
  for (const topic of ["a".repeat(251), "a\u0007", "a\ud800"]) {
    await expect(world.chat.createRoom(world.ana.id, { name: "cozinha", topic })).rejects.toThrow(
      Invalid,
    );
  }
});
