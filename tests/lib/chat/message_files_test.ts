import { expect } from "expect";
import { newId } from "../../support/new_id.ts";
import { sent } from "../store/cases/file_scene.ts";
import { codeOf, openChatWorld, say } from "./chat_world.ts";

Deno.test("a message may be its files alone; a text is no less needed without them", async () => {
  await using world = await openChatWorld();
  const { store, chat, ana, geral: room } = world;
  const { id: photo } = await sent(store, ana);
  const post = (body: string, files: string[]) =>
    chat.post(ana, { id: newId(), room, body, files });
  const nothing = await post("", []).catch((error) => error);
  expect(nothing).toMatchObject({ code: "invalid", field: "body" });
  for (const body of [" ", "\u200b", "\n"]) {
    expect(await codeOf(post(body, [photo]))).toBe("invalid");
  }
  const { seq } = await post("", [photo]);
  expect(await chat.message(ana.id, { room, seq })).toMatchObject({
    ...{ body: "", files: [{ id: photo }] },
  });
  const bare = await say(world, ana, { room, body: "oi" });
  const edit = { id: newId(), room, body: "" };
  expect(await codeOf(chat.edit(ana, { ...edit, seq: bare }))).toBe("invalid");
});

Deno.test("a resend has the first one's ack, though its files are that one's by now", async () => {
  await using world = await openChatWorld();
  const { store, chat, ana, bruno, geral: room } = world;
  const { id: photo } = await sent(store, ana);
  const input = { id: newId(), room, body: "", files: [photo] };
  const first = await chat.post(ana, input);
  expect(await chat.post(ana, input)).toEqual({ ...first, dup: true });
  expect(await codeOf(chat.post(ana, { ...input, id: newId() }))).toBe("invalid");
  expect(await codeOf(chat.post(bruno, { ...input, id: newId() }))).toBe("invalid");
});

Deno.test("what is passed on has files of its own, which stay when the first ones go", async () => {
  await using world = await openChatWorld();
  const { store, chat, rooms, ana, bruno, clara, geral: room } = world;
  const { id: to } = await rooms.create(bruno, { name: "cozinha", kind: "private" });
  const { id: photo } = await sent(store, ana, { name: "bolo.png" });
  const { seq } = await chat.post(ana, { id: newId(), room, body: "", files: [photo] });
  const wish = { id: newId(), room, seq, to };
  const ack = await chat.forward(bruno, wish);
  const copy = await chat.message(bruno.id, { room: to, seq: ack.seq });
  expect(copy).toMatchObject({ body: "> **Ana** · #geral", author: { id: bruno.id } });
  expect(copy.files).toMatchObject([{ name: "bolo.png", size: 3_000, type: "image/png" }]);
  expect(copy.files![0]!.id).not.toBe(photo);
  const once = await store.files.inRoom(to, { order: "newest", limit: 9, offset: 0 });
  expect(await chat.forward(bruno, wish)).toMatchObject({ seq: ack.seq, dup: true });
  expect(await store.files.inRoom(to, { order: "newest", limit: 9, offset: 0 })).toEqual(once);

  await chat.delete(ana, { id: newId(), room, seq });
  await store.files.cancel(photo);
  expect(await store.files.sweep()).toEqual([]);
  expect(await chat.message(bruno.id, { room: to, seq: ack.seq })).toEqual(copy);
  expect(await store.files.find(copy.files![0]!.id)).toMatchObject({ owner: bruno.id });
  // Clara sees neither the kitchen nor what is there.
  const theirs = { id: newId(), room: to, seq: ack.seq, to: room };
  expect(await codeOf(chat.forward(clara, theirs))).toBe("not_found");
});

Deno.test("a forward that is refused leaves no copies behind", async () => {
  await using world = await openChatWorld();
  const { store, chat, rooms, ana, bruno, geral: room } = world;
  const { id: to } = await rooms.create(ana, { name: "cozinha", members: [bruno.id] });
  await rooms.amend(ana, to, { locked: true });
  const { id: photo } = await sent(store, ana);
  const { seq } = await chat.post(ana, { id: newId(), room, body: "", files: [photo] });
  const before = await store.files.usage(bruno.id);
  expect(await codeOf(chat.forward(bruno, { id: newId(), room, seq, to }))).toBe("forbidden");
  expect(await store.files.usage(bruno.id)).toEqual(before);
});

Deno.test("what a moderator takes away comes back with its files", async () => {
  await using world = await openChatWorld();
  const { store, chat, rooms, moderation, ana, bruno } = world;
  const { id: room } = await rooms.create(ana, { name: "cozinha", members: [bruno.id] });
  const { id: photo } = await sent(store, bruno);
  const { seq } = await chat.post(bruno, { id: newId(), room, body: "", files: [photo] });
  const shown = await chat.message(bruno.id, { room, seq });
  const { undo = 0 } = await chat.delete(ana, { id: newId(), room, seq });
  expect(await chat.message(bruno.id, { room, seq })).not.toHaveProperty("files");
  await moderation.undo(ana, undo);
  const back = await chat.message(bruno.id, { room, seq });
  expect(back).toEqual({ ...shown, rev: back.rev });
});
