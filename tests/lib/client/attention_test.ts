import { expect } from "expect";
import { Attention } from "@/lib/client/attention.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function setUp() {
  const clock = new FakeClock();
  const page = { looks: true, covered: false, leaves: 0, returns: 0 };
  const attention = new Attention({
    looks: () => page.looks,
    covered: () => page.covered,
    left: () => page.leaves++,
    returned: () => page.returns++,
    clock,
  });
  function turnTo(looks: boolean): void {
    page.looks = looks;
    attention.look();
  }
  return { clock, page, attention, turnTo };
}

Deno.test("whether somebody looks is known at once", () => {
  const { attention, turnTo } = setUp();
  expect(attention.here.value).toBe(true);
  turnTo(false);
  expect(attention.here.value).toBe(false);
  turnTo(true);
  expect(attention.here.value).toBe(true);
});

Deno.test("who is back within five seconds was not away", () => {
  const { clock, page, turnTo } = setUp();
  turnTo(false);
  clock.pass(4_999);
  turnTo(false);
  turnTo(true);
  expect(page.returns).toBe(0);
  turnTo(false);
  clock.pass(5_000);
  expect(page.returns).toBe(0);
  turnTo(true);
  expect(page.returns).toBe(1);
});

Deno.test("who has not looked for five seconds is away, and a glance elsewhere is nothing", () => {
  const { attention, clock, page, turnTo } = setUp();
  turnTo(false);
  clock.pass(1_000);
  turnTo(true);
  clock.pass(60_000);
  expect([attention.away.value, page.leaves]).toEqual([false, 0]);
  turnTo(false);
  clock.pass(4_999);
  expect(attention.away.value).toBe(false);
  clock.pass(1);
  expect([attention.away.value, page.leaves]).toEqual([true, 1]);
  turnTo(true);
  expect([attention.away.value, page.leaves, page.returns]).toEqual([false, 1, 1]);
});

Deno.test("a machine that slept is told to have been left when it wakes", () => {
  const { clock, page, turnTo } = setUp();
  turnTo(false);
  clock.jump(3_600_000);
  turnTo(true);
  expect([page.leaves, page.returns]).toEqual([1, 1]);
});

Deno.test("what covers the page is looked behind until it is gone, of which nothing tells", () => {
  const { attention, clock, page } = setUp();
  page.covered = true;
  expect(attention.look()).toBe(false);
  clock.pass(5_000);
  expect(attention.away.value).toBe(true);
  page.covered = false;
  clock.pass(500);
  expect([attention.here.value, attention.away.value, page.returns]).toEqual([true, false, 1]);
  expect(clock.waiting).toBe(0);
});
