import { expect } from "expect";
import type { FrameOf } from "@/lib/chat/protocol.ts";
import { eventually } from "../../support/eventually.ts";
import type { SocketClient } from "../../support/socket_client.ts";
import { setScene, setTwoScene } from "./hub_scene.ts";

const typings = ({ heard }: SocketClient) =>
  heard.filter((frame): frame is FrameOf<"typing"> => frame.t === "typing");

Deno.test("Typing: the others in the room are told on both instances, oneself is not", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, geral, ana, bruno, clara } = scene;
  const [hers, hersToo] = [await here.enter(ana), await there.enter(ana)];
  const [his, claras] = [await here.enter(bruno), await there.enter(clara)];
  hers.say({ t: "typing", room: geral, on: true });
  const user = { id: ana.user.id, name: "Ana" };
  for (const client of [his, claras]) {
    expect(await client.next("typing")).toEqual({ t: "typing", room: geral, user, on: true });
  }
  hers.say({ t: "typing", room: geral, on: false });
  for (const client of [his, claras]) {
    expect(await client.next("typing")).toEqual({ t: "typing", room: geral, user, on: false });
  }
  clock.pass(1_000);
  for (const client of [hers, hersToo]) {
    await client.settled();
    expect(typings(client)).toEqual([]);
  }
});

Deno.test("Typing: what the bus says of people who are not in the room is not shown", async () => {
  await using scene = await setTwoScene();
  const { here, there, store, geral, ana, bruno, clara } = scene;
  await store.rooms.dismiss(geral, clara.user.id);
  const his = await there.enter(bruno);
  for (const user of [clara.user.id, 4_711]) {
    here.bus.tell({ kind: "typing", room: geral, user, on: true });
  }
  here.bus.tell({ kind: "typing", room: geral, user: ana.user.id, on: true });
  expect((await his.next("typing")).user.name).toBe("Ana");
  expect(typings(his)).toHaveLength(1);
});

Deno.test("Typing: it ends by itself after five seconds, everywhere", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, geral, ana, bruno, clara } = scene;
  const hers = await here.enter(ana);
  const clients = [await here.enter(bruno), await there.enter(clara)];
  hers.say({ t: "typing", room: geral, on: true });
  for (const client of clients) await client.next("typing");
  clock.pass(4_900);
  for (const client of clients) {
    await client.settled();
    expect(typings(client)).toHaveLength(1);
  }
  clock.pass(100);
  for (const client of clients) expect((await client.next("typing")).on).toBe(false);
});

Deno.test("Typing: a message ends it", async () => {
  await using scene = await setTwoScene();
  const { here, there, geral, ana, bruno, clara } = scene;
  const hers = await here.enter(ana);
  const clients = [await here.enter(bruno), await there.enter(clara)];
  hers.say({ t: "typing", room: geral, on: true });
  for (const client of clients) await client.next("typing");
  hers.post(geral, "pronto");
  for (const client of clients) expect((await client.next("typing")).on).toBe(false);
});

Deno.test("Typing: it is passed on once in two seconds, however often it is said", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  for (let n = 0; n < 20; n++) {
    hers.say({ t: "typing", room: geral, on: true });
    await hers.settled();
    server.clock.pass(500);
  }
  await his.settled();
  expect(typings(his).map(({ on }) => on)).toEqual([true, true, true, true, true]);
});

