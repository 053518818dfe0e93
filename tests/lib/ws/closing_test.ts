import { expect } from "expect";
import { DeafBus } from "@/lib/bus/deaf_bus.ts";
import { LocalBus } from "@/lib/bus/local_bus.ts";
import type { Bus } from "@/lib/chat/bus.ts";
import { eventually } from "../../support/eventually.ts";
import { eventsOf } from "../../support/frames_of.ts";
import type { Guest, HubServer } from "../../support/hub_server.ts";
import { setTwoScene, type TwoScene } from "./hub_scene.ts";

const DAY = 86_400;

/** Buses that lose everything, and buses that lose nothing: with those no time needs to pass. */
const BUSES: [string, () => [Bus, Bus] | undefined, number][] = [
  ["all that the bus carries is lost", () => [new DeafBus(), new DeafBus()], 1_200],
  ["the bus carries", () => undefined, 100],
];

/** Bruno on the other instance, in every way there is. */
async function everyWay(there: HubServer, bruno: Guest) {
  const socket = await there.enter(bruno);
  const told: unknown[] = [];
  const stream = (async () => {
    const body = there.hub.stream(await there.visitorOf(bruno), new Map());
    for await (const one of eventsOf(body)) told.push(one);
  })();
  await eventually(() => told.length > 0);
  const visitor = await there.visitorOf(bruno);
  const poll = new Response(there.hub.poll(visitor, new Map(), { waitMs: 25_000 })).json();
  await eventually(() => there.hub.sockets === 3);
  return { socket, told, stream, poll };
}

/** What the staff does on the other instance, as the services do it. */
async function banBruno({ store, here, ana, bruno }: TwoScene): Promise<void> {
  const note = { actor: ana.user.id, action: "ban" as const, target: bruno.user.id };
  await store.moderation.ban(bruno.user.id, { seconds: DAY, address: false }, note);
  await here.hub.nudge(bruno.user.id);
}

for (const [how, buses, withinMs] of BUSES) {
  Deno.test(`a ban on one instance closes sockets, streams and polls on the other where ${how}`, async () => {
    await using scene = await setTwoScene(buses());
    const { clock, there, bruno } = scene;
    const { socket, told, stream, poll } = await everyWay(there, bruno);
    await banBruno(scene);
    await clock.flow(withinMs, 10);
    expect(await socket.closed).toMatchObject({ code: 4403 });
    await stream;
    expect(told.at(-1)).toMatchObject({ code: 4403 });
    expect((await poll).close).toMatchObject({ code: 4403 });
    await eventually(() => there.hub.sockets === 0);
  });

  Deno.test(`a session that is ended on one instance is closed on the other where ${how}`, async () => {
    await using scene = await setTwoScene(buses());
    const { clock, here, there, store, bruno, clara } = scene;
    const [his, claras] = [await there.enter(bruno), await there.enter(clara)];
    await store.people.endSession(bruno.tokenHash);
    await here.hub.nudge(bruno.user.id);
    await clock.flow(withinMs, 10);
    expect(await his.closed).toMatchObject({ code: 4403 });
    await claras.settled();
    expect(there.hub.sockets).toBe(1);
  });

  Deno.test(`who is muted on one instance may not write on the other where ${how}`, async () => {
    await using scene = await setTwoScene(buses());
    const { clock, here, there, store, geral, ana, bruno } = scene;
    const his = await there.enter(bruno);
    his.post(geral, "antes");
    await his.next("ack");
    const note = { actor: ana.user.id, action: "mute" as const, target: bruno.user.id };
    await store.moderation.mute(bruno.user.id, DAY, note);
    await here.hub.nudge(bruno.user.id);
    await clock.flow(withinMs, 10);
    his.post(geral, "depois");
    expect(await his.next("nack")).toMatchObject({ re: "send", code: "forbidden", retry: false });
  });

  Deno.test(`who is removed from a room hears nothing more of it on the other where ${how}`, async () => {
    await using scene = await setTwoScene(buses());
    const { clock, here, there, store, geral, ana, bruno } = scene;
    const [hers, his] = [await here.enter(ana), await there.enter(bruno)];
    hers.post(geral, "antes");
    await hers.next("ack");
    await clock.flow(withinMs, 10);
    await his.next("events");
    const note = { actor: ana.user.id, action: "remove" as const, target: bruno.user.id };
    await store.moderation.remove(geral, bruno.user.id, note);
    await here.hub.nudge(bruno.user.id);
    await clock.flow(withinMs, 10);
    expect(await his.next("gone")).toEqual({ t: "gone", room: geral });
    const heard = his.heard.length;
    hers.post(geral, "depois");
    await hers.next("ack", ({ seq }) => seq > 1);
    hers.say({ t: "typing", room: geral, on: true });
    hers.say({ t: "away", on: true });
    await hers.settled();
    await clock.flow(3_000);
    await his.settled();
    const later = his.heard.slice(heard).map(({ t }) => t).filter((t) => t !== "pong");
    expect(later.filter((t) => t !== "presence")).toEqual([]);
    his.say({ t: "read", room: geral, seq: 1 });
    his.say({ t: "typing", room: geral, on: true });
    for (const re of ["read", "typing"]) {
      expect(await his.next("nack", (nack) => nack.re === re)).toMatchObject({ room: geral });
    }
  });
}

Deno.test("a socket of one who is banned is closed while its welcome is still being read", async () => {
  const wire = new LocalBus();
  await using scene = await setTwoScene([wire, wire.beside()]);
  const { clock, there, store, bruno } = scene;
  const { visibleTo } = store.rooms;
  const held = Promise.withResolvers<void>();
  store.rooms.visibleTo = async (user) => {
    await held.promise;
    return await visibleTo.call(store.rooms, user);
  };
  const his = await there.connect(bruno);
  his.say({ t: "hello" });
  await eventually(() => there.hub.sockets === 1);
  // Something else has changed before, and is looked at.
  await store.rooms.create({
    ...{ slug: "cozinha", name: "cozinha", topic: "", kind: "public" },
    members: [bruno.user.id],
  });
  await clock.flow(1_200, 50);
  await banBruno(scene);
  await clock.flow(1_200, 50);
  expect(await his.closed).toMatchObject({ code: 4403 });
  held.resolve();
  await clock.flow(100);
  expect(his.heard).toEqual([]);
});
