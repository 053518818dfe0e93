import { expect } from "expect";
import { Heartbeat } from "@/lib/bus/heartbeat.ts";
import { FakeClock } from "../../support/fake_clock.ts";

/** A heart whose every sign is written down. */
function listen() {
  const clock = new FakeClock();
  const signs: string[] = [];
  const heart = new Heartbeat(clock, {
    beat: () => signs.push("beat"),
    silent: () => signs.push("silent"),
    dead: () => signs.push("dead"),
  });
  return { clock, signs, heart };
}

Deno.test("Heartbeat beats at once and then twice a second", () => {
  const { clock, signs, heart } = listen();
  heart.start();
  clock.pass(999);
  expect(signs).toEqual(["beat", "beat"]);
});

Deno.test("Heartbeat says silent after 1 s without an echo, and dead after 10 s", () => {
  const { clock, signs, heart } = listen();
  heart.start();
  clock.pass(600);
  heart.heard();
  clock.pass(999);
  expect(signs).not.toContain("silent");
  clock.pass(1);
  expect(signs).toContain("silent");
  clock.pass(8_999);
  expect(signs).not.toContain("dead");
  clock.pass(1);
  expect(signs).toContain("dead");
});

Deno.test("Heartbeat that was stopped leaves no timer", () => {
  const { clock, heart } = listen();
  heart.start();
  heart.stop();
  expect(clock.waiting).toBe(0);
});
