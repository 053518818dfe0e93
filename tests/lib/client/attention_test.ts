import { expect } from "expect";
import { Attention } from "@/lib/client/attention.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function setUp() {
  const clock = new FakeClock();
  const page = { looks: true, returns: 0 };
  const attention = new Attention({
    looks: () => page.looks,
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
