import { expect } from "expect";
import type { Room } from "@/lib/chat/model.ts";
import { RoomLife } from "@/lib/client/room_life.ts";
import { events } from "./feed_scene.ts";
import { setLine } from "./line_scene.ts";
import { ana, bruno, geral, message } from "./world.ts";

function setUp(room: Room = { ...geral, readSeq: 2 }, options: { typing?: boolean } = {}) {
  const scene = setLine();
  const life = new RoomLife({ me: ana, room }, {
    ...{ line: scene.line, clock: scene.clock, seen: () => true, ...options },
  });
  life.start();
  return { ...scene, life, wire: scene.live({ rooms: [room] }) };
}

function typing(id: number, name: string, room = 1) {
  return { t: "typing", room, user: { id, name }, on: true };
}

Deno.test("the room is what the server says it is by now", () => {
  const { wire, life } = setUp();
  wire.say({ t: "room", room: { ...geral, locked: true, name: "salão" } });
  expect(life.room.value).toMatchObject({ locked: true, name: "salão" });
  wire.say({ t: "room", room: { ...geral, id: 2, name: "cozinha" } });
  expect(life.room.value.name).toBe("salão");
  life.stop();
});

Deno.test("who writes in this room is known until their message is there", () => {
  const { wire, life, clock } = setUp();
  wire.say(typing(2, "Bruno"));
  wire.say(typing(3, "Clara", 2));
  wire.say(typing(1, "Ana"));
  expect(life.typists.names.value).toEqual(["Bruno"]);
  wire.say(events(0, 3, [message(2, { rev: 3 })]));
  expect(life.typists.names.value).toEqual(["Bruno"]);
  wire.say(events(3, 4, [message(4)]));
  expect(life.typists.names.value).toEqual([]);
  life.stop();
  expect(clock.waiting).toBe(0);
});

Deno.test("who does not show that they write does not see it of others either", () => {
  const { wire, life } = setUp(geral, { typing: false });
  wire.say(typing(2, "Bruno"));
  life.tellTyping(true);
  expect([life.typists.names.value, wire.framesOf("typing")]).toEqual([[], []]);
  life.stop();
});

Deno.test("what is read and written here is told to the server under this room", () => {
  const { wire, life } = setUp();
  life.tellTyping(true);
  life.reading.read(5);
  life.tellTyping(false);
  life.stop();
  expect(wire.sent.slice(1)).toEqual([
    { t: "typing", room: 1, on: true },
    { t: "read", room: 1, seq: 5 },
    { t: "typing", room: 1, on: false },
  ]);
});

Deno.test("what Ana reads or writes on another device is read here", () => {
  const { wire, life } = setUp();
  wire.say({ t: "read", room: 1, reads: { 2: 9 } });
  wire.say({ t: "read", room: 2, reads: { 1: 9 } });
  expect(life.reading.readSeq.value).toBe(2);
  wire.say({ t: "read", room: 1, reads: { 1: 4 } });
  expect(life.reading.readSeq.value).toBe(4);
  wire.say(events(0, 7, [message(7, { author: { id: 1, name: "Ana" } })]));
  expect(life.reading.readSeq.value).toBe(7);
  life.stop();
});

Deno.test("a mark that could not be told goes with the next connection", () => {
  const { wire, wires, live, clock, life } = setUp();
  wire.end();
  life.reading.read(6);
  clock.pass(500);
  live();
  expect(wires[1]!.framesOf("read")).toEqual([{ t: "read", room: 1, seq: 6 }]);
  life.stop();
});

Deno.test("people in the conversation, and Ana herself, have the names of now", () => {
  const { wire, life } = setUp({ ...geral, kind: "direct", name: "", with: [bruno] });
  wire.say({ t: "person", user: { ...bruno, name: "Breno" } });
  wire.say({ t: "person", user: { ...ana, role: "host" } });
  expect(life.room.value.with?.[0]?.name).toBe("Breno");
  expect(life.me.value.role).toBe("host");
  life.stop();
});
