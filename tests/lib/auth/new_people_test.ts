import { expect } from "expect";
import { NewPeople } from "@/lib/auth/new_people.ts";
import { RateLimited } from "@/lib/chat/errors.ts";

function gate() {
  let now = 0;
  const people = new NewPeople(() => now);
  const count = (from: (n: number) => string | undefined, most: number) => {
    let n = 0;
    try {
      while (n < most) {
        people.take(from(n));
        n++;
      }
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
    }
    return n;
  };
  return { people, count, pass: (seconds: number) => now += seconds * 1_000 };
}

Deno.test("a class of 300 comes in at once, then two a second", () => {
  const { count, pass } = gate();
  expect(count(() => undefined, 1_000)).toBe(300);
  pass(10);
  expect(count(() => undefined, 1_000)).toBe(20);
});

Deno.test("a script that takes all of it leaves a hundred to browsers that saw the page", () => {
  const { count } = gate();
  expect(count(() => undefined, 1_000)).toBe(300);
  expect(count((n) => `device ${n}`, 1_000)).toBe(100);
});

Deno.test("one device makes five people in a minute", () => {
  const { count, pass } = gate();
  expect(count(() => "one", 100)).toBe(5);
  expect(count((n) => `other ${n}`, 40)).toBe(40);
  pass(60);
  expect(count(() => "one", 100)).toBe(5);
});
