import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Since } from "@/lib/chat/store.ts";
import { turn } from "../../support/fake_clock.ts";
import type { Listener } from "./room_scene.ts";
import { RoomScene } from "./room_scene.ts";

/** Name and range of each frame that somebody got. */
const spans = ({ frames }: Listener) =>
  frames.map((text) => JSON.parse(text)).map(({ t, from, to, rev }) => [t, from ?? rev, to]);

Deno.test("LiveRoom delivers what follows on its head, and drops what it has", async () => {
  const { room, ledger, ...scene } = stage();
  const first = ledger.post("um");
  room.apply(first);
  await turn();
  room.apply(first);
  await turn();
  expect(spans(scene.ana)).toEqual([["events", 0, 1]]);
});

Deno.test("LiveRoom sends all that is applied in one turn as one frame", async () => {
  const { room, ledger, ana } = stage();
  room.apply(ledger.post("um"));
  room.apply(ledger.post("dois", "três"));
  room.apply(ledger.edit(1, "eins"));
  await turn();
  expect(spans(ana)).toEqual([["events", 0, 4]]);
  expect(JSON.parse(ana.frames[0]!).messages.map((m: { rev: number }) => m.rev)).toEqual([2, 3, 4]);
  expect(ana.replica.state).toEqual(ledger.messages);
});

Deno.test("LiveRoom gives everybody in the room the same string", async () => {
  const { room, ledger, ana, join } = stage();
  const bruno = join(2);
  room.apply(ledger.post("um"));
  await turn();
  expect(bruno.frames).toEqual(ana.frames);
});

Deno.test("LiveRoom takes a change that overlaps its head without repeating a message", async () => {
  const { room, ledger, ana } = stage();
  room.apply(ledger.post("um", "dois"));
  await turn();
  ledger.post("três");
  room.apply({ room: 1, from: 1, to: 3, messages: ledger.messages.slice(1) });
  await turn();
  expect(JSON.parse(ana.frames[1]!)).toMatchObject({ from: 2, to: 3, messages: [{ seq: 3 }] });
});

Deno.test("LiveRoom waits 10 ms for a missing change, and asks nobody if it comes", async () => {
  const { room, ledger, ana, clock, scene } = stage();
  const [first, second, third] = [ledger.post("um"), ledger.post("dois"), ledger.post("três")];
  room.apply(third);
  room.apply(second);
  await turn();
  expect(ana.frames).toEqual([]);
  clock.pass(9);
  room.apply(first);
  clock.pass(1_000);
  await turn();
  expect(spans(ana)).toEqual([["events", 0, 3]]);
  expect(scene.reads).toBe(0);
});

Deno.test("LiveRoom pulls a change that does not come, with a single read", async () => {
  const { room, ledger, ana, clock, scene } = stage();
  ledger.post("um");
  room.apply(ledger.post("dois"));
  room.apply(ledger.post("três"));
  clock.pass(10);
  await turn();
  expect(scene.reads).toBe(1);
  expect(ana.replica.state).toEqual(ledger.messages);
  clock.pass(1_000);
  await turn();
  expect(scene.reads).toBe(1);
});

Deno.test("LiveRoom reads once for many hints at a time, and again for one that came meanwhile", async () => {
  const { room, ledger, ana, scene } = stage();
  const held: (() => void)[] = [];
  scene.answer = (read) => {
    const found = read();
    return new Promise((resolve) => held.push(() => resolve(found)));
  };
  ledger.post("um", "dois");
  for (const rev of [1, 2, 2, 1]) room.hear({ room: 1, rev });
  expect(scene.reads).toBe(1);
  ledger.post("três");
  room.hear({ room: 1, rev: 3 });
  expect(scene.reads).toBe(1);
  held.shift()!();
  await turn();
  expect(scene.reads).toBe(2);
  held.shift()!();
  await turn();
  expect(ana.replica.state).toEqual(ledger.messages);
  expect(scene.reads).toBe(2);
});

