import { expect } from "expect";
import { roomChannel } from "@/lib/bus/channels.ts";
import { DeafBus } from "@/lib/bus/deaf_bus.ts";
import { openRedisBus } from "@/lib/bus/redis_bus.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import { silentLog } from "@/lib/chat/log.ts";
import type { Store } from "@/lib/chat/store.ts";
import { BusIntruder } from "../../support/bus_intruder.ts";
import { eventually } from "../../support/eventually.ts";
import { type Guest, HubServer } from "../../support/hub_server.ts";
import { Holdable } from "../../support/holdable.ts";
import { type RedisServer, startRedis } from "../../support/redis_server.ts";
import { setScene } from "./hub_scene.ts";

/** A second instance, both on buses of their own to one Redis. */
async function twoOn(redis: RedisServer) {
  const reads: { of?: Holdable<Store["messages"]> } = {};
  const held = await setScene({}, (store) => {
    reads.of = new Holdable(store.messages);
    return { ...plain(store), messages: reads.of.door };
  });
  const { id: storeId, busKey } = held.store;
  const parts = { storeId, busKey, clock: systemClock, log: silentLog };
  const buses = await Promise.all([openRedisBus(redis, parts), openRedisBus(redis, parts)]);
  const servers = buses.map((bus) => new HubServer(held.store, { bus }));
  const [here, there] = [servers[0]!, servers[1]!];
  await eventually(() => buses.every(({ mode }) => mode === "live"));
  return {
    ...held,
    here,
    there,
    /** How often an instance has asked what is new. */
    reads: () => reads.of!.calls("since"),
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
      await Promise.all(buses.map((bus) => bus.close()));
      await held[Symbol.asyncDispose]();
    },
  };
}

Deno.test("two instances over Redis: what is posted here is heard there, with time standing still", async () => {
  await using redis = await startRedis();
  await using scene = await twoOn(redis);
  const { here, there, geral, ana, bruno } = scene;
  const [hers, his] = [await here.enter(ana), await there.enter(bruno)];
  for (let n = 0; n < 30; n++) (n % 3 ? hers : his).post(geral, `${n}`);
  await eventually(() => [hers, his].every((client) => client.bodies(geral).length === 30));
  expect(hers.bodies(geral)).toEqual(his.bodies(geral));
});

Deno.test("two instances over Redis: while it is dead the poll brings it all, and hints afterwards", async () => {
  await using redis = await startRedis();
  await using scene = await twoOn(redis);
  const { here, there, geral, ana, bruno } = scene;
  const [hers, his] = [await here.enter(ana), await there.enter(bruno)];
  await redis.kill();
  expect(await his.next("mode")).toEqual({ t: "mode", mode: "slow" });
  hers.post(geral, "sem Redis");
  await hers.next("ack");
  there.clock.pass(1_000);
  await his.next("events", ({ messages }) => messages[0]?.body === "sem Redis");
  hers.post(geral, "antes da volta");
  await hers.next("ack");
  await redis.start();
  expect(await his.next("mode")).toEqual({ t: "mode", mode: "live" });
  await his.next("events", ({ messages }) => messages[0]?.body === "antes da volta");
  await eventually(() => here.bus.mode === "live");
  hers.post(geral, "com Redis");
  await his.next("events", ({ messages }) => messages[0]?.body === "com Redis");
});

Deno.test("two instances over Redis: people of the other one fade while it is dead, and are back with it", async () => {
  await using redis = await startRedis();
  await using scene = await twoOn(redis);
  const { here, there, geral, ana, bruno, clara } = scene;
  const hers = await here.enter(ana);
  const his = await there.enter(bruno);
  const knows = (server: HubServer, { user }: Guest) => server.hub.presence.isOnline(user.id);
  const flow = async (ms: number) => {
    for (const { clock } of [here, there]) await clock.flow(ms, 1_000);
    for (const client of [hers, his]) client.say({ t: "ping", n: 1 });
  };
  await eventually(async () => {
    await flow(100);
    return knows(here, bruno) && knows(there, ana);
  });
  hers.say({ t: "typing", room: geral, on: true });
  expect((await his.next("typing")).user.name).toBe("Ana");
  await redis.kill();
  await hers.next("mode");
  await flow(40_000);
  expect(knows(here, bruno)).toBe(true);
  await flow(10_000);
  await hers.next("presence", ({ left }) => left?.[0] === bruno.user.id);
  await here.enter(clara);
  await flow(1_000);
  await hers.next("presence", ({ joined }) => joined?.[0] === clara.user.id);
  await redis.start();
  await eventually(() => here.bus.mode === "live" && there.bus.mode === "live");
  await eventually(async () => {
    await flow(1_000);
    return knows(here, bruno) && knows(there, clara);
  });
  await hers.next("presence", ({ joined }) => joined?.includes(bruno.user.id) ?? false);
});

Deno.test("two instances over Redis: lies on the bus show nothing, ask little, and delay nobody", async () => {
  await using redis = await startRedis();
  await using scene = await twoOn(redis);
  const { here, there, store, geral, ana, bruno } = scene;
  const [hers, his] = [await here.enter(ana), await there.enter(bruno)];
  await using intruder = await BusIntruder.reach(redis);
  const channel = roomChannel(store.id, geral);
  await intruder.listen(channel);
  hers.post(geral, "verdade");
  await his.next("events");
  await eventually(() => intruder.heard.length > 0);
  const said = intruder.heard[0]!.message;
  const lies = [said, said.replace(/"rev":\d+/, '"rev":999'), '{"room":1,"rev":999}', "lixo"];
  for (const lie of lies) for (let n = 0; n < 10; n++) await intruder.say(channel, lie);
  await intruder.say(roomChannel(store.id, geral + 1), said);
  hers.post(geral, "outra verdade");
  await his.next("events", ({ messages }) => messages[0]?.body === "outra verdade");
  expect(his.bodies(geral)).toEqual(["verdade", "outra verdade"]);
  expect(scene.reads()).toBe(2);
  expect(there.bus.mode).toBe("live");
});

