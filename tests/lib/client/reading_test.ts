import { expect } from "expect";
import { type Mark, Reading } from "@/lib/client/reading.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function setUp(readSeq = 2) {
  const clock = new FakeClock();
  const told: Mark[] = [];
  const net = { up: true };
  const eyes = { seen: true };
  const reading = new Reading({
    ...{ readSeq, clock },
    send(mark) {
      if (net.up) told.push(mark);
      return net.up;
    },
    seen: () => eyes.seen,
  });
  const see = (last: number, change: { here?: boolean; atEnd?: boolean } = {}) =>
    reading.see({ here: true, atEnd: true, last, ...change });
  return { clock, told, net, eyes, reading, see };
}

Deno.test("what is in sight for a second and a half is read, and what came meanwhile with it", () => {
  const { clock, told, see } = setUp();
  see(4);
  clock.pass(1_000);
  see(5);
  clock.pass(499);
  expect(told).toEqual([]);
  clock.pass(1);
  expect(told).toEqual([{ seq: 5 }]);
  see(5);
  clock.pass(60_000);
  expect(told.length).toBe(1);
});

Deno.test("nothing is read while nobody looks, or while the end is out of sight", () => {
  const { clock, told, see } = setUp();
  see(4, { here: false });
  clock.pass(60_000);
  see(4, { atEnd: false });
  clock.pass(60_000);
  see(4);
  clock.pass(1_000);
  see(4, { here: false });
  clock.pass(1_000);
  expect(told).toEqual([]);
  see(4);
  clock.pass(1_500);
  expect(told).toEqual([{ seq: 4 }]);
});

Deno.test("it is told once a second at most, and never backwards by itself", () => {
  const { clock, told, reading } = setUp();
  reading.read(3);
  reading.read(5);
  reading.read(4);
  reading.read(7);
  expect(told).toEqual([{ seq: 3 }]);
  clock.pass(1_000);
  expect(told).toEqual([{ seq: 3 }, { seq: 7 }]);
  clock.pass(10_000);
  expect(told.length).toBe(2);
  reading.stop();
});

Deno.test("what was marked as unread stays so until the person has been elsewhere", () => {
  const { clock, told, reading, see } = setUp(9);
  reading.unreadFrom(5);
  expect(told).toEqual([{ seq: 4, back: true }]);
  expect(reading.readSeq.value).toBe(4);
  see(9);
  clock.pass(60_000);
  expect(told.length).toBe(1);
  reading.returned();
  see(9);
  clock.pass(1_500);
  expect(told.at(-1)).toEqual({ seq: 9 });
});

Deno.test("what is marked on another device is not read here because it is in sight", () => {
  const { clock, told, reading, see } = setUp(9);
  reading.heard(4);
  see(9);
  clock.pass(60_000);
  expect(told).toEqual([]);
  reading.heard(9);
  expect(reading.readSeq.value).toBe(9);
});

Deno.test("a mark that could not be told goes as soon as there is a connection", () => {
  const { told, net, reading } = setUp();
  net.up = false;
  reading.unreadFrom(2);
  reading.read(6);
  expect(told).toEqual([]);
  net.up = true;
  reading.connected();
  // Backwards first and then forwards is where it ends, whatever the server had.
  expect(told).toEqual([{ seq: 6, back: true }]);
  reading.stop();
});

Deno.test("writing is having read, which needs no telling", () => {
  const { clock, told, reading, see } = setUp();
  reading.wrote(6);
  see(6);
  clock.pass(60_000);
  expect([told, reading.readSeq.value]).toEqual([[], 6]);
  reading.wrote(3);
  expect(reading.readSeq.value).toBe(6);
});

Deno.test("a reader that is stopped leaves no timer", () => {
  const { clock, reading, see } = setUp();
  reading.read(3);
  see(5);
  expect(clock.waiting).toBe(2);
  reading.stop();
  expect(clock.waiting).toBe(0);
});

Deno.test("what is covered is not read, nor is what comes during a glance elsewhere", () => {
  const { clock, told, eyes, see } = setUp();
  see(4);
  clock.pass(1_000);
  eyes.seen = false;
  see(5);
  clock.pass(60_000);
  expect(told).toEqual([]);
  // What was looked at before the glance need not be looked at again.
  eyes.seen = true;
  clock.pass(500);
  expect(told).toEqual([{ seq: 5 }]);
});
