import { expect } from "expect";
import type { Frame } from "@/lib/ws/encode.ts";
import { Laggards } from "@/lib/ws/laggards.ts";
import { Outgoing } from "@/lib/ws/outgoing.ts";
import { SinkSocket } from "../../support/sink_socket.ts";
import { RoomScene } from "./room_scene.ts";

const MIB = 1_048_576;

/** A frame that says its name, and is as long as wanted. */
function frame(t: string, bytes = 0): Frame {
  const text = JSON.stringify({ t, x: "x".repeat(bytes) });
  return { text, bytes: text.length };
}

function stage() {
  const { room, clock, ledger } = new RoomScene(["um", "dois"]);
  const socket = new SinkSocket();
  const given: string[] = [];
  const owner = { giveUp: () => void given.push("up") };
  const outgoing = new Outgoing({ socket, clock, owner, laggards: new Laggards(clock) });
  return { room, clock, ledger, socket, outgoing, given };
}

Deno.test("Outgoing sends at once to whoever reads", () => {
  const { outgoing, socket, room } = stage();
  outgoing.push(room, frame("a"), false);
  outgoing.say(frame("b").text);
  expect(socket.names).toEqual(["a", "b"]);
});

Deno.test("Outgoing holds what is pushed, but not what is said, until the last release", () => {
  const { outgoing, socket, room } = stage();
  outgoing.hold();
  outgoing.hold();
  outgoing.push(room, frame("pushed"), false);
  outgoing.say(frame("said").text);
  outgoing.release();
  expect(socket.names).toEqual(["said"]);
  outgoing.release();
  expect(socket.names).toEqual(["said", "pushed"]);
});

Deno.test("Outgoing that holds more than a mebibyte says head in its place", () => {
  const { outgoing, socket, room } = stage();
  outgoing.hold();
  for (let n = 0; n < 2; n++) outgoing.push(room, frame("events", MIB / 2), false);
  outgoing.release();
  expect(socket.sent).toEqual(['{"t":"head","room":1,"rev":2}']);
});

Deno.test("Outgoing pushes nothing over 1 MiB unread, and says head once that has drained", () => {
  const { outgoing, socket, room, clock } = stage();
  outgoing.push(room, frame("big", MIB + 1), false);
  for (let n = 0; n < 1_000; n++) outgoing.push(room, frame("more"), false);
  outgoing.say(frame("ack").text);
  expect(socket.names).toEqual(["big", "ack"]);
  clock.pass(1_000);
  expect(socket.names).toEqual(["big", "ack"]);
  socket.take();
  clock.pass(100);
  expect(socket.names).toEqual(["big", "ack", "head"]);
  outgoing.push(room, frame("live"), false);
  expect(socket.names.at(-1)).toBe("live");
  expect(clock.waiting).toBe(0);
});

Deno.test("Outgoing remembers a reset that a slow reader missed", () => {
  const { outgoing, socket, room, clock } = stage();
  outgoing.push(room, frame("big", MIB + 1), false);
  outgoing.push(room, frame("reset"), true);
  outgoing.push(room, frame("events"), false);
  socket.take();
  clock.pass(100);
  expect(socket.names).toEqual(["big", "reset"]);
});

Deno.test("Outgoing says nothing of a room that was left meanwhile", () => {
  const { outgoing, socket, room, clock } = stage();
  outgoing.push(room, frame("big", MIB + 1), false);
  outgoing.push(room, frame("events"), false);
  outgoing.leave(room);
  socket.take();
  clock.pass(100);
  expect(socket.names).toEqual(["big"]);
  outgoing.hold();
  outgoing.push(room, frame("events"), false);
  outgoing.leave(room);
  outgoing.release();
  expect(socket.names).toEqual(["big"]);
});

Deno.test("Outgoing gives up a reader who takes nothing for half a minute", () => {
  const { outgoing, room, clock, given } = stage();
  outgoing.push(room, frame("big", MIB + 1), false);
  clock.pass(30_000);
  expect(given).toEqual([]);
  clock.pass(200);
  expect(given).toEqual(["up"]);
});

Deno.test("Outgoing gives a reader who does take something two minutes", () => {
  const { outgoing, socket, room, clock, given } = stage();
  outgoing.push(room, frame("big", MIB + 1), false);
  for (let n = 0; n < 11; n++) {
    socket.take(1);
    clock.pass(10_000);
  }
  expect(given).toEqual([]);
  socket.take(1);
  clock.pass(10_100);
  expect(given).toEqual(["up"]);
});

Deno.test("Outgoing gives up at 4 MiB of unread answers", () => {
  const { outgoing, given } = stage();
  for (let n = 0; n < 4; n++) outgoing.say(frame("ack", MIB - 20).text);
  expect(given).toEqual([]);
  outgoing.say(frame("ack", MIB).text);
  expect(given).toEqual(["up"]);
});

Deno.test("Outgoing of a socket that is gone sends nothing and leaves no timer", () => {
  const { outgoing, socket, room, clock } = stage();
  outgoing.push(room, frame("big", MIB + 1), false);
  outgoing.close();
  outgoing.say(frame("ack").text);
  expect(socket.names).toEqual(["big"]);
  expect(clock.waiting).toBe(0);
});
