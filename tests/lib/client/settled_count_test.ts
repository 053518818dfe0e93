import { expect } from "expect";
import { settledCount } from "@/lib/client/settled_count.ts";
import { FakeClock } from "../../support/fake_clock.ts";

Deno.test("where nothing is left there is nothing to wait for", async () => {
  const clock = new FakeClock();
  expect(await settledCount(() => Promise.resolve(0), clock)).toBe(0);
  expect(clock.waiting).toBe(0);
});

Deno.test("what is on its way is waited for", async () => {
  const clock = new FakeClock();
  let left = 2;
  const counted = settledCount(() => Promise.resolve(left), clock);
  await clock.flow(300, 50);
  left = 0;
  await clock.flow(50, 50);
  expect(await counted).toBe(0);
});

Deno.test("what does not go is counted after a second", async () => {
  const clock = new FakeClock();
  const counted = settledCount(() => Promise.resolve(1), clock);
  await clock.flow(950, 50);
  expect(clock.waiting).toBe(1);
  await clock.flow(100, 50);
  expect(await counted).toBe(1);
});
