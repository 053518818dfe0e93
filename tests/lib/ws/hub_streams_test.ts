import { expect } from "expect";
import { Closing } from "@/lib/chat/answered.ts";
import { RateLimited } from "@/lib/chat/errors.ts";
import type { ServerFrame } from "@/lib/chat/protocol.ts";
import { eventually } from "../../support/eventually.ts";
import { answerOf, eventsOf } from "../../support/frames_of.ts";
import type { Guest } from "../../support/hub_server.ts";
import { newId } from "../../support/new_id.ts";
import { type HubScene, setScene } from "./hub_scene.ts";

type Told = ServerFrame | Closing;

/** Listens to a stream; what came is in `told`. */
async function listen({ server }: HubScene, guest: Guest, cursors: [number, number][] = []) {
  const body = server.hub.stream(await server.visitorOf(guest), new Map(cursors));
  const told: Told[] = [];
  const over = (async () => {
    for await (const one of eventsOf(body)) told.push(one);
  })();
  const names = () => told.map((one) => "t" in one ? one.t : one.code);
  return { told, over, names };
}

async function poll({ server }: HubScene, guest: Guest, waitMs: number, since?: [number, number]) {
  const visitor = await server.visitorOf(guest);
  return answerOf(server.hub.poll(visitor, new Map(since ? [since] : []), { waitMs }));
}

Deno.test("Hub tells a stream what it tells a socket, and catches it up", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  const socket = await server.enter(ana);
  socket.post(geral, "antes");
  await socket.next("ack");
  const stream = await listen(scene, bruno, [[geral, 0], [geral + 1, 5]]);
  await eventually(() => stream.told.length === 3);
  socket.post(geral, "depois");
  await eventually(() => stream.told.length === 4);
  expect(stream.names()).toEqual(["welcome", "events", "gone", "events"]);
  expect(stream.told[1]).toMatchObject({ from: 0, to: 1, messages: [{ body: "antes" }] });
  expect(stream.told[3]).toEqual(await socket.next("events", ({ from }) => from === 1));
  expect(server.hub.sockets).toBe(2);
});

Deno.test("Hub answers a poll with what was missed, or with what happens meanwhile", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  const nothing = await poll(scene, bruno, 0, [geral, 0]);
  expect(nothing.frames.map(({ t }) => t)).toEqual(["welcome"]);
  const waiting = poll(scene, bruno, 25_000, [geral, 0]);
  await eventually(() => server.hub.sockets === 1);
  await server.chat.post(ana.user, { id: newId(), room: geral, body: "um" });
  // Time stands still: what follows the news closely is awaited.
  await eventually(() => {
    server.clock.pass(10);
    return server.hub.sockets === 0;
  });
  expect((await waiting).frames).toMatchObject([
    { t: "welcome" },
    { t: "events", room: geral, from: 0, to: 1, messages: [{ body: "um" }] },
  ]);
  const missed = await poll(scene, bruno, 0, [geral, 0]);
  expect(missed.frames).toMatchObject([{ t: "welcome" }, { t: "events", from: 0, to: 1 }]);
});

Deno.test("Hub hangs up on a stream and a poll of a session that was ended, and says why", async () => {
  await using scene = await setScene();
  const { server, store, ana } = scene;
  const waiting = poll(scene, ana, 25_000);
  await eventually(() => server.hub.sockets === 1);
  // The one that came last is told last: once it is greeted, both are.
  const stream = await listen(scene, ana);
  await eventually(() => stream.told.length === 1);
  await store.people.endSession(ana.tokenHash);
  server.clock.pass(1_000);
  await stream.over;
  expect(stream.told.at(-1)).toEqual({ code: 4_403, reason: "signed out elsewhere" });
  expect((await waiting).close).toEqual({ code: 4_403, reason: "signed out elsewhere" });
  expect(server.hub.sockets).toBe(0);
});

Deno.test("Hub hangs up on a stream of one who is banned, also on one that begins", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana } = scene;
  const stream = await listen(scene, ana);
  await eventually(() => stream.told.length === 1);
  server.revalidate = async ({ tokenHash }) => {
    const found = await store.people.findSession(tokenHash);
    return found && { ...found, bannedUntil: server.clock.now() + 86_400_000 };
  };
  await store.rooms.dismiss(geral, ana.user.id);
  server.clock.pass(1_000);
  await stream.over;
  expect(stream.told.at(-1)).toEqual({ code: 4_403, reason: "banned" });
  const again = await listen(scene, ana);
  await again.over;
  expect(again.told).toEqual([{ code: 4_403, reason: "banned" }]);
  expect(await poll(scene, ana, 0)).toEqual({
    frames: [],
    close: { code: 4_403, reason: "banned" },
  });
  expect(server.hub.sockets).toBe(0);
});

