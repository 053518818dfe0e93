import { expect } from "expect";
import { Chat } from "@/lib/chat/chat.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { Forbidden } from "@/lib/chat/errors.ts";
import { Rooms } from "@/lib/chat/rooms.ts";
import { bodyOfLine, lineOf, type SystemLine } from "@/lib/chat/system_line.ts";
import { Holdable } from "../../support/holdable.ts";
import { newId } from "../../support/new_id.ts";
import { RecordingLog } from "../../support/recording_log.ts";
import { replacePart } from "../../support/replace_part.ts";
import { type ChatWorld, codeOf, openChatWorld, say, signUp } from "./chat_world.ts";

/** What a room's history tells, as Ana reads it: `Ana: joined`. */
async function told({ chat, ana }: ChatWorld, room: number): Promise<string[]> {
  const { messages } = await chat.history(ana.id, room, { limit: 50 });
  return messages.filter(({ kind }) => kind === "system")
    .map(({ author, body }) => `${author.name}: ${body}`);
}

Deno.test("a line is read as it was written, whatever the name", () => {
  const lines: SystemLine[] = [
    { event: "joined" },
    { event: "left" },
    { event: "invited", name: "Ana: a primeira" },
    { event: "removed", name: "joined" },
    { event: "renamed", name: "Sala 3" },
    { event: "topic", topic: "" },
    { event: "topic", topic: "pão: e\ncafé" },
  ];
  for (const line of lines) expect(lineOf(bodyOfLine(line))).toEqual(line);
  for (const body of ["", "joins", "joinedly", "Joined", "exploded: x"]) {
    expect(lineOf(body)).toBe(undefined);
  }
});

Deno.test("who comes, goes, is brought and is put out stands in the room's history", async () => {
  await using world = await openChatWorld();
  const { rooms, moderation, ana, bruno, clara } = world;
  const { id } = await rooms.create(ana, { name: "cozinha", members: [clara.id] });
  await rooms.join(bruno, id);
  await rooms.leave(bruno, id);
  await rooms.invite(ana, id, bruno.id);
  const undo = await rooms.remove(ana, id, bruno.id);
  await moderation.undo(ana, undo);
  expect(await told(world, id)).toEqual([
    "Bruno: joined",
    "Bruno: left",
    "Ana: invited: Bruno",
    "Ana: removed: Bruno",
    "Ana: invited: Bruno",
  ]);
});

Deno.test("another name and another topic are told, and what stays as it is is not", async () => {
  await using world = await openChatWorld();
  const { rooms, ana } = world;
  const { id } = await rooms.create(ana, { name: "cozinha", topic: "pão" });
  await rooms.amend(ana, id, { name: "Copa", topic: "café" });
  await rooms.amend(ana, id, { name: "Copa", topic: "café", slow: 5, locked: true });
  await rooms.amend(ana, id, { kind: "private" });
  await rooms.amend(ana, id, { topic: "" });
  expect(await told(world, id)).toEqual(["Ana: renamed: Copa", "Ana: topic: café", "Ana: topic: "]);
  await rooms.amend(ana, id, { topic: "fechada", archived: true });
  await rooms.amend(ana, id, { archived: false });
  expect((await told(world, id)).length).toBe(3);
});

Deno.test("who is there already does not come again, and who is refused does not come", async () => {
  await using world = await openChatWorld();
  const { rooms, ana, bruno, clara } = world;
  const { id } = await rooms.create(ana, { name: "cozinha" });
  await Promise.all([rooms.invite(ana, id, bruno.id), rooms.invite(ana, id, bruno.id)]);
  await rooms.join(bruno, id);
  await rooms.remove(ana, id, bruno.id);
  await expect(rooms.join(bruno, id)).rejects.toThrow(Forbidden);
  await expect(rooms.leave(clara, id)).rejects.toThrow(Forbidden);
  expect(await told(world, id)).toEqual(["Ana: invited: Bruno", "Ana: removed: Bruno"]);
});

Deno.test("nothing is told of who is new on the server, nor in private", async () => {
  await using world = await openChatWorld();
  const { store, rooms, ana, bruno, geral } = world;
  await signUp(store, "Dora");
  expect(await told(world, geral)).toEqual([]);
  const { id } = await rooms.direct(ana, [bruno.id]);
  expect(await told(world, id)).toEqual([]);
});

Deno.test("that somebody came is nobody's unread, and nobody has read by coming", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno, clara } = world;
  const { id } = await rooms.create(ana, { name: "cozinha", members: [clara.id] });
  await say(world, ana, { room: id, body: "oi" });
  const reads: number[] = [];
  chat.onRead(({ user }) => reads.push(user));
  await rooms.join(bruno, id);
  await rooms.amend(ana, id, { topic: "café" });
  expect(await chat.room(clara.id, { id })).toMatchObject({ unread: 1, mentions: 0 });
  expect(reads).toEqual([]);
});

Deno.test("nobody changes what the server tells: no edit, no pin, no forward", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno } = world;
  const { id: room } = await rooms.create(ana, { name: "cozinha" });
  await rooms.join(bruno, room);
  const [line] = (await chat.history(bruno.id, room, { limit: 1 })).messages;
  const at = { room, seq: line!.seq };
  const codes = await Promise.all([
    codeOf(chat.edit(bruno, { ...at, id: newId(), body: "left" })),
    codeOf(chat.delete(bruno, { ...at, id: newId() })),
    codeOf(chat.pin(bruno, { ...at, id: newId(), on: true })),
    codeOf(chat.forward(bruno, { ...at, id: newId(), to: room })),
  ]);
  expect(codes).toEqual(["forbidden", "forbidden", "forbidden", "forbidden"]);
  expect(await told(world, room)).toEqual(["Bruno: joined"]);
});

Deno.test("the last one leaves without a word, and a line that fails stops nobody", async () => {
  await using world = await openChatWorld();
  const { store, ana, bruno } = world;
  const log = new RecordingLog();
  const messages = new Holdable(store.messages);
  messages.fail("commit", new Error("no lines today"));
  const parts = { store: replacePart(store, "messages", messages.door), clock: systemClock };
  const chat = new Chat({ ...parts, log, rateLimits: false });
  const rooms = new Rooms({ ...parts, chat, rateLimits: false });
  const { id } = await rooms.create(ana, { name: "cozinha" });
  await rooms.join(bruno, id);
  expect(await chat.room(bruno.id, { id })).toMatchObject({ joined: true });
  const fields = { room: id, line: "joined", why: "internal" };
  expect(log.of("tell.failed")).toEqual([{ level: "warn", event: "tell.failed", fields }]);

  const secret = await rooms.create(ana, { name: "segredo", kind: "private" });
  await rooms.leave(ana, secret.id);
  expect(log.of("tell.failed").length).toBe(1);
});
