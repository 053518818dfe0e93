import { expect } from "expect";
import { RateLimited } from "@/lib/chat/errors.ts";
import { ServerFrame } from "@/lib/chat/protocol.ts";
import type { Guest } from "../../support/hub_server.ts";
import { newId } from "../../support/new_id.ts";
import { type HubScene, setScene } from "./hub_scene.ts";

const MIB = 1_048_576;

async function handIn(scene: HubScene, guest: Guest, frames: unknown[]): Promise<ServerFrame[]> {
  const visitor = await scene.server.visitorOf(guest);
  const answers = await scene.server.hub.door.answer(frames, visitor);
  return answers.map((text) => ServerFrame.parse(JSON.parse(text)));
}

Deno.test("FrameDoor answers in the order of the frames, as a socket would", async () => {
  await using scene = await setScene();
  const { geral, ana, server } = scene;
  const [one, two] = [newId(), newId()];
  const answers = await handIn(scene, ana, [
    { t: "send", id: one, room: geral, body: "um" },
    { t: "ping", n: 7 },
    { t: "shout", id: one },
    { t: "send", id: two, room: geral + 1, body: "dois" },
    { t: "hello" },
    null,
    { t: "send", id: one, room: geral, body: "outra vez" },
  ]);
  expect(answers).toMatchObject([
    { t: "ack", id: one, room: geral },
    { t: "pong", n: 7 },
    { t: "nack", re: "shout", id: one, code: "invalid", retry: false },
    { t: "nack", re: "send", id: two, room: geral + 1, code: "not_found", retry: false },
    { t: "nack", re: "hello", code: "invalid", retry: false },
    { t: "nack", code: "invalid" },
    { t: "ack", id: one, dup: true },
  ]);
  expect(server.log.of("ws.refused").map(({ fields }) => [fields.re, fields.why])).toEqual([
    ["unknown", "invalid"],
    ["hello", "invalid"],
    [undefined, "invalid"],
    ["send", "not_found"],
  ]);
});

Deno.test("FrameDoor takes edits, deletions, reactions and pins like messages", async () => {
  await using scene = await setScene();
  const { geral, ana } = scene;
  const [post] = await handIn(scene, ana, [{ t: "send", id: newId(), room: geral, body: "um" }]);
  const of = { room: geral, seq: post?.t === "ack" ? post.seq : 0 };
  const edit = { t: "edit", id: newId(), ...of, body: "dois" };
  const react = { t: "react", id: newId(), ...of, emoji: "👍", on: true };
  const pin = { t: "pin", id: newId(), ...of, on: true };
  const remove = { t: "delete", id: newId(), ...of };
  expect(await handIn(scene, ana, [edit, react, pin, edit, remove])).toMatchObject([
    { t: "ack", id: edit.id, rev: 2 },
    { t: "ack", id: react.id, rev: 3 },
    { t: "ack", id: pin.id, rev: 4 },
    { t: "ack", id: edit.id, dup: true },
    { t: "ack", id: remove.id, rev: 5 },
  ]);
  for (const late of [edit, react, pin]) {
    expect(await handIn(scene, ana, [{ ...late, id: newId() }]))
      .toMatchObject([{ t: "nack", re: late.t, code: "conflict", retry: false }]);
  }
});

Deno.test("FrameDoor commits what is sent in one request in its order", async () => {
  await using scene = await setScene();
  const { geral, ana, store } = scene;
  const bodies = Array.from({ length: 100 }, (_, n) => `${n}`);
  const sends = bodies.map((body) => ({ t: "send", id: newId(), room: geral, body }));
  const answers = await handIn(scene, ana, sends);
  expect(answers.map((frame) => frame.t === "ack" && frame.id)).toEqual(sends.map(({ id }) => id));
  const { messages } = await store.messages.page(geral, { limit: 200 });
  expect(messages.map(({ body }) => body)).toEqual(bodies);
});

Deno.test("FrameDoor answers a pull with what is missing, and only to members", async () => {
  await using scene = await setScene();
  const { geral, ana, bruno, server, store } = scene;
  for (const body of ["um", "dois"]) {
    await server.chat.post(ana.user, { id: newId(), room: geral, body });
  }
  const pull = { t: "pull", room: geral, since: 1 };
  expect(await handIn(scene, bruno, [pull, { ...pull, since: 2 }, { ...pull, since: 9 }]))
    .toMatchObject([
      { t: "events", room: geral, from: 1, to: 2, messages: [{ body: "dois" }] },
      { t: "events", room: geral, from: 2, to: 2, messages: [] },
      { t: "reset", room: geral, rev: 2 },
    ]);
  await store.rooms.dismiss(geral, bruno.user.id);
  expect(await handIn(scene, bruno, [pull])).toEqual([{
    ...{ t: "nack", re: "pull", room: geral, code: "not_found", retry: false },
    message: "Cannot find the room",
  }]);
});

