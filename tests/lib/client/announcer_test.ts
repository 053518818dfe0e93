import { signal } from "@preact/signals";
import { expect } from "expect";
import { Announcer, type Line } from "@/lib/client/announcer.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function setUp() {
  const clock = new FakeClock();
  const lines = signal<readonly Line[]>([]);
  const said = () => lines.value.map(({ text }) => text);
  const voice = { message: (one: string) => one, messages: (count: number) => `${count} novas` };
  return { clock, lines, said, announcer: new Announcer(lines, voice, clock) };
}

Deno.test("the first message after a quiet time is told at once", () => {
  const { announcer, said } = setUp();
  announcer.tell(["Ana: oi"]);
  expect(said()).toEqual(["Ana: oi"]);
});

Deno.test("what comes within two seconds is told together, a flood as a number", () => {
  const { announcer, clock, said } = setUp();
  announcer.tell(["Ana: oi"]);
  for (const n of [1, 2, 3]) announcer.tell([`Bruno: ${n}`]);
  expect(said()).toEqual(["Ana: oi"]);
  clock.pass(2_000);
  expect(said()).toEqual(["Bruno: 1", "Bruno: 2", "Bruno: 3"]);
  announcer.tell(["a", "b", "c", "d"]);
  clock.pass(2_000);
  expect(said()).toEqual(["4 novas"]);
});

Deno.test("an announcer with nothing to say leaves no timer", () => {
  const { announcer, clock, said } = setUp();
  announcer.tell(["Ana: oi"]);
  clock.pass(2_000);
  expect(clock.waiting).toBe(0);
  announcer.tell(["Ana: e aí"]);
  expect(said()).toEqual(["Ana: e aí"]);
});

Deno.test("the same words said twice are two lines, and what was said goes away", () => {
  const { announcer, clock, lines, said } = setUp();
  announcer.tell(["Ana: ok"]);
  const [first] = lines.value;
  announcer.tell(["Ana: ok"]);
  clock.pass(2_000);
  expect(said()).toEqual(["Ana: ok"]);
  expect(lines.value[0]?.id).not.toBe(first?.id);
  clock.pass(2_000);
  expect(said()).toEqual([]);
});

Deno.test("what is done on the page is said at once, and takes no news away", () => {
  const { announcer, clock, said } = setUp();
  announcer.tell(["Ana: oi"]);
  announcer.say("Texto copiado.");
  announcer.tell(["Bruno: e aí"]);
  expect(said()).toEqual(["Ana: oi", "Texto copiado."]);
  clock.pass(2_000);
  expect(said()).toEqual(["Bruno: e aí"]);
  clock.pass(2_000);
  announcer.say("Texto copiado.");
  expect(said()).toEqual(["Texto copiado."]);
  clock.pass(2_000);
  expect([said(), clock.waiting]).toEqual([[], 0]);
});
