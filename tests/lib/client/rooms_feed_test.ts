import { expect } from "expect";
import type { Room } from "@/lib/chat/model.ts";
import { standingOf } from "@/lib/client/presence.ts";
import { RoomsFeed } from "@/lib/client/rooms_feed.ts";
import { turn } from "../../support/fake_clock.ts";
import { events } from "./feed_scene.ts";
import { setLine } from "./line_scene.ts";
import { ana, bruno, geral, message } from "./world.ts";

const cozinha: Room = { ...geral, id: 2, slug: "cozinha", name: "cozinha", rev: 4, readSeq: 4 };

/** Ana's list of rooms, on the page of geral. */
function setUp(rooms: Room[] = [cozinha, geral], at: { current?: number } = { current: 1 }) {
  const scene = setLine();
  const calls = { left: 0 };
  const lost: string[] = [];
  const found = new Map<number, Room>();
  const feed = new RoomsFeed({ me: ana, rooms, ...at }, {
    ...{ line: scene.line, clock: scene.clock, leave: () => calls.left++ },
    gone: (room) => lost.push(room.name),
    load: (room) => Promise.resolve(found.get(room)),
  });
  feed.start();
  const wire = scene.live({ rooms, online: [1, 2], away: [2] });
  const names = () => feed.rooms.value.map(({ name }) => name);
  const counts = (room = 2) => {
    const { unread, mentions } = feed.rooms.value.find(({ id }) => id === room) ?? {};
    return [unread, mentions];
  };
  return { ...scene, calls, lost, found, feed, wire, names, counts };
}

Deno.test("what others write in other rooms counts as unread, and what calls Ana as a mention", () => {
  const { wire, counts, feed } = setUp();
  expect(counts()).toEqual([0, 0]);
  wire.say(events(4, 6, [message(5, { room: 2 }), message(6, { room: 2, mentions: [1] })], 2));
  expect([counts(), counts(1)]).toEqual([[2, 1], [0, 0]]);
  wire.say(events(6, 7, [message(5, { room: 2, rev: 7, body: "mudada" })], 2));
  expect(counts()).toEqual([2, 1]);
  feed.stop();
});

Deno.test("what Ana reads here or elsewhere falls away, and what she writes is read", () => {
  const { wire, counts, line, feed } = setUp();
  const five = [5, 6, 7].map((seq) => message(seq, { room: 2 }));
  wire.say(events(4, 7, five, 2));
  wire.say({ t: "read", room: 2, reads: { 2: 7 } });
  expect(counts()).toEqual([3, 0]);
  wire.say({ t: "read", room: 2, reads: { 1: 6 } });
  expect(counts()).toEqual([1, 0]);
  line.send({ t: "read", room: 2, seq: 7 });
  expect(counts()).toEqual([0, 0]);
  line.send({ t: "read", room: 2, seq: 5, back: true });
  expect(counts()).toEqual([2, 0]);
  const own = message(8, { room: 2, author: { id: 1, name: "Ana" } });
  wire.say(events(7, 8, [own], 2));
  expect(counts()).toEqual([0, 0]);
  feed.stop();
});

Deno.test("rooms come, change their names and go", () => {
  const { wire, names, counts, lost, feed } = setUp();
  const oficina = { ...geral, id: 3, slug: "oficina", name: "oficina", rev: 2, unread: 2 };
  wire.say({ t: "room", room: oficina });
  expect([names(), counts(3)]).toEqual([["cozinha", "geral", "oficina"], [2, 0]]);
  wire.say({ t: "room", room: { ...oficina, name: "ateliê", slug: "atelie" } });
  expect(names()).toEqual(["ateliê", "cozinha", "geral"]);
  wire.say({ t: "gone", room: 3 });
  wire.say({ t: "gone", room: 99 });
  expect([names(), lost]).toEqual([["cozinha", "geral"], []]);
  wire.say({ t: "gone", room: 1 });
  expect([names(), lost]).toEqual([["cozinha"], ["geral"]]);
  feed.stop();
});

