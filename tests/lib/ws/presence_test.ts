import { expect } from "expect";
import { DeafBus } from "@/lib/bus/deaf_bus.ts";
import type { ServerFrame } from "@/lib/chat/protocol.ts";
import { eventually } from "../../support/eventually.ts";
import { meanwhile } from "../../support/meanwhile.ts";
import type { SocketClient } from "../../support/socket_client.ts";
import { setScene, setTwoScene, type TwoScene } from "./hub_scene.ts";

/** What a client was told of who of the others is here. */
function turnouts({ heard }: SocketClient) {
  const me = heard.find((frame) => frame.t === "welcome")?.me.id;
  return heard.flatMap((frame) => {
    if (frame.t !== "presence") return [];
    const { t: _, ...turnout } = frame;
    const ofOthers = Object.entries(turnout)
      .map(([kind, users]) => [kind, (users ?? []).filter((user) => user !== me)] as const)
      .filter(([, users]) => users.length > 0);
    return ofOthers.length > 0 ? [Object.fromEntries(ofOthers)] : [];
  });
}

const isFrame = (name: ServerFrame["t"]) => ({ t }: ServerFrame) => t === name;

/** Both instances know of each other's people. */
async function acquainted({ clock, here, there }: TwoScene, online: number): Promise<void> {
  await eventually(() => {
    clock.pass(50);
    return here.hub.presence.online() === online && there.hub.presence.online() === online;
  });
}

Deno.test("Presence: who comes on another instance is told at once, and who goes ten seconds later", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, ana, bruno } = scene;
  const hers = await here.enter(ana);
  await acquainted(scene, 1);
  const his = await there.enter(bruno);
  expect(his.heard[0]).toMatchObject({ t: "welcome", online: [bruno.user.id, ana.user.id] });
  await acquainted(scene, 2);
  await clock.flow(1_000);
  expect(await meanwhile(clock, hers.next("presence"))).toEqual({
    t: "presence",
    joined: [bruno.user.id],
  });
  expect(here.hub.presence.isOnline(bruno.user.id)).toBe(true);
  expect([...here.hub.presence.people()].toSorted()).toEqual([ana.user.id, bruno.user.id]);
  his[Symbol.dispose]();
  await eventually(() => there.hub.sockets === 0);
  await clock.flow(10_000);
  await hers.settled();
  expect(turnouts(hers)).toHaveLength(1);
  await clock.flow(3_000);
  expect(await meanwhile(clock, hers.next("presence"))).toEqual({
    t: "presence",
    left: [bruno.user.id],
  });
  expect(here.hub.presence.online()).toBe(1);
});

Deno.test("Presence: who moves from one instance to the other was never gone", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, ana, bruno } = scene;
  const [hers, his] = [await here.enter(ana), await there.enter(bruno)];
  await acquainted(scene, 2);
  his[Symbol.dispose]();
  await eventually(() => there.hub.sockets === 0);
  await clock.flow(5_000);
  await here.enter(bruno);
  await clock.flow(20_000);
  await hers.settled();
  expect(turnouts(hers)).toEqual([{ joined: [bruno.user.id] }]);
});

Deno.test("Presence: people of no shared room are never told of, nor counted by name", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, store, geral, ana, bruno, clara } = scene;
  await store.rooms.dismiss(geral, clara.user.id);
  await store.rooms.direct([bruno.user.id, clara.user.id]);
  const [hers, his] = [await here.enter(ana), await here.enter(bruno)];
  const claras = await there.enter(clara);
  await acquainted(scene, 3);
  await clock.flow(2_000);
  await meanwhile(
    clock,
    his.next("presence", ({ joined }) => joined?.includes(clara.user.id) ?? false),
  );
  claras.say({ t: "away", on: true });
  await claras.settled();
  await clock.flow(2_000);
  await meanwhile(clock, his.next("presence", ({ away }) => away?.[0] === clara.user.id));
  await hers.settled();
  expect(turnouts(hers)).toEqual([{ joined: [bruno.user.id] }]);
  const again = await there.enter(ana);
  expect(again.heard.find(isFrame("welcome"))).toMatchObject({
    online: [ana.user.id, bruno.user.id],
  });
});

Deno.test("Presence: somebody is away when all their sockets everywhere are, and back with one", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, ana, bruno } = scene;
  const hers = await here.enter(ana);
  const [one, two] = [await here.enter(bruno), await there.enter(bruno)];
  await acquainted(scene, 2);
  await clock.flow(2_000);
  one.say({ t: "away", on: true });
  await one.settled();
  await clock.flow(2_000);
  await hers.settled();
  expect(turnouts(hers)).toEqual([{ joined: [bruno.user.id] }]);
  two.say({ t: "away", on: true });
  await two.settled();
  await clock.flow(2_000);
  expect(await meanwhile(clock, hers.next("presence", ({ away }) => away !== undefined))).toEqual({
    t: "presence",
    away: [bruno.user.id],
  });
  const late = await there.enter(ana);
  expect(late.heard.find(isFrame("welcome"))).toMatchObject({ away: [bruno.user.id] });
  one.say({ t: "away", on: false });
  await one.settled();
  await clock.flow(2_000);
  expect(await meanwhile(clock, hers.next("presence", ({ back }) => back !== undefined))).toEqual({
    t: "presence",
    back: [bruno.user.id],
  });
});

