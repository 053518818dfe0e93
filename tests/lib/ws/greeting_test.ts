import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Store } from "@/lib/chat/store.ts";
import { eventually } from "../../support/eventually.ts";
import type { Guest } from "../../support/hub_server.ts";
import { Holdable } from "../../support/holdable.ts";
import { replacePart } from "../../support/replace_part.ts";
import { Replica } from "../../support/replica.ts";
import { newId, type SocketClient } from "../../support/socket_client.ts";
import { type HubScene, setScene } from "./hub_scene.ts";

/** Posts as that person without a socket. */
async function post({ server, geral }: HubScene, { user }: Guest, ...bodies: string[]) {
  for (const body of bodies) await server.chat.post(user, { id: newId(), room: geral, body });
}

const revOf = async ({ store, geral }: HubScene) =>
  (await store.rooms.heads([geral])).get(geral)!.rev;

Deno.test("hello with cursors brings what is missing, and nothing where nothing is", async () => {
  await using scene = await setScene();
  const { server, geral, ana } = scene;
  await post(scene, ana, "um", "dois", "três");
  const rev = await revOf(scene);
  const behind = await server.enter(ana, { [geral]: rev - 2 });
  expect(await behind.next("events")).toMatchObject({ from: rev - 2, to: rev });
  expect(behind.bodies(geral)).toEqual(["dois", "três"]);
  const even = await server.enter(ana, { [geral]: rev });
  await greeted(even);
  expect(even.heard.map(({ t }) => t)).toEqual(["welcome", "nack"]);
});

Deno.test("hello says gone for what is not theirs, and reset for a cursor ahead", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, bruno } = scene;
  const members = [bruno.user.id];
  const closed = { slug: "cofre", name: "cofre", topic: "", kind: "private" as const, members };
  const cofre = await store.rooms.create(closed);
  const open = await store.rooms.create({ ...closed, slug: "aberta", kind: "public" });
  const client = await server.connect(ana);
  const { rooms } = await client.hello({ [cofre]: 0, [open]: 0, 999: 3, [geral]: 4_711 });
  expect(rooms.map(({ id, joined }) => [id, joined]).toSorted()).toEqual([
    [geral, true],
    [open, false],
  ]);
  await greeted(client);
  expect(client.heard.slice(1, 5).toSorted((a, b) => a.t < b.t ? -1 : 1)).toEqual([
    { t: "gone", room: cofre },
    { t: "gone", room: open },
    { t: "gone", room: 999 },
    { t: "reset", room: geral, rev: await revOf(scene) },
  ]);
});

Deno.test("hello of one who is more than a thousand behind is answered with reset", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana } = scene;
  for (let n = 0; n < 6; n++) {
    await store.messages.commit(await batch(scene, ana, n < 5 ? 200 : 1));
  }
  const rev = await revOf(scene);
  const far = await server.enter(ana, { [geral]: rev - 1_001 });
  expect(await far.next("reset")).toEqual({ t: "reset", room: geral, rev });
  const near = await server.enter(ana, { [geral]: rev - 1_000 });
  const replica = new Replica(geral, rev - 1_000);
  for (let more = true; more;) {
    const frame = await near.next("events");
    more = replica.take(JSON.stringify(frame));
    if (more) near.say({ t: "pull", room: geral, since: replica.rev });
  }
  expect(replica.rev).toBe(rev);
  expect(replica.state).toHaveLength(1_000);
});

Deno.test("what happens while a welcome is being read is held, and comes after it", async () => {
  const rooms: { held?: Holdable<Store["rooms"]> } = {};
  await using scene = await setScene({}, (store) => withRooms(store, rooms));
  const { server, geral, ana, bruno } = scene;
  await server.enter(bruno);
  const look = rooms.held!.hold("visibleTo");
  const client = await server.connect(ana);
  client.say({ t: "hello" });
  await look.reached;
  // The list of rooms has been read, and does not know of this any more.
  await post(scene, bruno, "entretanto");
  look.release();
  const welcome = await client.next("welcome");
  const events = await client.next("events");
  expect(client.heard[0]).toBe(welcome);
  expect(events).toMatchObject({ from: welcome.rooms[0]!.rev, to: await revOf(scene) });
  expect(client.bodies(geral)).toEqual(["entretanto"]);
});

