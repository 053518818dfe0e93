import { expect } from "expect";
import { Announcer } from "@/lib/client/announcer.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function setUp() {
  const clock = new FakeClock();
  const announcer = new Announcer<string>((one) => one, (count) => `${count} novas`, clock);
  return { clock, announcer };
}

Deno.test("the first message after a quiet time is told at once", () => {
  const { announcer } = setUp();
  announcer.tell(["Ana: oi"]);
  expect(announcer.lines.value).toEqual(["Ana: oi"]);
});

Deno.test("what comes within two seconds is told together, a flood as a number", () => {
  const { announcer, clock } = setUp();
  announcer.tell(["Ana: oi"]);
  for (const n of [1, 2, 3]) announcer.tell([`Bruno: ${n}`]);
  expect(announcer.lines.value).toEqual(["Ana: oi"]);
  clock.pass(2_000);
  expect(announcer.lines.value).toEqual(["Bruno: 1", "Bruno: 2", "Bruno: 3"]);
  announcer.tell(["a", "b", "c", "d"]);
  clock.pass(2_000);
  expect(announcer.lines.value).toEqual(["4 novas"]);
});

Deno.test("an announcer with nothing to say leaves no timer", () => {
  const { announcer, clock } = setUp();
  announcer.tell(["Ana: oi"]);
  clock.pass(2_000);
  expect(clock.waiting).toBe(0);
  announcer.tell(["Ana: e aí"]);
  expect(announcer.lines.value).toEqual(["Ana: e aí"]);
});
