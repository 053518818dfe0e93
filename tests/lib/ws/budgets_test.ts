import { expect } from "expect";
import { Budgets } from "@/lib/ws/budgets.ts";
import { FakeClock } from "../../support/fake_clock.ts";

Deno.test("Budgets gives a session the same budget each time, and each its own", () => {
  const budgets = new Budgets(new FakeClock());
  budgets.of("ana").spend(20 * 1_048_576);
  expect(budgets.of("ana").waitMs).toBeGreaterThan(0);
  expect(budgets.of("bruno").waitMs).toBe(0);
});

Deno.test("Budgets remembers who has spent, however many others come", () => {
  const clock = new FakeClock();
  const budgets = new Budgets(clock);
  const ana = budgets.of("ana");
  ana.spend(20 * 1_048_576);
  const idle = budgets.of("idle");
  for (let n = 0; n < 5_000; n++) budgets.of(`${n}`);
  expect(budgets.of("ana")).toBe(ana);
  expect(budgets.of("idle")).not.toBe(idle);
});