Deno.test("Presence: a socket is told once a second at most, of all that happened", async () => {
  await using scene = await setScene();
  const { server, ana } = scene;
  const hers = await server.enter(ana);
  await server.clock.flow(2_000);
  const before = turnouts(hers).length;
  const others = await Promise.all(
    Array.from({ length: 30 }, (_, n) => server.signUp(`Pessoa ${n}`)),
  );
  for (const guest of others) await server.enter(guest);
  const start = server.clock.now();
  await server.clock.flow(3_000, 50);
  await hers.settled();
  const joined = turnouts(hers).flatMap((turnout) => turnout.joined ?? []);
  expect(joined.toSorted()).toEqual(others.map(({ user }) => user.id).toSorted());
  expect(turnouts(hers).length - before).toBeLessThanOrEqual(
    Math.ceil((server.clock.now() - start) / 1_000),
  );
});

Deno.test("Presence: who comes into a room is told who is there, and the others that they are", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, clara } = scene;
  await store.rooms.dismiss(geral, clara.user.id);
  const [hers, claras] = [await server.enter(ana), await server.enter(clara)];
  expect(claras.heard[0]).toMatchObject({ online: [clara.user.id] });
  await server.clock.flow(2_000);
  expect(turnouts(hers)).toEqual([]);
  await store.rooms.admit(geral, clara.user.id);
  await server.clock.flow(3_000);
  await meanwhile(server.clock, claras.next("room"));
  const list = await meanwhile(
    server.clock,
    claras.next("presence", ({ online }) => online !== undefined),
  );
  expect(list.online?.toSorted()).toEqual([ana.user.id, clara.user.id]);
  expect(await meanwhile(server.clock, hers.next("presence"))).toEqual({
    t: "presence",
    joined: [clara.user.id],
  });
  await store.rooms.dismiss(geral, clara.user.id);
  await server.clock.flow(3_000);
  expect(await meanwhile(server.clock, hers.next("presence"))).toEqual({
    t: "presence",
    left: [clara.user.id],
  });
});

Deno.test("Presence: without a bus each instance tells of its own people alone", async () => {
  await using scene = await setTwoScene([new DeafBus(), new DeafBus()]);
  const { clock, here, there, ana, bruno, clara } = scene;
  const hers = await here.enter(ana);
  await there.enter(bruno);
  await here.enter(clara);
  await clock.flow(2_000);
  await hers.settled();
  expect(turnouts(hers)).toEqual([{ joined: [clara.user.id] }]);
  expect(here.hub.presence.online()).toBe(2);
});

Deno.test("Presence: people of an instance that is silent are gone after 45 seconds", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, ana, bruno } = scene;
  const hers = await here.enter(ana);
  await there.enter(bruno);
  await acquainted(scene, 2);
  await there.bus.close();
  await here.bus.close();
  for (let n = 0; n < 4; n++) {
    await clock.flow(10_000, 1_000);
    hers.say({ t: "ping", n });
  }
  expect(here.hub.presence.isOnline(bruno.user.id)).toBe(true);
  await clock.flow(7_000, 1_000);
  expect(await meanwhile(clock, hers.next("presence", ({ left }) => left !== undefined))).toEqual({
    t: "presence",
    left: [bruno.user.id],
  });
});

Deno.test("Presence: who is here is written down every five minutes, not for every socket", async () => {
  await using scene = await setScene();
  const { server, store, ana } = scene;
  const written: number[][] = [];
  const { seen } = store.people;
  store.people.seen = (users) => {
    written.push([...users]);
    return seen.call(store.people, users);
  };
  const hers = await server.enter(ana);
  await server.enter(ana);
  for (let n = 0; n < 11; n++) {
    await server.clock.flow(30_000, 5_000);
    hers.say({ t: "ping", n });
    await hers.settled();
  }
  expect(written).toEqual([[ana.user.id]]);
});

Deno.test("Presence: a poll that comes again and again is one stay, also while it is away", async () => {
  await using scene = await setScene();
  const { server, ana, bruno } = scene;
  const hers = await server.enter(ana);
  const poll = async () => {
    const visitor = await server.visitorOf(bruno);
    const body = server.hub.poll(visitor, new Map(), { waitMs: 1_000 });
    const answer = new Response(body).text();
    await eventually(() => server.hub.presence.isOnline(bruno.user.id));
    await server.clock.flow(1_000);
    await answer;
  };
  await poll();
  const away = [{ t: "away", on: true }];
  expect(await server.hub.door.answer(away, await server.visitorOf(bruno))).toEqual([]);
  for (let n = 0; n < 3; n++) {
    await poll();
    await server.clock.flow(2_000);
  }
  await hers.settled();
  expect(turnouts(hers)).toEqual([{ joined: [bruno.user.id] }, { away: [bruno.user.id] }]);
  const back = [{ t: "away", on: false }];
  await server.hub.door.answer(back, await server.visitorOf(bruno));
  await poll();
  await server.clock.flow(2_000);
  await hers.settled();
  expect(turnouts(hers).at(-1)).toEqual({ back: [bruno.user.id] });
});