Deno.test("Hub that stops says bye to a stream and a poll, and lets neither begin anew", async () => {
  await using scene = await setScene();
  const { server, ana } = scene;
  const waiting = poll(scene, ana, 25_000);
  await eventually(() => server.hub.sockets === 1);
  // The one that came last is told last: once it is greeted, both are.
  const stream = await listen(scene, ana);
  await eventually(() => stream.told.length === 1);
  const drained = server.hub.drain();
  server.clock.pass(10);
  expect((await waiting).frames.map(({ t }) => t)).toEqual(["welcome", "bye"]);
  await stream.over;
  await drained;
  expect(stream.names()).toEqual(["welcome", "bye", 1_012]);
  const late = await listen(scene, ana);
  await late.over;
  expect(late.names()).toEqual([1_012]);
  expect(await poll(scene, ana, 0)).toEqual({
    frames: [],
    close: { code: 1_012, reason: "restart" },
  });
});

Deno.test("Hub keeps a stream alive that only listens, and lets go of one that does not", async () => {
  await using scene = await setScene();
  const { server, ana, bruno } = scene;
  const stream = await listen(scene, ana);
  server.hub.stream(await server.visitorOf(bruno), new Map());
  await eventually(() => stream.told.length === 1);
  // Fifty seconds; the reader takes what there is, each time.
  for (let n = 1; n <= 10; n++) {
    server.clock.pass(5_000);
    await eventually(() => stream.names().filter((name) => name === "pong").length === n);
  }
  expect(new Set(stream.names())).toEqual(new Set(["welcome", "presence", "pong"]));
  // Ended by then; its end is told a turn later.
  await eventually(() => server.hub.sockets === 1);
  expect(server.hub.socketsOf(`session ${ana.user.id}`)).toBe(1);
});

Deno.test("Hub does not wait for a stream that is not read: the others go on", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  const body = server.hub.stream(await server.visitorOf(bruno), new Map());
  const client = await server.enter(ana);
  for (let round = 0; round < 2; round++) {
    await Promise.all(Array.from(
      { length: 60 },
      () => server.chat.post(ana.user, { id: newId(), room: geral, body: "ã".repeat(8_000) }),
    ));
  }
  await eventually(() => client.bodies(geral).length === 120);
  const told: Told[] = [];
  void (async () => {
    for await (const one of eventsOf(body)) told.push(one);
  })();
  await eventually(() => told.length > 0);
  await server.clock.flow(1_000);
  const head = await eventually(() => told.find((one) => "t" in one && one.t === "head"));
  expect(head).toEqual({ t: "head", room: geral, rev: 120 });
  expect(JSON.stringify(told).length).toBeLessThan(2 * 1_048_576);
});

Deno.test("Hub lets a session begin a hundred streams and polls at once, then twenty a second", async () => {
  await using scene = await setScene();
  const { server, ana, bruno } = scene;
  for (let n = 0; n < 100; n++) await poll(scene, ana, 0);
  await expect(poll(scene, ana, 0)).rejects.toThrow(RateLimited);
  await expect(listen(scene, ana)).rejects.toThrow(RateLimited);
  await poll(scene, bruno, 0);
  server.clock.pass(50);
  await poll(scene, ana, 0);
  expect(server.hub.sockets).toBe(0);
});

Deno.test("Hub counts what a session's polls catch up with as one", async () => {
  await using scene = await setScene();
  const { server, geral, ana } = scene;
  for (let n = 0; n < 70; n++) {
    await server.chat.post(ana.user, { id: newId(), room: geral, body: "ã".repeat(8_000) });
  }
  let last = await poll(scene, ana, 0, [geral, 0]);
  for (let n = 0; n < 20 && last.frames.some(({ t }) => t === "events"); n++) {
    last = await poll(scene, ana, 0, [geral, 0]);
  }
  expect(last.frames.map(({ t }) => t)).toEqual(["welcome", "head"]);
});
