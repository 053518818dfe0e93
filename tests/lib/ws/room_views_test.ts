import { expect } from "expect";
import { DeafBus } from "@/lib/bus/deaf_bus.ts";
import type { FrameOf } from "@/lib/chat/protocol.ts";
import { meanwhile } from "../../support/meanwhile.ts";
import type { SocketClient } from "../../support/socket_client.ts";
import { setScene, setTwoScene } from "./hub_scene.ts";

const rooms = ({ heard }: SocketClient) =>
  heard.flatMap((frame) => frame.t === "room" ? [(frame as FrameOf<"room">).room] : []);

Deno.test("RoomViews: a room that is renamed, slowed or locked is shown to its members within a second", async () => {
  await using scene = await setTwoScene([new DeafBus(), new DeafBus()]);
  const { clock, here, there, store, geral, ana, bruno } = scene;
  const clients = [await here.enter(ana), await there.enter(bruno)];
  await store.rooms.amend(geral, { name: { name: "Sala", slug: "sala" }, topic: "tudo" });
  await clock.flow(1_200);
  for (const client of clients) {
    const { room } = await client.next("room");
    expect(room).toMatchObject({ id: geral, name: "Sala", slug: "sala", topic: "tudo" });
  }
  await store.rooms.amend(geral, { slow: 30, locked: true });
  await clock.flow(1_200);
  for (const client of clients) {
    expect((await client.next("room")).room).toMatchObject({
      slow: 30,
      locked: true,
    });
  }
  await clock.flow(5_000);
  for (const client of clients) {
    await client.settled();
    expect(rooms(client)).toHaveLength(2);
  }
});

Deno.test("RoomViews: that others come and go is told every five seconds at most", async () => {
  await using scene = await setScene();
  const { server, geral, ana } = scene;
  const hers = await server.enter(ana);
  for (let n = 0; n < 12; n++) {
    await server.signUp(`Pessoa ${n}`);
    await server.clock.flow(1_000);
  }
  await server.clock.flow(6_000);
  hers.say({ t: "ping", n: 0 });
  await hers.settled();
  const told = rooms(hers).map(({ id, members }) => [id, members]);
  expect(told.length).toBeGreaterThanOrEqual(2);
  expect(told.length).toBeLessThanOrEqual(4);
  expect(told.at(-1)).toEqual([geral, 15]);
});

Deno.test("RoomViews: what is one's own is shown to oneself alone", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, bruno } = scene;
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  await store.rooms.appoint(geral, ana.user.id, "owner");
  await server.clock.flow(2_000);
  expect((await meanwhile(server.clock, hers.next("room"))).room).toMatchObject({
    id: geral,
    role: "owner",
  });
  await server.rooms.setNotify(ana.user, geral, "mentions");
  await server.clock.flow(2_000);
  expect((await meanwhile(server.clock, hers.next("room"))).room).toMatchObject({
    role: "owner",
    notify: "mentions",
  });
  await his.settled();
  expect(rooms(his)).toEqual([]);
  await store.rooms.appoint(geral, bruno.user.id, "owner");
  await store.rooms.appoint(geral, ana.user.id, "member");
  await server.rooms.setNotify(ana.user, geral, "all");
  await server.clock.flow(2_000);
  await meanwhile(
    server.clock,
    hers.next("room", ({ room }) => room.role === "member" && room.notify === undefined),
  );
});

Deno.test("RoomViews: an archived room is gone, and there again when it is opened again", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, bruno } = scene;
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  await store.rooms.amend(geral, { archived: true });
  await server.clock.flow(1_200);
  for (const client of [hers, his]) expect((await client.next("gone")).room).toBe(geral);
  await store.rooms.amend(geral, { archived: false });
  await server.clock.flow(1_200);
  for (const client of [hers, his]) {
    expect((await client.next("room")).room.id).toBe(geral);
  }
});

Deno.test("RoomViews: an erased room is gone", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana } = scene;
  const hers = await server.enter(ana);
  await store.rooms.erase(geral);
  await server.clock.flow(1_200);
  expect((await hers.next("gone")).room).toBe(geral);
});
