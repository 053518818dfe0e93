import { expect } from "expect";
import { LocalBus } from "@/lib/bus/local_bus.ts";
import { eventually } from "../../support/eventually.ts";
import { HubServer } from "../../support/hub_server.ts";
import { meanwhile } from "../../support/meanwhile.ts";
import { setScene } from "./hub_scene.ts";

const DAY_MS = 86_400_000;

Deno.test("Hub counts sockets by session and by address, and forgets them when they go", async () => {
  await using scene = await setScene();
  const { server: { hub }, server, ana, bruno } = scene;
  const [one] = [await server.enter(ana), await server.enter(ana), await server.enter(bruno)];
  expect(hub.sockets).toBe(3);
  expect(hub.socketsOf(`session ${ana.user.id}`)).toBe(2);
  expect(hub.socketsFrom("127.0.0.1")).toBe(3);
  one[Symbol.dispose]();
  await eventually(() => hub.sockets === 2);
  expect(hub.socketsOf(`session ${ana.user.id}`)).toBe(1);
  expect(hub.socketsOf("nobody")).toBe(0);
});

Deno.test("Hub tells a person of a room that they have joined, and of what happens there", async () => {
  await using scene = await setScene();
  const { server, store, ana, bruno } = scene;
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  const cozinha = await server.rooms.create(ana.user, { name: "cozinha", kind: "private" });
  server.clock.pass(1_000);
  expect(await hers.next("room")).toEqual({ t: "room", room: cozinha });
  hers.post(cozinha.id, "só para mim");
  await hers.next("ack");
  await store.rooms.admit(cozinha.id, bruno.user.id);
  server.clock.pass(1_000);
  const { room } = await his.next("room");
  expect(room).toMatchObject({ id: cozinha.id, joined: true });
  expect(room.rev).toBe((await store.rooms.heads([room.id])).get(room.id)!.rev);
  hers.post(cozinha.id, "olá Bruno");
  await his.next("events", (frame) => frame.room === room.id && frame.from === room.rev);
  expect(his.bodies(room.id)).toEqual(["olá Bruno"]);
});

Deno.test("Hub tells of a room that was joined while the welcome was being read", async () => {
  await using scene = await setScene();
  const { server, store, ana, bruno } = scene;
  const { visibleTo } = store.rooms;
  const reached = Promise.withResolvers<void>(), held = Promise.withResolvers<void>();
  store.rooms.visibleTo = async (user) => {
    const found = await visibleTo.call(store.rooms, user);
    reached.resolve();
    await held.promise;
    return found;
  };
  const his = await server.connect(bruno);
  his.say({ t: "hello" });
  await reached.promise;
  const cozinha = await store.rooms.create({
    ...{ slug: "cozinha", name: "cozinha", topic: "", kind: "private" },
    members: [ana.user.id, bruno.user.id],
  });
  await server.clock.flow(2_000);
  held.resolve();
  expect((await his.next("welcome")).rooms.map(({ id }) => id)).not.toContain(cozinha);
  expect((await meanwhile(server.clock, his.next("room"))).room.id).toBe(cozinha);
});

Deno.test("Hub tells who has left a room that it is gone, and nothing more of it", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  hers.post(geral, "antes");
  await his.next("events");
  await server.rooms.leave(bruno.user, geral);
  await server.hub.nudge(bruno.user.id);
  expect(await his.next("gone")).toEqual({ t: "gone", room: geral });
  const id = hers.post(geral, "depois");
  await hers.next("ack", (ack) => ack.id === id);
  his.say({ t: "pull", room: geral, since: 0 });
  expect(await his.next("nack")).toMatchObject({ code: "not_found", room: geral });
  his.post(geral, "posso?");
  expect(await his.next("nack")).toMatchObject({ re: "send", code: "forbidden", retry: false });
  // That he left is told before anybody has looked whether he is still there.
  expect(his.bodies(geral)).toEqual(["antes", "left"]);
});

Deno.test("Hub closes 4403 the sockets of a session that was ended, within a second", async () => {
  await using scene = await setScene();
  const { server, store, ana, bruno } = scene;
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  await store.people.endSession(ana.tokenHash);
  server.clock.pass(1_000);
  expect(await hers.closed).toMatchObject({ code: 4403 });
  await his.settled();
  expect(server.hub.sockets).toBe(1);
});

