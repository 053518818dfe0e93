import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Since } from "@/lib/chat/store.ts";
import { Laggards } from "@/lib/ws/laggards.ts";
import { Outgoing } from "@/lib/ws/outgoing.ts";
import { Pulls } from "@/lib/ws/pulls.ts";
import { turn } from "../../support/fake_clock.ts";
import { SinkSocket } from "../../support/sink_socket.ts";
import { RoomScene } from "./room_scene.ts";

const MIB = 1_048_576;

function stage(posted: string[]) {
  const scene = new RoomScene(posted);
  const { room, clock } = scene;
  const socket = new SinkSocket();
  const owner = { giveUp() {} };
  const outgoing = new Outgoing({ socket, clock, owner, laggards: new Laggards(clock) });
  return { scene, room, clock, socket, outgoing, pulls: new Pulls(outgoing, clock) };
}

const sinces = (socket: SinkSocket) => socket.sent.map((text) => JSON.parse(text).from);

Deno.test("Pulls answers a loop of pulls with 16 MiB, and then with 4 MiB a second", async () => {
  const { room, clock, socket, pulls } = stage(Array(200).fill("a".repeat(8_000)));
  const bytes = () => socket.sent.reduce((sum, text) => sum + text.length, 0);
  /** Pulls from the start until an answer has to wait. */
  const pullAll = async () => {
    for (let n = 0; n < 100 && pulls.free; n++) {
      await pulls.answer(room, 0);
      socket.take();
    }
  };
  await pullAll();
  expect(bytes()).toBeGreaterThan(16 * MIB);
  expect(bytes()).toBeLessThan(17 * MIB);
  const before = bytes();
  const waiting = pulls.answer(room, 0);
  await turn();
  expect(bytes()).toBe(before);
  await clock.flow(2_000);
  await waiting;
  socket.take();
  await pullAll();
  expect(bytes() - before).toBeGreaterThan(6 * MIB);
  expect(bytes() - before).toBeLessThan(10 * MIB);
});

Deno.test("Pulls waits with its answer for a reader who is behind", async () => {
  const { room, clock, socket, outgoing, pulls } = stage(["um"]);
  outgoing.say(JSON.stringify({ t: "ack", x: "x".repeat(MIB) }));
  const answer = pulls.answer(room, 0);
  await clock.flow(1_000);
  expect(socket.sent).toHaveLength(1);
  socket.take();
  await clock.flow(1_000);
  await answer;
  expect(socket.names.at(-1)).toBe("events");
});

Deno.test("Pulls of one room at a time become one more, from the lowest cursor", async () => {
  const { scene, room, socket, pulls } = stage(["um", "dois", "três", "quatro"]);
  const reads: (() => void)[] = [];
  scene.answer = (read) => {
    const found: Since = read();
    return new Promise((resolve) => reads.push(() => resolve(found)));
  };
  const all = [3, 2, 1, 2].map((since) => pulls.answer(room, since));
  await turn();
  expect(reads).toHaveLength(1);
  reads.shift()!();
  await turn();
  reads.shift()!();
  await Promise.all(all);
  expect(sinces(socket)).toEqual([3, 1]);
  expect(scene.reads).toBe(2);
});

Deno.test("Pulls that fail once do not fail for ever", async () => {
  const { scene, room, socket, pulls } = stage(["um"]);
  const { answer } = scene;
  scene.answer = () => Promise.reject(new Unavailable());
  await expect(pulls.answer(room, 0)).rejects.toBeInstanceOf(Unavailable);
  scene.answer = answer;
  await pulls.answer(room, 0);
  expect(sinces(socket)).toEqual([0]);
});