Deno.test("what happens while a room is being opened is not lost", async () => {
  const rooms: { held?: Holdable<Store["rooms"]> } = {};
  await using scene = await setScene({}, (store) => withRooms(store, rooms));
  const { server, geral, ana, bruno } = scene;
  const look = rooms.held!.hold("heads");
  const client = await server.connect(ana);
  client.say({ t: "hello" });
  await look.reached;
  // The head was read before this commit, and the room is live only after it.
  await post(scene, bruno, "no meio");
  look.release();
  const { rooms: [room] } = await client.next("welcome");
  const replica = new Replica(geral, room!.rev);
  await post(scene, bruno, "depois");
  await client.next("events", (frame) => frame.to > room!.rev);
  await eventually(() => client.bodies(geral).includes("depois"));
  for (const text of client.texts) expect(replica.take(text)).toBe(false);
  expect(replica.rev).toBe(await revOf(scene));
});

Deno.test("hello while the store is away is nacked with retry, and may be said again", async () => {
  const rooms: { held?: Holdable<Store["rooms"]> } = {};
  await using scene = await setScene({}, (store) => withRooms(store, rooms));
  const { server, geral, ana } = scene;
  const back = rooms.held!.fail("heads", new Unavailable());
  const client = await server.connect(ana);
  client.say({ t: "hello" });
  expect(await client.next("nack")).toMatchObject({
    re: "hello",
    code: "unavailable",
    retry: true,
  });
  back();
  await client.hello();
  client.post(geral, "enfim");
  await client.next("ack");
  await client.next("events");
});

Deno.test("a pull brings what is missing, and is refused for a room that is not theirs", async () => {
  await using scene = await setScene();
  const { server, geral, ana } = scene;
  const client = await server.enter(ana);
  await post(scene, ana, "um", "dois");
  await client.next("events", ({ to }) => to === 2);
  client.say({ t: "pull", room: geral, since: 0 });
  const rev = await revOf(scene);
  expect(await client.next("events", ({ to, from }) => to - from === 2)).toMatchObject({ to: rev });
  client.say({ t: "pull", room: geral, since: rev });
  expect(await client.next("events", ({ from }) => from === rev)).toEqual({
    t: "events",
    room: geral,
    from: rev,
    to: rev,
    messages: [],
  });
  client.say({ t: "pull", room: 999, since: 0 });
  expect(await client.next("nack")).toMatchObject({ re: "pull", room: 999, code: "not_found" });
});

Deno.test("pulls of one room while one is under way become one more, from the lowest cursor", async () => {
  const messages: { held?: Holdable<Store["messages"]> } = {};
  await using scene = await setScene({}, (store) => withMessages(store, messages));
  const { server, geral, ana } = scene;
  await post(scene, ana, "um", "dois", "três");
  const rev = await revOf(scene);
  const client = await server.enter(ana);
  const read = messages.held!.hold("since");
  client.say({ t: "pull", room: geral, since: rev - 1 });
  await read.reached;
  for (const back of [0, 2, 1, 0]) client.say({ t: "pull", room: geral, since: rev - back });
  await client.settled();
  read.release();
  await client.next("events", ({ from }) => from === rev - 2);
  await client.settled();
  const answers = client.heard.filter(({ t }) => t === "events");
  expect(answers.map((frame) => "from" in frame && frame.from)).toEqual([rev - 1, rev - 2]);
});

/** Resolves when all that follows on a hello has come: a pull is answered after it. */
async function greeted(client: SocketClient): Promise<void> {
  client.say({ t: "pull", room: 1_000, since: 0 });
  await client.next("nack", ({ room }) => room === 1_000);
}

function withRooms(store: Store, into: { held?: Holdable<Store["rooms"]> }): Store {
  into.held = new Holdable(store.rooms);
  return replacePart(store, "rooms", into.held.door);
}

function withMessages(store: Store, into: { held?: Holdable<Store["messages"]> }): Store {
  into.held = new Holdable(store.messages);
  return replacePart(store, "messages", into.held.door);
}

async function batch({ store, geral }: HubScene, { user }: Guest, count: number) {
  const access = (await store.rooms.access(user.id, geral))!;
  const author = { id: user.id, name: user.name };
  return Array.from({ length: count }, (_, n) => ({
    kind: "post" as const,
    id: newId(),
    author,
    room: geral,
    body: `${n}`,
    replyTo: undefined,
    aclRev: access.aclRev,
  }));
}
