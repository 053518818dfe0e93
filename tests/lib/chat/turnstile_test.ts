import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import { Turnstile } from "@/lib/chat/turnstile.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";

function setUp() {
  const clock = new FakeClock();
  const turnstile = new Turnstile({ places: 2, patienceMs: 1_000, clock });
  const inside: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  const enter = (name: string) =>
    turnstile.pass(() => {
      inside.push(name);
      const end = Promise.withResolvers<string>();
      ends.set(name, end);
      return end.promise;
    });
  return { clock, inside, ends, enter };
}

Deno.test("two go in, the third when one has come out, in the order of coming", async () => {
  const { inside, ends, enter, clock } = setUp();
  const [ana] = ["Ana", "Bruno", "Clara", "Davi"].map(enter);
  await turn();
  expect(inside).toEqual(["Ana", "Bruno"]);
  ends.get("Ana")!.resolve("bom dia");
  expect(await ana).toBe("bom dia");
  await turn();
  expect(inside).toEqual(["Ana", "Bruno", "Clara"]);
  ends.get("Bruno")!.resolve("");
  await turn();
  expect(inside.at(-1)).toBe("Davi");
  expect(clock.waiting).toBe(0);
});

Deno.test("work that fails makes room like any other", async () => {
  const { inside, ends, enter } = setUp();
  const [ana] = ["Ana", "Bruno", "Clara"].map(enter);
  ends.get("Ana")!.reject(new Error("caiu"));
  await expect(ana).rejects.toThrow("caiu");
  await turn();
  expect(inside).toEqual(["Ana", "Bruno", "Clara"]);
});

Deno.test("whoever finds no place in time is refused for now, and never goes in", async () => {
  const { clock, inside, ends, enter } = setUp();
  const [, , clara] = ["Ana", "Bruno", "Clara"].map(enter);
  const refused = expect(clara).rejects.toBeInstanceOf(Unavailable);
  clock.pass(1_000);
  await refused;
  for (const { resolve } of ends.values()) resolve("");
  await turn();
  expect(inside).toEqual(["Ana", "Bruno"]);
  void enter("Davi");
  await turn();
  expect(inside.at(-1)).toBe("Davi");
});
