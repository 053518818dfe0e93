import { expect } from "expect";
import { FakeClock } from "../../support/fake_clock.ts";
import { RateLimited } from "@/lib/chat/errors.ts";
import { newId } from "../../support/new_id.ts";
import { type ChatWorld, codeOf, openChatWorld, say, signUp } from "./chat_world.ts";

const REACTIONS = [..."👍❤😂🎉😮😢🙏🔥👀✅🚀🌻🍞🐟🦊🐝🌧🎵📌🧀🥐"];

/** What is at that place now, as Ana sees it. */
function at({ chat, ana }: ChatWorld, room: number, seq: number) {
  return chat.message(ana.id, { room, seq });
}

Deno.test("a pin is in everybody's view, the latest first, until it is taken off", async () => {
  await using world = await openChatWorld();
  const { chat, ana, bruno, geral: room } = world;
  const first = await say(world, ana, { room, body: "senha do wifi" });
  const second = await say(world, bruno, { room, body: "cardápio" });
  for (const seq of [first, second]) await chat.pin(bruno, { id: newId(), room, seq, on: true });
  const pins = async () => (await chat.pins(ana.id, room)).map(({ seq }) => seq);
  expect(await pins()).toEqual([second, first]);
  expect(await at(world, room, first)).toMatchObject({ pinned: true });
  const again = await chat.pin(ana, { id: newId(), room, seq: first, on: true });
  expect(again).toMatchObject({ dup: true });
  await chat.pin(ana, { id: newId(), room, seq: second, on: false });
  await chat.delete(ana, { id: newId(), room, seq: first });
  expect(await pins()).toEqual([]);
});

Deno.test("guests and the muted pin nothing, and in an announcement only its owners do", async () => {
  await using world = await openChatWorld();
  const { store, chat, rooms, ana, bruno, geral } = world;
  const dora = await signUp(store, "Dora", "guest");
  const seq = await say(world, ana, { room: geral, body: "oi" });
  const pin = { room: geral, seq, on: true };
  expect(await codeOf(chat.pin(dora, { ...pin, id: newId() }))).toBe("forbidden");
  const input = { name: "avisos", kind: "announcement" as const, members: [bruno.id] };
  const { id: room } = await rooms.create(ana, input);
  const news = { room, seq: await say(world, ana, { room, body: "reunião" }), on: true };
  expect(await codeOf(chat.pin(bruno, { ...news, id: newId() }))).toBe("forbidden");
  await chat.pin(ana, { ...news, id: newId() });
});

Deno.test("a message that is deleted meanwhile takes no edit, no reaction and no pin", async () => {
  await using world = await openChatWorld();
  const { chat, ana, bruno, geral: room } = world;
  const seq = await say(world, ana, { room, body: "oi" });
  const [, ...late] = await Promise.all([
    chat.delete(ana, { id: newId(), room, seq }),
    codeOf(chat.edit(ana, { id: newId(), room, seq, body: "olá" })),
    codeOf(chat.react(bruno, { id: newId(), room, seq, emoji: "👍", on: true })),
    codeOf(chat.pin(bruno, { id: newId(), room, seq, on: true })),
  ]);
  expect(late).toEqual(["conflict", "conflict", "conflict"]);
  expect(await codeOf(chat.forward(bruno, { id: newId(), room, seq, to: room }))).toBe("conflict");
  expect(await at(world, room, seq)).toMatchObject({ deleted: true, body: "" });
  expect(await chat.revisions(bruno.id, { room, seq })).toEqual([]);
});

Deno.test("a message takes twenty kinds of reactions; more people may join each of them", async () => {
  await using world = await openChatWorld();
  const { chat, ana, bruno, geral: room } = world;
  const seq = await say(world, ana, { room, body: "oi" });
  const react = (user: typeof ana, emoji: string, on = true) =>
    chat.react(user, { id: newId(), room, seq, emoji, on });
  for (const emoji of REACTIONS.slice(0, 20)) await react(bruno, emoji);
  expect(await codeOf(react(ana, REACTIONS[20]!))).toBe("too_large");
  await react(ana, REACTIONS[0]!);
  await react(bruno, REACTIONS[1]!, false);
  await react(ana, REACTIONS[20]!);
  expect((await at(world, room, seq)).reactions?.length).toBe(20);
});

