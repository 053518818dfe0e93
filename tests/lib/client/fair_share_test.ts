import { expect } from "expect";
import { FairShare } from "@/lib/client/fair_share.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";

/** Work that takes so many milliseconds each time. */
function setUp(cost: number) {
  const clock = new FakeClock();
  const done: string[][] = [];
  const share = new FairShare<string>((items) => {
    done.push([...items]);
    clock.jump(cost);
  }, clock);
  return { clock, done, share };
}

Deno.test("what costs nothing is done at once, however much comes", async () => {
  const { clock, done, share } = setUp(0);
  for (const item of ["a", "b", "c"]) {
    share.take(item);
    await turn();
  }
  expect([done, clock.waiting]).toEqual([[["a"], ["b"], ["c"]], 0]);
});

Deno.test("what costs time waits for what comes with it, in its order", async () => {
  const { clock, done, share } = setUp(10);
  share.take("a");
  await turn();
  share.take("b");
  clock.pass(79);
  share.take("c");
  expect(done).toEqual([["a"]]);
  clock.pass(1);
  expect(done).toEqual([["a"], ["b", "c"]]);
  await turn();
  clock.pass(80);
  share.take("d");
  expect(done).toEqual([["a"], ["b", "c"], ["d"]]);
});

Deno.test("nothing waits for long, and what cannot wait takes with it what does", async () => {
  const { clock, done, share } = setUp(1_000);
  share.take("a");
  await turn();
  share.take("b");
  clock.pass(400);
  expect(done).toEqual([["a"], ["b"]]);
  await turn();
  share.take("c");
  share.flush();
  expect([done.at(-1), clock.waiting]).toEqual([["c"], 0]);
});

Deno.test("whoever stops forgets what waits", async () => {
  const { clock, done, share } = setUp(10);
  share.take("a");
  await turn();
  share.take("b");
  share.stop();
  clock.pass(1_000);
  expect([done, clock.waiting]).toEqual([[["a"]], 0]);
});
