import { expect } from "expect";
import { Guesses } from "@/lib/auth/guesses.ts";
import { RateLimited, Unauthenticated } from "@/lib/chat/errors.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";

const WRONG = () => Promise.resolve(undefined);
const RIGHT = () => Promise.resolve("in");

function desk(rateLimits = true) {
  const clock = new FakeClock();
  return { clock, guesses: new Guesses({ clock, rateLimits }) };
}

async function miss(guesses: Guesses, of: { account: string | undefined; address: string }) {
  await expect(guesses.attempt(of, WRONG)).rejects.toThrow(Unauthenticated);
}

Deno.test("an account takes ten wrong answers in three minutes, then not even the right one", async () => {
  const { clock, guesses } = desk();
  for (let n = 0; n < 10; n++) await miss(guesses, { account: "ana", address: `10.0.0.${n}` });
  const ana = { account: "ana", address: "10.0.0.99" };
  const late = await guesses.attempt(ana, RIGHT).catch((error) => error);
  expect(late).toBeInstanceOf(RateLimited);
  expect(late.afterMs).toBe(180_000);
  expect(await guesses.attempt({ ...ana, account: "bruno" }, RIGHT)).toBe("in");
  clock.pass(180_000);
  expect(await guesses.attempt(ana, RIGHT)).toBe("in");
});

Deno.test("right answers are not counted, nor those that were not looked at", async () => {
  const { guesses } = desk();
  const ana = { account: "ana", address: "10.0.0.1" };
  for (let n = 0; n < 30; n++) await guesses.attempt(ana, RIGHT);
  const full = () => Promise.reject(new RateLimited(1_500));
  for (let n = 0; n < 30; n++) {
    await expect(guesses.attempt(ana, full)).rejects.toThrow(RateLimited);
  }
  expect(await guesses.attempt(ana, RIGHT)).toBe("in");
});

Deno.test("a hundred wrong answers at once are ten, and ninety are not looked at", async () => {
  const { guesses } = desk();
  let looked = 0;
  const look = async () => {
    looked++;
    await turn();
    return undefined;
  };
  const ana = { account: "ana", address: "10.0.0.1" };
  await Promise.allSettled(Array.from({ length: 100 }, () => guesses.attempt(ana, look)));
  expect(looked).toBe(10);
});

Deno.test("an address is slowed after ten wrong answers, two seconds at the most, and never refused", async () => {
  const { clock, guesses } = desk();
  const door = { account: undefined, address: "10.0.0.1" };
  for (let n = 0; n < 10; n++) await miss(guesses, door);
  expect(await guesses.attempt(door, RIGHT)).toBe("in");
  for (let n = 0; n < 40; n++) {
    const missed = miss(guesses, door);
    await clock.flow(2_000, 2_000);
    await missed;
  }
  let isIn = false;
  const coming = guesses.attempt(door, RIGHT).then(() => isIn = true);
  await clock.flow(1_900, 1_900);
  expect(isIn).toBe(false);
  await clock.flow(100);
  await coming;
  expect(isIn).toBe(true);
  expect(await guesses.attempt({ ...door, address: "10.0.0.2" }, RIGHT)).toBe("in");
});

Deno.test("with the limits off, nothing is counted", async () => {
  const { guesses } = desk(false);
  const ana = { account: "ana", address: "10.0.0.1" };
  for (let n = 0; n < 40; n++) await miss(guesses, ana);
  expect(await guesses.attempt(ana, RIGHT)).toBe("in");
});
