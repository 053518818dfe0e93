import { expect } from "expect";
import { Idleness } from "@/lib/client/idleness.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const MINUTE = 60_000;

function setUp() {
  const clock = new FakeClock();
  const told: boolean[] = [];
  const idleness = new Idleness({ send: (on) => told.push(on), clock });
  idleness.start();
  return { clock, told, idleness };
}

Deno.test("five minutes without a sign are told, and the next sign at once", () => {
  const { clock, told, idleness } = setUp();
  clock.pass(4 * MINUTE);
  idleness.active();
  clock.pass(5 * MINUTE - 1);
  expect(told).toEqual([]);
  clock.pass(1);
  expect(told).toEqual([true]);
  clock.pass(60 * MINUTE);
  expect(told).toEqual([true]);
  idleness.active();
  idleness.active();
  expect(told).toEqual([true, false]);
  clock.pass(5 * MINUTE);
  expect(told).toEqual([true, false, true]);
});

Deno.test("however often something moves, there is one timer", () => {
  const { clock, idleness } = setUp();
  for (let n = 0; n < 1_000; n++) idleness.active();
  expect(clock.waiting).toBe(1);
  idleness.stop();
  expect(clock.waiting).toBe(0);
});

Deno.test("a new connection is told that nobody is there, if so", () => {
  const { clock, told, idleness } = setUp();
  idleness.connected();
  expect(told).toEqual([]);
  clock.pass(5 * MINUTE);
  idleness.connected();
  expect(told).toEqual([true, true]);
});
