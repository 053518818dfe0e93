import { expect } from "expect";
import { Pulls } from "@/lib/client/pulls.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function setUp() {
  const clock = new FakeClock();
  const asked: number[] = [];
  const world = { cursor: 5, wired: true };
  const pulls = new Pulls({
    send(since) {
      if (world.wired) asked.push(since);
      return world.wired;
    },
    cursor: () => world.cursor,
    clock,
  });
  return { clock, asked, world, pulls };
}

Deno.test("a question is asked once, and again from where one is if no answer comes in 2 s", () => {
  const { clock, asked, world, pulls } = setUp();
  pulls.ask(5);
  pulls.ask(5);
  clock.pass(1_999);
  expect(asked).toEqual([5]);
  clock.pass(1);
  expect(asked).toEqual([5, 5]);
  world.cursor = 6;
  clock.pass(2_000);
  expect(asked).toEqual([5, 5, 6]);
  pulls.forget();
  expect(clock.waiting).toBe(0);
});

Deno.test("an answer ends the question, also one with nothing in it, or what others brought", () => {
  const { clock, asked, world, pulls } = setUp();
  pulls.ask(5);
  pulls.heard(4);
  expect(clock.waiting).toBe(1);
  pulls.heard(5);
  expect(clock.waiting).toBe(0);
  pulls.ask(5);
  world.cursor = 7;
  pulls.heard(6);
  expect(clock.waiting).toBe(0);
  expect(asked).toEqual([5, 5]);
});

Deno.test("a refusal for now is kept to, whoever asks meanwhile", () => {
  const { clock, asked, pulls } = setUp();
  pulls.ask(5);
  pulls.refused({ retry: true, afterMs: 700 });
  pulls.ask(5);
  clock.pass(699);
  expect(asked).toEqual([5]);
  clock.pass(1);
  expect(asked).toEqual([5, 5]);
  pulls.refused({ retry: true });
  clock.pass(2_000);
  expect(asked).toEqual([5, 5, 5]);
  pulls.refused({ retry: false });
  expect(clock.waiting).toBe(0);
});

Deno.test("without a connection nothing is asked for, nor waited for", () => {
  const { clock, asked, world, pulls } = setUp();
  world.wired = false;
  pulls.ask(5);
  expect(clock.waiting).toBe(0);
  world.wired = true;
  pulls.ask(5);
  expect(asked).toEqual([5]);
  world.wired = false;
  clock.pass(2_000);
  expect(clock.waiting).toBe(0);
});
