import { expect } from "expect";
import { DeafBus } from "@/lib/bus/deaf_bus.ts";
import { parseName } from "@/lib/chat/name.ts";
import type { SocketClient } from "../../support/socket_client.ts";
import { setScene, setTwoScene } from "./hub_scene.ts";

const persons = ({ heard }: SocketClient) => heard.filter(({ t }) => t === "person");

Deno.test("Faces: a new name shows on every screen within 1.2 s, also without a bus", async () => {
  await using scene = await setTwoScene([new DeafBus(), new DeafBus()]);
  const { clock, here, there, store, ana, bruno } = scene;
  const [hers, his] = [await here.enter(ana), await there.enter(bruno)];
  await clock.flow(1_000);
  const user = await store.people.rename(ana.user.id, parseName("Aninha"));
  await clock.flow(1_200);
  for (const client of [hers, his]) {
    expect(await client.next("person")).toEqual({ t: "person", user });
  }
  await clock.flow(5_000);
  await his.settled();
  expect(persons(his)).toHaveLength(1);
});

Deno.test("Faces: with a bus a nudge is enough, with time standing still but for its gathering", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, store, ana, bruno } = scene;
  const his = await there.enter(bruno);
  await clock.flow(1_000);
  await store.people.rename(ana.user.id, parseName("Aninha"));
  await here.hub.nudge(ana.user.id);
  await clock.flow(40, 10);
  expect((await his.next("person")).user.name).toBe("Aninha");
});

Deno.test("Faces: who shares no room is not told, and whoever was there before is not told again", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, bruno, clara } = scene;
  await store.people.rename(bruno.user.id, parseName("Bruninho"));
  await server.clock.flow(1_000);
  await store.rooms.dismiss(geral, clara.user.id);
  const [hers, claras] = [await server.enter(ana), await server.enter(clara)];
  await server.clock.flow(2_000);
  await store.people.rename(ana.user.id, parseName("Aninha"));
  await server.clock.flow(2_000);
  expect((await hers.next("person")).user.name).toBe("Aninha");
  await claras.settled();
  expect(persons(claras)).toEqual([]);
  expect(persons(hers)).toHaveLength(1);
});

Deno.test("Faces: nobody catches up with an old name, and nobody is told to start afresh", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, bruno } = scene;
  const hers = await server.enter(ana);
  hers.post(geral, "antes");
  await hers.next("events");
  await server.clock.flow(1_000);
  await store.people.rename(ana.user.id, parseName("Aninha"));
  await server.clock.flow(2_000);
  await hers.next("person");
  hers.post(geral, "depois");
  await hers.next("events");
  const his = await server.enter(bruno, { [geral]: 0 });
  const { messages } = await his.next("events");
  expect(messages.map(({ author, body }) => [author.name, body])).toEqual([
    ["Aninha", "antes"],
    ["Aninha", "depois"],
  ]);
  expect(hers.heard.some(({ t }) => t === "reset")).toBe(false);
});

Deno.test("Faces: a deleted person has no name any more, on every screen of those they shared a room with", async () => {
  await using scene = await setTwoScene([new DeafBus(), new DeafBus()]);
  const { clock, here, there, store, ana, bruno } = scene;
  const [hers, his] = [await here.enter(ana), await there.enter(bruno)];
  await clock.flow(1_000);
  await store.people.erase(ana.user.id);
  await clock.flow(1_200);
  expect(await his.next("person")).toMatchObject({ user: { id: ana.user.id, name: "" } });
  expect(await hers.closed).toMatchObject({ code: 4403 });
});

Deno.test("Faces: what changes while a welcome is being read is told after it", async () => {
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
  await server.clock.flow(1_000);
  const hers = await server.connect(ana);
  hers.say({ t: "hello" });
  await reached.promise;
  await store.people.rename(bruno.user.id, parseName("Bruninho"));
  await server.hub.nudge(bruno.user.id);
  held.resolve();
  expect((await hers.next("person")).user.name).toBe("Bruninho");
  expect(hers.heard.map(({ t }) => t).slice(0, 2)).toEqual(["welcome", "person"]);
});
