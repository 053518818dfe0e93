import { expect } from "expect";
import { DeafBus } from "@/lib/bus/deaf_bus.ts";
import { eventually } from "../../support/eventually.ts";
import { meanwhile } from "../../support/meanwhile.ts";
import { newId, type SocketClient } from "../../support/socket_client.ts";
import { setScene, setTwoScene } from "./hub_scene.ts";

const heardOf = ({ heard }: SocketClient, name: string) => heard.filter(({ t }) => t === name);

Deno.test("Reads: one's other sockets know at once, and exactly once it is written down", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, geral, ana, bruno } = scene;
  for (const body of ["um", "dois", "três"]) {
    await here.chat.post(bruno.user, { id: newId(), room: geral, body });
  }
  await clock.flow(4_000);
  const [one, two] = [await here.enter(ana), await here.enter(ana)];
  const far = await there.enter(ana);
  one.say({ t: "read", room: geral, seq: 2 });
  expect(await meanwhile(clock, two.next("read"))).toEqual({
    t: "read",
    room: geral,
    reads: { [ana.user.id]: 2 },
  });
  await one.settled();
  expect(heardOf(one, "read")).toEqual([]);
  await clock.flow(4_000);
  for (const client of [one, two, far]) {
    expect((await meanwhile(clock, client.next("room"))).room).toMatchObject({
      id: geral,
      readSeq: 2,
      unread: 1,
    });
  }
  expect(await meanwhile(clock, far.next("read"))).toMatchObject({ reads: { [ana.user.id]: 2 } });
});

Deno.test("Reads: the others in the room are told who lets them know, on both instances", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, store, geral, ana, bruno, clara } = scene;
  await store.people.prefer(clara.user.id, { readsPrivate: true });
  await here.chat.post(bruno.user, { id: newId(), room: geral, body: "um" });
  await clock.flow(4_000);
  const [hers, his, claras] = [
    await here.enter(ana),
    await there.enter(bruno),
    await there.enter(clara),
  ];
  hers.say({ t: "read", room: geral, seq: 1 });
  claras.say({ t: "read", room: geral, seq: 1 });
  await Promise.all([hers.settled(), claras.settled()]);
  await clock.flow(4_000);
  expect(await meanwhile(clock, his.next("read"))).toEqual({
    t: "read",
    room: geral,
    reads: { [ana.user.id]: 1 },
  });
  await meanwhile(clock, claras.next("room", ({ room }) => room.unread === 0));
  await clock.flow(4_000);
  await his.settled();
  expect(JSON.stringify(heardOf(his, "read"))).not.toContain(`"${clara.user.id}"`);
});

Deno.test("Reads: a room is told once a second at most, however often the bus says so", async () => {
  await using scene = await setTwoScene();
  const { clock, here, there, store, geral, ana, bruno } = scene;
  await here.chat.post(ana.user, { id: newId(), room: geral, body: "um" });
  await meanwhile(
    clock,
    eventually(async () => {
      const reads = await store.rooms.readsOf(geral, [ana.user.id]);
      return reads.get(ana.user.id)!.seq === 1;
    }),
  );
  await clock.flow(3_000);
  const his = await there.enter(bruno);
  const before = heardOf(his, "read").length;
  for (let n = 0; n < 30; n++) {
    here.bus.tell({ kind: "reads", room: geral, users: [ana.user.id] });
    await clock.flow(100);
  }
  await his.settled();
  const told = heardOf(his, "read").length - before;
  expect(told).toBeGreaterThanOrEqual(1);
  expect(told).toBeLessThanOrEqual(4);
});

