import { expect } from "expect";
import { StoppableClock } from "@/lib/client/stoppable_clock.ts";
import { FakeClock } from "../../support/fake_clock.ts";

Deno.test("all timers of a clock end at once, and new ones run on", () => {
  const time = new FakeClock();
  const clock = new StoppableClock(time);
  const ticks: string[] = [];
  clock.after(1_000, () => ticks.push("after"));
  clock.every(1_000, () => ticks.push("every"));
  clock.after(2_000, () => ticks.push("never"));
  clock.after(500, () => ticks.push("cancelled")).cancel();
  time.pass(1_000);
  clock.stop();
  expect(time.waiting).toBe(0);
  clock.after(1_000, () => ticks.push("new"));
  time.pass(5_000);
  expect(ticks).toEqual(["after", "every", "new"]);
  expect(clock.now()).toBe(time.now());
});