Deno.test("an instance without a bus finds others' messages within a second", async () => {
  await using scene = await setScene({ bus: new DeafBus() });
  await using other = new HubServer(scene.store, { bus: new DeafBus() });
  const { server, geral, ana, bruno } = scene;
  const [hers, his] = [await server.enter(ana), await other.enter(bruno)];
  hers.post(geral, "olá");
  await hers.next("events");
  await his.settled();
  expect(his.bodies(geral)).toEqual([]);
  other.clock.pass(1_000);
  await his.next("events");
  expect(his.bodies(geral)).toEqual(["olá"]);
});

Deno.test("while the store is away sockets stay open, sends are nacked retry, and then it goes on", async () => {
  const away = new Unavailable();
  const held: { rooms?: Holdable<Store["rooms"]>; messages?: Holdable<Store["messages"]> } = {};
  await using scene = await setScene({ bus: new DeafBus() }, (store) => {
    held.rooms = new Holdable(store.rooms);
    held.messages = new Holdable(store.messages);
    return { ...plain(store), rooms: held.rooms.door, messages: held.messages.door };
  });
  const { server, geral, ana } = scene;
  const client = await server.enter(ana);
  const back = [held.rooms!.fail("heads", away), held.messages!.fail("commit", away)];
  const id = client.post(geral, "espera");
  const nacked = await eventually(async () => {
    await server.clock.flow(500);
    return client.heard.find(({ t }) => t === "nack");
  });
  expect(nacked).toMatchObject({ id, re: "send", code: "unavailable", retry: true });
  await client.settled();
  expect(server.log.of("ws.poll.away")).toHaveLength(1);
  for (const undo of back) undo();
  client.post(geral, "espera", id);
  expect(await client.next("ack")).toMatchObject({ id });
  server.clock.pass(1_000);
  await eventually(() => server.log.of("ws.poll.back").length === 1);
});

Deno.test("a backup restored under a running instance is told as a reset", async () => {
  const held: { rooms?: Holdable<Store["rooms"]> } = {};
  await using scene = await setScene({}, (store) => {
    held.rooms = new Holdable(store.rooms);
    return { ...plain(store), rooms: held.rooms.door };
  });
  const { server, geral, ana } = scene;
  const client = await server.enter(ana);
  for (let n = 0; n < 3; n++) client.post(geral, `${n}`);
  await eventually(() => client.bodies(geral).length === 3);
  held.rooms!.answer("heads", () => new Map([[geral, { rev: 1, aclRev: 1 }]]));
  server.clock.pass(1_000);
  expect(await client.next("reset")).toEqual({ t: "reset", room: geral, rev: 1 });
});

Deno.test("another database in the store's place is told once, and nothing of it to the sockets", async () => {
  const held: { rooms?: Holdable<Store["rooms"]> } = {};
  let there: string | undefined;
  await using scene = await setScene({}, (store) => {
    there = store.id;
    held.rooms = new Holdable(store.rooms);
    return {
      ...plain(store),
      rooms: held.rooms.door,
      presentId: () => Promise.resolve(there),
    };
  });
  const { server, geral, ana } = scene;
  const client = await server.enter(ana);
  let told = 0;
  server.hub.onMoved(() => told++);
  await server.clock.flow(2_000, 500);
  expect(told).toBe(0);
  const asked = held.rooms!.calls("heads");
  there = undefined;
  held.rooms!.answer("heads", () => new Map([[geral, { rev: 700, aclRev: 1 }]]));
  await server.clock.flow(5_000, 500);
  await server.hub.nudge(ana.user.id);
  await client.settled();
  expect([told, held.rooms!.calls("heads")]).toEqual([1, asked]);
  expect(client.heard.map(({ t }) => t)).toEqual(["welcome", "pong"]);
  expect(server.log.lines).toEqual([]);
});

Deno.test("a message whose commit was not answered in time is shown all the same", async () => {
  const held: { messages?: Holdable<Store["messages"]> } = {};
  await using scene = await setScene({ bus: new DeafBus() }, (store) => {
    held.messages = new Holdable(store.messages);
    return { ...plain(store), messages: held.messages.door };
  });
  const { server, geral, ana } = scene;
  const client = await server.enter(ana);
  // It is committed, but the answer does not come in time.
  const commit = held.messages!.hold("commit");
  client.post(geral, "sim ou não");
  await commit.reached;
  await server.clock.flow(6_000, 500);
  await client.next("events");
  expect(client.bodies(geral)).toEqual(["sim ou não"]);
  commit.release();
});

/** The store as a plain object, parts of which can be replaced. */
function plain(store: Store): Store {
  const { id, busKey, isNew, people, rooms, messages, moderation, own, server } = store;
  const { files, chunks, index, search } = store;
  const [ping, close] = [() => store.ping(), () => store.close()];
  const presentId = () => store.presentId();
  const parts = { people, rooms, messages, moderation, own, server, files, chunks, index, search };
  return { id, busKey, isNew, ...parts, presentId, ping, close };
}