Deno.test("Reads: a read beyond the head counts as the head, and back goes back", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  for (const body of ["um", "dois"]) {
    await server.chat.post(bruno.user, { id: newId(), room: geral, body });
  }
  const [hers, hersToo] = [await server.enter(ana), await server.enter(ana)];
  hers.say({ t: "read", room: geral, seq: 4_711 });
  expect((await hersToo.next("read")).reads).toEqual({ [ana.user.id]: 2 });
  await server.clock.flow(3_000);
  expect((await meanwhile(server.clock, hers.next("room"))).room).toMatchObject({
    readSeq: 2,
    unread: 0,
  });
  hers.say({ t: "read", room: geral, seq: 1 });
  await hers.settled();
  await server.clock.flow(3_000);
  expect((await meanwhile(server.clock, hers.next("room"))).room).toMatchObject({
    readSeq: 2,
    unread: 0,
  });
  hers.say({ t: "read", room: geral, seq: 1, back: true });
  await hers.settled();
  await server.clock.flow(3_000);
  expect((await meanwhile(server.clock, hers.next("room"))).room).toMatchObject({
    readSeq: 1,
    unread: 1,
  });
});

Deno.test("Reads: posting counts as having read up to it", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  await server.chat.post(bruno.user, { id: newId(), room: geral, body: "um" });
  const hers = await server.enter(ana);
  expect(hers.heard[0]).toMatchObject({ rooms: [{ unread: 1 }] });
  hers.post(geral, "dois");
  await hers.next("ack");
  await server.clock.flow(3_000);
  expect((await meanwhile(server.clock, hers.next("room"))).room).toMatchObject({ unread: 0 });
});

Deno.test("Reads: what somebody writes is no news of reading to their other sockets", async () => {
  await using scene = await setScene();
  const { server, geral, ana } = scene;
  const [one, other] = [await server.enter(ana), await server.enter(ana)];
  for (const body of ["um", "dois", "três"]) one.post(geral, body);
  await one.next("ack");
  await server.clock.flow(3_000);
  await Promise.all([one.settled(), other.settled()]);
  // Once, by what is written down: that tells the others in the room, too.
  expect(other.heard.filter(({ t }) => t === "read").length).toBeLessThanOrEqual(1);
  one.say({ t: "read", room: geral, seq: 1 });
  await meanwhile(server.clock, other.next("read"));
});

Deno.test("Reads: who is not a member is refused, and nothing is written", async () => {
  await using scene = await setScene();
  const { server, store, ana, bruno } = scene;
  const parts = { slug: "cofre", name: "cofre", topic: "", members: [bruno.user.id] };
  const cofre = await store.rooms.create({ ...parts, kind: "private" });
  const hers = await server.enter(ana);
  hers.say({ t: "read", room: cofre, seq: 1 });
  expect(await hers.next("nack")).toMatchObject({ re: "read", code: "not_found", room: cofre });
  hers.say({ t: "read", room: 999, seq: 1 });
  expect(await hers.next("nack")).toMatchObject({ re: "read", code: "not_found", room: 999 });
});

Deno.test("Reads: what waits is written when the server stops", async () => {
  await using scene = await setTwoScene([new DeafBus(), new DeafBus()]);
  const { here, there, geral, ana, bruno } = scene;
  await here.chat.post(bruno.user, { id: newId(), room: geral, body: "um" });
  const hers = await here.enter(ana);
  hers.say({ t: "read", room: geral, seq: 1 });
  await hers.settled();
  await here.hub.drain({ graceMs: 1_000, spreadMs: 0 });
  const again = await there.enter(ana);
  expect(again.heard[0]).toMatchObject({ rooms: [{ readSeq: 1, unread: 0 }] });
});

Deno.test("Reads: a flood of them closes the socket", async () => {
  await using scene = await setScene();
  const { server, geral, ana } = scene;
  const hers = await server.enter(ana);
  for (let n = 0; n < 601; n++) hers.say({ t: "read", room: geral, seq: 1 });
  expect(await hers.closed).toMatchObject({ code: 4429 });
  const again = await server.enter(ana);
  for (let n = 0; n < 21; n++) again.say({ t: "away", on: n % 2 === 0 });
  expect(await again.closed).toMatchObject({ code: 4429 });
  await eventually(() => server.hub.sockets === 0);
});