Deno.test("Hub closes 4401 the sockets of a session that has run out", async () => {
  await using scene = await setScene();
  const { server, store, ana } = scene;
  const client = await server.enter(ana);
  const { expiresAt } = (await store.people.findSession(ana.tokenHash))!;
  server.revalidate = () => Promise.resolve(undefined);
  // Time jumps, so that it is not the client's silence that ends it.
  server.clock.jump(expiresAt - server.clock.now());
  client.say({ t: "ping", n: 1 });
  await client.next("pong");
  server.clock.pass(1_000);
  expect(await client.closed).toMatchObject({ code: 4401 });
});

Deno.test("Hub closes 4403 the sockets of one who is banned, also at the door", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana } = scene;
  const client = await server.enter(ana);
  server.revalidate = async ({ tokenHash }) => {
    const session = await store.people.findSession(tokenHash);
    return session && { ...session, bannedUntil: server.clock.now() + DAY_MS };
  };
  await store.rooms.dismiss(geral, ana.user.id);
  server.clock.pass(1_000);
  expect(await client.closed).toMatchObject({ code: 4403, reason: "banned" });
  const again = await server.connect(ana);
  expect(await again.closed).toMatchObject({ code: 4403, reason: "banned" });
  expect(server.hub.sockets).toBe(0);
});

Deno.test("Hub tells its sockets each change of the mode", async () => {
  const bus = new SwitchedBus();
  await using scene = await setScene({ bus });
  const { server, ana } = scene;
  const client = await server.enter(ana);
  bus.turn("slow");
  expect(await client.next("mode")).toEqual({ t: "mode", mode: "slow" });
  bus.turn("live");
  expect(await client.next("mode")).toEqual({ t: "mode", mode: "live" });
});

Deno.test("Hub that stops says bye, answers what it took, takes nothing more, and hangs up", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana } = scene;
  const client = await server.enter(ana);
  const ids = Array.from({ length: 20 }, (_, n) => client.post(geral, `${n}`));
  await eventually(() => client.heard.some(({ t }) => t === "ack"));
  const drained = server.hub.drain({ spreadMs: 1_000 });
  const bye = await client.next("bye");
  expect(bye.reason).toBe("restart");
  expect(bye.afterMs).toBeGreaterThanOrEqual(200);
  expect(bye.afterMs).toBeLessThan(1_200);
  const late = client.post(geral, "tarde");
  const refusal = await Promise.race([
    client.next("nack", ({ id }) => id === late),
    client.closed,
  ]);
  if ("t" in refusal) expect(refusal).toMatchObject({ code: "unavailable", retry: true });
  while (await pending(drained)) server.clock.pass(20);
  expect(await client.closed).toMatchObject({ code: 1012 });
  const acked = client.heard.flatMap((frame) => frame.t === "ack" ? [frame.id] : []);
  const { messages } = await store.messages.page(geral, { limit: 100 });
  expect(messages.map(({ id }) => id).filter((id) => !acked.includes(id))).toEqual([]);
  expect(acked.every((id) => ids.includes(id))).toBe(true);
  expect(server.hub.sockets).toBe(0);
});

Deno.test("Hub of a second instance on the same store and bus shows the same messages in the same order", async () => {
  const bus = new LocalBus();
  await using scene = await setScene({ bus });
  const { server, store, geral, ana, bruno } = scene;
  await using other = new HubServer(store, { bus: bus.beside() });
  const [hers, his] = [await server.enter(ana), await other.enter(bruno)];
  for (let n = 0; n < 20; n++) (n % 2 ? hers : his).post(geral, `${n}`);
  await eventually(() => hers.bodies(geral).length === 20 && his.bodies(geral).length === 20);
  expect(hers.bodies(geral)).toEqual(his.bodies(geral));
});

/** A bus whose mode a test turns. */
class SwitchedBus extends LocalBus {
  override mode: LocalBus["mode"] = "live";
  #told: (mode: LocalBus["mode"]) => void = () => {};

  override onMode(told?: (mode: LocalBus["mode"]) => void): () => void {
    if (told) this.#told = told;
    return () => {};
  }

  turn(mode: LocalBus["mode"]): void {
    this.mode = mode;
    this.#told(mode);
  }
}

async function pending(promise: Promise<void>): Promise<boolean> {
  const turn = new Promise<true>((resolve) => setTimeout(() => resolve(true), 1));
  return await Promise.race([turn, promise.then(() => false)]);
}
