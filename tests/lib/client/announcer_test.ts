import { signal } from "@preact/signals";
import { expect } from "expect";
import { Announcer } from "@/lib/client/announcer.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function setUp() {
  const clock = new FakeClock();
  const lines = signal<readonly string[]>([]);
  const voice = { message: (one: string) => one, messages: (count: number) => `${count} novas` };
  return { clock, lines, announcer: new Announcer(lines, voice, clock) };
}

Deno.test("the first message after a quiet time is told at once", () => {
  const { announcer, lines } = setUp();
  announcer.tell(["Ana: oi"]);
  expect(lines.value).toEqual(["Ana: oi"]);
});

Deno.test("what comes within two seconds is told together, a flood as a number", () => {
  const { announcer, clock, lines } = setUp();
  announcer.tell(["Ana: oi"]);
  for (const n of [1, 2, 3]) announcer.tell([`Bruno: ${n}`]);
  expect(lines.value).toEqual(["Ana: oi"]);
  clock.pass(2_000);
  expect(lines.value).toEqual(["Bruno: 1", "Bruno: 2", "Bruno: 3"]);
  announcer.tell(["a", "b", "c", "d"]);
  clock.pass(2_000);
  expect(lines.value).toEqual(["4 novas"]);
});

Deno.test("an announcer with nothing to say leaves no timer", () => {
  const { announcer, clock, lines } = setUp();
  announcer.tell(["Ana: oi"]);
  clock.pass(2_000);
  expect(clock.waiting).toBe(0);
  announcer.tell(["Ana: e aí"]);
  expect(lines.value).toEqual(["Ana: e aí"]);
});
