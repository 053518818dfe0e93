import { expect } from "expect";
import { Typing } from "@/lib/client/typing.ts";
import { Typists } from "@/lib/client/typists.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function setUp() {
  const clock = new FakeClock();
  const told: boolean[] = [];
  return { clock, told, typing: new Typing({ send: (on) => told.push(on), clock }) };
}

Deno.test("writing is told every three seconds at most, and its end after three of silence", () => {
  const { clock, told, typing } = setUp();
  typing.wrote("o");
  for (let n = 0; n < 5; n++) {
    clock.pass(500);
    typing.wrote(`oi${n}`);
  }
  expect(told).toEqual([true]);
  clock.pass(500);
  typing.wrote("oi!");
  expect(told).toEqual([true, true]);
  clock.pass(2_999);
  expect(told.length).toBe(2);
  clock.pass(1);
  expect(told).toEqual([true, true, false]);
  expect(clock.waiting).toBe(0);
});

Deno.test("an empty field ends it at once, and what begins anew is told at once", () => {
  const { told, typing } = setUp();
  typing.wrote("oi");
  typing.wrote("");
  typing.wrote("  ");
  typing.wrote("de novo");
  typing.end();
  typing.end();
  expect(told).toEqual([true, false, true, false]);
});

Deno.test("a command is nobody else's business", () => {
  const { told, typing } = setUp();
  typing.wrote("/sair");
  expect(told).toEqual([]);
  typing.wrote("oi");
  typing.wrote("/oi");
  expect(told).toEqual([true, false]);
});

Deno.test("who is not heard of for five seconds writes no more", () => {
  const clock = new FakeClock();
  const typists = new Typists(clock);
  const hear = (id: number, name: string, on = true) => typists.hear({ user: { id, name }, on });
  hear(2, "Bruno");
  clock.pass(3_000);
  hear(3, "Clara");
  hear(2, "Bruno");
  expect(typists.names.value).toEqual(["Bruno", "Clara"]);
  clock.pass(4_999);
  hear(3, "Clara");
  clock.pass(1);
  expect(typists.names.value).toEqual(["Clara"]);
  typists.end(3);
  expect(typists.names.value).toEqual([]);
  hear(2, "Bruno");
  hear(2, "Bruno", false);
  expect(typists.names.value).toEqual([]);
  hear(2, "Bruno");
  typists.clear();
  expect([typists.names.value, clock.waiting]).toEqual([[], 0]);
});