Deno.test("who is here, idle or gone is known, and who has another name", () => {
  const direct: Room = { ...geral, id: 4, kind: "direct", name: "", with: [bruno] };
  const { wire, feed } = setUp([direct, geral]);
  expect(standingOf(feed.presence.value, 2)).toBe("away");
  wire.say({ t: "presence", back: [2] });
  expect(standingOf(feed.presence.value, 2)).toBe("here");
  wire.say({ t: "person", user: { ...bruno, name: "Breno" } });
  expect(feed.rooms.value[0]?.with).toEqual([{ ...bruno, name: "Breno" }]);
  wire.say({ t: "person", user: { ...ana, name: "Aninha" } });
  expect(feed.me.value.name).toBe("Aninha");
  feed.stop();
});

Deno.test("what waits for a moderator is what the server said last", () => {
  const { wire, feed } = setUp();
  expect(feed.waiting.value).toBeUndefined();
  wire.say({ t: "waiting", knocks: 2, reports: 1 });
  expect(feed.waiting.value).toBe(3);
  wire.say({ t: "waiting", knocks: 0, reports: 0 });
  expect(feed.waiting.value).toBe(0);
  feed.stop();
});

Deno.test("what is missing of another room is pulled; of the room on the page its own feed does", () => {
  const { wire, counts, clock, feed } = setUp();
  wire.say(events(6, 7, [message(7, { room: 2 })], 2));
  wire.say({ t: "head", room: 2, rev: 7 });
  wire.say(events(3, 4, [message(4)], 1));
  expect(wire.framesOf("pull")).toEqual([{ t: "pull", room: 2, since: 4 }]);
  expect(counts()).toEqual([1, 0]);
  wire.say({
    ...{ t: "nack", re: "pull", room: 2, code: "unavailable", message: "no", retry: true },
    afterMs: 500,
  });
  clock.pass(500);
  expect(wire.framesOf("pull").length).toBe(2);
  wire.say({
    ...events(4, 6, [message(5, { room: 2 }), message(6, { room: 2 })], 2),
    more: true,
  });
  expect(wire.framesOf("pull").at(-1)).toEqual({ t: "pull", room: 2, since: 6 });
  wire.say(events(6, 7, [message(7, { room: 2 })], 2));
  expect(counts()).toEqual([3, 0]);
  clock.pass(60_000);
  expect(wire.framesOf("pull").length).toBe(3);
  feed.stop();
  expect(clock.waiting).toBe(0);
});

Deno.test("a room of which too much was missed is asked for anew", async () => {
  const { wire, counts, found, feed } = setUp();
  wire.say({ t: "reset", room: 2, rev: 2_000 });
  await turn();
  expect(counts()).toEqual([0, 0]);
  found.set(2, { ...cozinha, rev: 2_000, unread: 1_996, mentions: 3 });
  wire.say({ t: "reset", room: 2, rev: 2_000 });
  await turn();
  expect(counts()).toEqual([1_996, 3]);
  feed.stop();
});

Deno.test("the greeting tells how everything stands after a break", () => {
  const { wires, wire, live, clock, counts, names, feed } = setUp();
  wire.say(events(4, 5, [message(5, { room: 2 })], 2));
  wire.end();
  clock.pass(500);
  live({ rooms: [{ ...cozinha, rev: 9, unread: 4, mentions: 1 }] });
  expect([wires.length, names(), counts()]).toEqual([2, ["cozinha"], [4, 1]]);
  feed.stop();
});

Deno.test("the list of one person is not shown to another who signs in", () => {
  const { calls, wire, live, clock, feed } = setUp();
  wire.end();
  clock.pass(500);
  live({ me: bruno });
  expect(calls.left).toBe(1);
  feed.stop();
});

Deno.test("a page without a room is left once another database answers; a room's own feed judges", () => {
  for (const [at, left] of [[{}, 1], [{ current: 1 }, 0]] as const) {
    const { calls, wire, wires, live, clock, feed } = setUp([geral], at);
    wire.end();
    clock.pass(500);
    live();
    expect(calls.left).toBe(0);
    wires.at(-1)!.end();
    clock.pass(1_000);
    live({ store: "b".repeat(32) });
    expect(calls.left).toBe(left);
    feed.stop();
  }
});