Deno.test("of two edits at once the later one stands, and the earlier one is not lost", async () => {
  await using world = await openChatWorld();
  const { chat, ana, bruno, geral: room } = world;
  const seq = await say(world, ana, { room, body: "café às 10" });
  const acks = await Promise.all(
    ["café às 11", "café às 12"].map((body) => chat.edit(ana, { id: newId(), room, seq, body })),
  );
  expect(new Set(acks.map(({ rev }) => rev)).size).toBe(2);
  expect(await at(world, room, seq)).toMatchObject({ body: "café às 12", rev: acks[1]!.rev });
  const texts = (await chat.revisions(bruno.id, { room, seq })).map(({ body }) => body);
  expect(texts).toEqual(["café às 10", "café às 11"]);
});

Deno.test("a deleted message can be answered, and its answers are found", async () => {
  await using world = await openChatWorld();
  const { chat, ana, bruno, geral: room } = world;
  const seq = await say(world, ana, { room, body: "quem vem?" });
  await chat.delete(ana, { id: newId(), room, seq });
  const reply = { id: newId(), room, body: "eu vinha", replyTo: seq };
  const { seq: answer } = await chat.post(bruno, reply);
  expect((await chat.replies(ana.id, { room, seq })).map((one) => one.seq)).toEqual([answer]);
  const page = await chat.history(ana.id, room, { limit: 1 });
  expect(page).toMatchObject({ messages: [{ seq: answer }], origins: [{ seq, deleted: true }] });
});

Deno.test("@todos calls everybody for those who may, and is a word for all others", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, store, ana, bruno, clara } = world;
  const { id: room } = await rooms.create(ana, { name: "cozinha", members: [bruno.id, clara.id] });
  const seq = await say(world, ana, { room, body: "@todos, o café está pronto" });
  expect(await at(world, room, seq)).toMatchObject({ all: true });
  const counts = async () => {
    const seen = [ana, bruno, clara].map(({ id: user }) => chat.room(user, { id: room }));
    return (await Promise.all(seen)).map(({ mentions }) => mentions);
  };
  expect(await counts()).toEqual([0, 1, 1]);
  const called = async (user: number) =>
    (await chat.mentions(user, { limit: 10 })).map(({ message }) => message.seq);
  expect([await called(ana.id), await called(bruno.id)]).toEqual([[], [seq]]);

  const plain = await say(world, bruno, { room, body: "@todos, já acabou" });
  expect((await at(world, room, plain)).all).toBe(undefined);
  await chat.edit(ana, { id: newId(), room, seq, body: "o café está pronto" });
  expect((await at(world, room, seq)).all).toBe(undefined);
  expect(await counts()).toEqual([0, 0, 0]);
  await chat.edit(ana, { id: newId(), room, seq, body: "@all, o café está pronto" });
  expect(await counts()).toEqual([0, 1, 1]);

  const dora = await signUp(store, "Dora", "guest");
  const three = await rooms.direct(dora, [ana.id, bruno.id]);
  const direct = await say(world, dora, { room: three.id, body: "@todos oi" });
  expect(await at(world, three.id, direct)).toMatchObject({ all: true });
});

Deno.test("what a moderator deleted calls everybody again once that is undone", async () => {
  await using world = await openChatWorld();
  const { store, chat, moderation, ana, geral: room } = world;
  const host = await signUp(store, "Helena", "host");
  const author = await signUp(store, "Mário", "moderator");
  const seq = await say(world, author, { room, body: "@todos, @Ana chegou" });
  const { undo } = await chat.delete(host, { id: newId(), room, seq });
  expect((await at(world, room, seq)).all).toBe(undefined);
  await moderation.undo(host, undo!);
  expect(await at(world, room, seq)).toMatchObject({ all: true, mentions: [ana.id] });
});