Deno.test("FrameDoor gives no more than fits one answer, and says when to pull the rest", async () => {
  await using scene = await setScene();
  const { geral, ana, server } = scene;
  for (let n = 0; n < 100; n++) {
    await server.chat.post(ana.user, { id: newId(), room: geral, body: "ã".repeat(8_000) });
  }
  const pull = { t: "pull", room: geral, since: 0 };
  const answers = await handIn(scene, ana, [pull, pull, pull]);
  expect(answers.at(-1)).toMatchObject({ code: "rate_limited", retry: true, afterMs: 1_000 });
  expect(JSON.stringify(answers).length).toBeLessThan(2 * MIB);
  // Over and over: sixteen mebibytes at once, then four a second.
  let last = answers.at(0);
  for (let n = 0; last?.t === "events" && n < 30; n++) [last] = await handIn(scene, ana, [pull]);
  expect(last).toMatchObject({ t: "nack", re: "pull", code: "rate_limited", retry: true });
  server.clock.pass(1_000);
  const later = await handIn(scene, ana, [pull]);
  expect(new Set(later.map(({ t }) => t))).toEqual(new Set(["events"]));
});

Deno.test("FrameDoor obeys none of a flood's frames, and lets the others of the house in", async () => {
  await using scene = await setScene();
  const { geral, ana, bruno, store } = scene;
  const send = { t: "send", id: newId(), room: geral, body: "na enxurrada" };
  const kinds: [unknown, number][] = [
    [{ t: "ping", n: 1 }, 30],
    [{}, 20],
    [{ t: "pull", room: geral, since: 0 }, 600],
    [{ t: "read", room: geral, seq: 0 }, 600],
    [{ t: "typing", room: geral, on: false }, 60],
    [{ t: "away", on: true }, 20],
  ];
  for (const [frame, most] of kinds) {
    for (let left = most; left > 0; left -= 100) {
      await handIn(scene, ana, Array(Math.min(left, 100)).fill(frame));
    }
    await expect(handIn(scene, ana, [send, frame])).rejects.toThrow(RateLimited);
    await handIn(scene, bruno, [frame]);
  }
  expect((await store.messages.page(geral, { limit: 10 })).messages).toEqual([]);
});

Deno.test("FrameDoor counts what a session has under way in all its requests", async () => {
  await using scene = await setScene();
  const { geral, ana } = scene;
  const sends = () =>
    Array.from({ length: 100 }, () => ({ t: "send", id: newId(), room: geral, body: "oi" }));
  const answers = await Promise.all([1, 2, 3].map(() => handIn(scene, ana, sends())));
  const refused = answers.flat().filter(({ t }) => t === "nack");
  expect(refused.length).toBe(300 - 256);
  expect(refused[0]).toMatchObject({ code: "rate_limited", retry: true });
  expect((await handIn(scene, ana, sends())).every(({ t }) => t === "ack")).toBe(true);
});

Deno.test("FrameDoor of a server that stops asks for a later try, and is waited for", async () => {
  await using scene = await setScene();
  const { geral, ana, server } = scene;
  const send = (body: string) => ({ t: "send", id: newId(), room: geral, body });
  const visitor = await server.visitorOf(ana);
  const done: string[] = [];
  const taken = server.hub.door.answer([send("a tempo")], visitor);
  void taken.then(() => done.push("answered"));
  const drained = server.hub.drain().then(() => done.push("drained"));
  expect(await handIn(scene, ana, [send("tarde")])).toMatchObject([{
    ...{ t: "nack", code: "unavailable", retry: true },
  }]);
  expect(JSON.parse((await taken).join())).toMatchObject({ t: "ack" });
  await drained;
  expect(done).toEqual(["answered", "drained"]);
});

Deno.test("FrameDoor takes it that somebody has read, and tells their sockets", async () => {
  await using scene = await setScene();
  const { geral, ana, bruno, server } = scene;
  await server.chat.post(bruno.user, { id: newId(), room: geral, body: "oi" });
  const [one] = [await server.enter(ana), await server.enter(ana)];
  expect(await handIn(scene, ana, [{ t: "read", room: geral, seq: 1 }])).toEqual([]);
  expect((await one.next("read")).reads).toEqual({ [ana.user.id]: 1 });
  expect(await handIn(scene, ana, [{ t: "read", room: 999, seq: 1 }])).toMatchObject([
    { t: "nack", re: "read", room: 999, code: "not_found" },
  ]);
});
