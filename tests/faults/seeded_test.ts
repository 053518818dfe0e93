import { expect } from "expect";
import { Seeded } from "./seeded.ts";

function numbers(rng: Seeded): number[] {
  return Array.from({ length: 100 }, () => rng.next());
}

Deno.test("a seed gives the same numbers each time, and another seed others", () => {
  expect(numbers(new Seeded("7"))).toEqual(numbers(new Seeded("7")));
  expect(numbers(new Seeded("7"))).not.toEqual(numbers(new Seeded("8")));
});

Deno.test("what one part takes of chance does not shift another's", () => {
  const rng = new Seeded("7");
  const first = numbers(rng.fork("Ana"));
  numbers(rng);
  expect(numbers(rng.fork("Ana"))).toEqual(first);
  expect(numbers(rng.fork("Bruno"))).not.toEqual(first);
});

Deno.test("numbers fill their range, and no more", () => {
  const rng = new Seeded("7");
  const drawn = Array.from({ length: 1_000 }, () => rng.between(1, 6));
  expect([...new Set(drawn)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(Math.abs(numbers(rng).reduce((sum, one) => sum + one) / 100 - 0.5)).toBeLessThan(0.15);
  expect(rng.pick([])).toBeUndefined();
});