Deno.test("a message is passed on to where one may write, and calls nobody there", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno, clara, geral } = world;
  const seq = await say(world, ana, { room: geral, body: "@Bruno, o café!" });
  const { id: room } = await rooms.create(ana, { name: "cozinha", members: [bruno.id] });
  const forward = { id: newId(), room: geral, seq, to: room };
  const ack = await chat.forward(bruno, forward);
  const copy = await at(world, room, ack.seq);
  expect(copy).toMatchObject({
    author: { id: bruno.id },
    body: "> **Ana** · #geral\n> @Bruno, o café!",
  });
  expect(copy.mentions).toBe(undefined);
  // The very same request again, though by now there is nothing to pass on.
  await chat.delete(ana, { id: newId(), room: geral, seq });
  expect(await chat.forward(bruno, forward)).toMatchObject({ seq: ack.seq, dup: true });

  const other = { id: newId(), room, seq: ack.seq };
  expect(await codeOf(chat.forward(clara, { ...other, to: geral }))).toBe("forbidden");
  expect(await codeOf(chat.forward(bruno, { ...other, to: 999 }))).toBe("not_found");
  await rooms.amend(ana, room, { locked: true });
  const locked = await say(world, ana, { room: geral, body: "oi" });
  const into = { id: newId(), room: geral, seq: locked, to: room };
  expect(await codeOf(chat.forward(bruno, into))).toBe("forbidden");
});

Deno.test("what Bruno puts aside is his alone, and out of sight where he is no more", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno } = world;
  const { id: room } = await rooms.create(ana, {
    ...{ name: "segredo", kind: "private", members: [bruno.id] },
  });
  const seq = await say(world, ana, { room, body: "a receita" });
  const saved = async (user: number) =>
    (await chat.saved(user, { limit: 10 })).map(({ message }) => message.body);
  await chat.save(bruno.id, { room, seq }, true);
  await chat.save(bruno.id, { room, seq }, true);
  expect(await chat.isSaved(bruno.id, { room, seq })).toBe(true);
  expect([await saved(bruno.id), await saved(ana.id)]).toEqual([["a receita"], []]);
  await rooms.leave(bruno, room);
  expect(await saved(bruno.id)).toEqual([]);
  expect(await codeOf(chat.save(bruno.id, { room, seq }, true))).toBe("not_found");
  await rooms.invite(ana, room, bruno.id);
  expect(await saved(bruno.id)).toEqual(["a receita"]);
  await chat.save(bruno.id, { room, seq }, false);
  expect(await saved(bruno.id)).toEqual([]);
});

Deno.test("a call is found where one is a member, and nowhere else", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno, geral } = world;
  const { id: room } = await rooms.create(ana, {
    ...{ name: "segredo", kind: "private", members: [bruno.id] },
  });
  const open = await say(world, ana, { room: geral, body: "@Bruno, vem" });
  const secret = await say(world, ana, { room, body: "@todos, ninguém sabe" });
  const seqs = async () =>
    (await chat.mentions(bruno.id, { limit: 10 })).map(({ message }) => message.seq);
  expect(await seqs()).toEqual([secret, open]);
  await rooms.leave(bruno, room);
  expect(await seqs()).toEqual([open]);
});

Deno.test("who turns pages, or asks for their lists, faster than anybody reads is told to wait", async () => {
  const clock = new FakeClock();
  await using world = await openChatWorld({ rateLimits: true, clock });
  const { chat, ana, bruno, geral: room } = world;
  const seq = await say(world, ana, { room, body: "oi" });
  const ways: [name: string, burst: number, ask: () => Promise<unknown>][] = [
    ["history", 60, () => chat.history(ana.id, room, { limit: 10 })],
    ["replies", 60, () => chat.replies(ana.id, { room, seq })],
    ["pins", 60, () => chat.pins(ana.id, room)],
    ["saved", 40, () => chat.saved(ana.id, { limit: 10 })],
    ["mentions", 40, () => chat.mentions(ana.id, { limit: 10 })],
  ];
  for (const [name, burst, ask] of ways) {
    clock.pass(60_000);
    for (let n = 0; n < burst; n++) await ask();
    const refused: unknown = await ask().then(() => name, (error) => error);
    if (!(refused instanceof RateLimited)) throw new Error(`${name} has no limit`);
    clock.pass(refused.afterMs ?? 0);
    await ask();
  }
  await chat.page(ana.id, room, { limit: 10 });
  await chat.history(bruno.id, room, { limit: 10 });
});

Deno.test("who puts everything aside at once is told to wait", async () => {
  await using world = await openChatWorld({ rateLimits: true, clock: new FakeClock() });
  const { chat, ana, geral: room } = world;
  const seq = await say(world, ana, { room, body: "oi" });
  const save = () => chat.save(ana.id, { room, seq }, true);
  for (let n = 0; n < 60; n++) await save();
  await expect(save()).rejects.toMatchObject({ code: "rate_limited", retry: true });
});