Deno.test("LiveRoom reads page after page where it is far behind", async () => {
  const { room, ledger, ana, scene } = stage();
  ledger.post(...Array.from({ length: 450 }, (_, n) => `${n}`));
  room.hear({ room: 1, rev: 450 });
  await turn();
  expect(scene.reads).toBe(3);
  expect(ana.replica.state).toEqual(ledger.messages);
});

Deno.test("LiveRoom believes hints that lead to nothing five times, and one more each second", async () => {
  const { room, ledger, ana, clock, scene } = stage();
  for (let rev = 100; rev < 200; rev++) {
    room.hear({ room: 1, rev });
    await turn();
  }
  expect(scene.reads).toBe(5);
  expect(room.head).toBe(0);
  clock.pass(1_000);
  ledger.post("um");
  room.hear({ room: 1, rev: 1 });
  await turn();
  expect(ana.replica.state).toEqual(ledger.messages);
  expect(scene.reads).toBe(6);
});

Deno.test("LiveRoom goes on where it was when the store comes back", async () => {
  const { room, ledger, ana, clock, scene } = stage();
  const back = scene.answer;
  scene.answer = () => Promise.reject(new Unavailable());
  ledger.post("um");
  room.apply(ledger.post("dois"));
  clock.pass(10);
  await turn();
  await expect(scene.poll()).rejects.toBeInstanceOf(Unavailable);
  scene.answer = back;
  await scene.poll();
  await turn();
  expect(ana.replica.state).toEqual(ledger.messages);
  expect(clock.waiting).toBe(0);
});

Deno.test("LiveRoom told by the poll that the store went back says reset, and goes on from there", async () => {
  const { room, ledger, ana, scene } = stage(["um", "dois", "três"]);
  ledger.restore(1);
  await scene.poll();
  expect(spans(ana)).toEqual([["reset", 1, undefined]]);
  expect(room.head).toBe(1);
  room.apply(ledger.post("zwei"));
  await turn();
  expect(spans(ana)[1]).toEqual(["events", 1, 2]);
});

Deno.test("LiveRoom does not take a commit made while the poll was reading for a step back", async () => {
  const { room, ledger, ana } = stage(["um"]);
  const [read, before] = [ledger.head, room.seen];
  room.apply(ledger.post("dois"));
  await room.compare(read, before);
  await turn();
  expect(spans(ana)).toEqual([["events", 1, 2]]);
});

Deno.test("LiveRoom drops a change that came too early, of a past that was undone meanwhile", async () => {
  const { room, ledger, ana, scene } = stage(["um"]);
  ledger.post("dois");
  room.apply(ledger.post("três"));
  ledger.restore(2);
  await scene.poll();
  await turn();
  expect(spans(ana)).toEqual([["reset", 2, undefined]]);
  room.apply(ledger.post("drei"));
  await turn();
  expect(room.head).toBe(3);
  expect(spans(ana)[1]).toEqual(["events", 2, 3]);
});

Deno.test("LiveRoom drops what was read of a past that was undone meanwhile", async () => {
  const { room, ledger, ana, scene } = stage(["um", "dois"]);
  let letGo = () => {};
  scene.answer = (read) => {
    const found: Since = read();
    return new Promise((resolve) => letGo = () => resolve(found));
  };
  ledger.post("três");
  room.hear({ room: 1, rev: 3 });
  ledger.restore(1);
  await scene.poll();
  letGo();
  await turn();
  expect(room.head).toBe(1);
  expect(spans(ana)).toEqual([["reset", 1, undefined]]);
});

Deno.test("LiveRoom more than a thousand behind says reset in place of a thousand frames", async () => {
  const { room, ledger, ana, scene } = stage();
  ledger.post(...Array.from({ length: 1_001 }, (_, n) => `${n}`));
  await scene.poll();
  expect(spans(ana)).toEqual([["reset", 1_001, undefined]]);
  expect(scene.reads).toBe(0);
  expect(room.head).toBe(1_001);
});

/** Ana in a live room. */
function stage(posted: string[] = []) {
  const scene = new RoomScene(posted);
  const { room, ledger, clock } = scene;
  return { scene, room, ledger, clock, ana: scene.join(), join: (id: number) => scene.join(id) };
}