Deno.test("Typing: nobody is told of who is muted, nor of who may not write there", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, bruno } = scene;
  const avisos = await store.rooms.create({
    ...{ slug: "avisos", name: "avisos", topic: "", kind: "announcement" },
    members: [bruno.user.id, ana.user.id],
  });
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  his.say({ t: "typing", room: avisos, on: true });
  expect((await hers.next("typing")).room).toBe(avisos);
  hers.say({ t: "typing", room: avisos, on: true });
  expect(await hers.next("nack")).toMatchObject({ re: "typing", code: "forbidden", room: avisos });
  hers.say({ t: "typing", room: geral, on: true });
  await his.next("typing");
  server.clock.pass(2_000);
  await store.moderation.mute(ana.user.id, 600, { actor: bruno.user.id, action: "mute" });
  hers.say({ t: "typing", room: geral, on: true });
  expect(await hers.next("nack")).toMatchObject({ re: "typing", code: "forbidden", room: geral });
  await his.settled();
  expect(typings(his).filter(({ room, on }) => room === geral && on)).toHaveLength(1);
  expect(typings(his).filter(({ room }) => room === avisos)).toEqual([]);
});

Deno.test("Typing: an outsider is refused, in a private room as in one that is not there", async () => {
  await using scene = await setScene();
  const { server, store, ana, bruno } = scene;
  const parts = { slug: "cofre", name: "cofre", topic: "", members: [bruno.user.id] };
  const cofre = await store.rooms.create({ ...parts, kind: "private" });
  const cozinha = await store.rooms.create({ ...parts, slug: "cozinha", kind: "public" });
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  const refusal = async (room: number) => {
    hers.say({ t: "typing", room, on: true });
    const { room: _, ...rest } = await hers.next("nack");
    return rest;
  };
  const hidden = await refusal(cofre);
  expect(hidden).toMatchObject({ re: "typing", code: "not_found", retry: false });
  expect(await refusal(999)).toEqual(hidden);
  expect(await refusal(cozinha)).toMatchObject({ code: "forbidden" });
  await his.settled();
  expect(typings(his)).toEqual([]);
});

Deno.test("Typing: members of a room of more than two hundred are not told", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, store, geral, ana, bruno, clara } = scene;
  const memberIds = store.rooms.memberIds;
  let more = 197;
  store.rooms.memberIds = async (rooms) => {
    const found = await memberIds.call(store.rooms, rooms);
    const crowd = Array.from({ length: more }, (_, n) => 1_000 + n);
    return new Map([...found].map(([room, ids]) => [room, [...ids, ...crowd]]));
  };
  const hers = await here.enter(ana);
  const clients = [await here.enter(bruno), await there.enter(clara)];
  hers.say({ t: "typing", room: geral, on: true });
  for (const client of clients) expect((await client.next("typing")).on).toBe(true);
  await clock.flow(6_000);
  for (const client of clients) expect((await client.next("typing")).on).toBe(false);
  more = 198;
  // The rooms are others now, so that their members are read again.
  await store.rooms.setNotify(geral, ana.user.id, "mentions");
  await store.rooms.amend(geral, { topic: "cheia" });
  await clock.flow(2_000);
  hers.say({ t: "typing", room: geral, on: true });
  await hers.settled();
  await clock.flow(1_000);
  for (const client of clients) {
    await client.settled();
    expect(typings(client)).toHaveLength(2);
  }
});

Deno.test("Typing: too much of it is a flood", async () => {
  await using scene = await setScene();
  const { server, geral, ana } = scene;
  const hers = await server.enter(ana);
  for (let n = 0; n < 60; n++) hers.say({ t: "typing", room: geral, on: n % 2 === 0 });
  await hers.settled();
  hers.say({ t: "typing", room: geral, on: true });
  expect(await hers.closed).toMatchObject({ code: 4429 });
});

Deno.test("Typing: one without a socket is heard by those who have one", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  const his = await server.enter(bruno);
  const frame = { t: "typing", room: geral, on: true };
  expect(await server.hub.door.answer([frame], await server.visitorOf(ana))).toEqual([]);
  expect((await his.next("typing")).user.name).toBe("Ana");
  const [nack] = await server.hub.door.answer(
    [{ ...frame, room: 999 }],
    await server.visitorOf(ana),
  );
  expect(JSON.parse(nack!)).toMatchObject({ t: "nack", code: "not_found", room: 999 });
  await eventually(() => server.clock.waiting > 0);
});
