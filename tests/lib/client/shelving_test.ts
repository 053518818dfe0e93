import { expect } from "expect";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { Shelving } from "@/lib/client/shelving.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { kept, OWNER } from "./desk.ts";
import { SlowShelf } from "./slow_shelf.ts";

/** A page at a shelf on which it has laid four messages. */
async function setUp() {
  const shelf = new SlowShelf(new MemoryShelf());
  const clock = new FakeClock();
  const shelving = new Shelving(shelf, clock);
  for (const n of [1, 2, 3, 4]) void shelving.put(kept(n, `${n}`));
  await shelf.drain();
  const told: string[] = [];
  const look = () =>
    shelving.look(OWNER, (found, isSettled) => {
      const settled = [1, 2, 3, 4, 5].filter((n) => isSettled(kept(n, "").id));
      told.push(`${found.map((one) => "body" in one ? one.body : "")} of ${settled}`);
    });
  return { shelf, clock, shelving, told, look };
}

Deno.test("what lay there before is judged by a look; what this page changed meanwhile is not", async () => {
  const { shelf, shelving, told, look } = await setUp();
  const looking = look();
  await shelf.step();
  await looking;
  expect(told).toEqual(["1,2,3,4 of 1,2,3,4"]);

  const again = look();
  shelving.remove(kept(1, "").id);
  void shelving.update(kept(2, "").id, (one) => one);
  void shelving.put(kept(3, "outra"));
  void shelving.put(kept(5, "5"));
  await shelf.drain();
  await again;
  expect(told[1]).toBe("4 of 4");
});

Deno.test("what comes to the shelf while a look is under way is not judged by it", async () => {
  const { shelf, shelving, told, look } = await setUp();
  void shelving.put(kept(5, "5"));
  const looking = look();
  await shelf.drain();
  await looking;
  expect(told).toEqual(["1,2,3,4,5 of 1,2,3,4"]);
});

Deno.test("a look that another has overtaken tells nothing, and ends no wait", async () => {
  const { shelf, shelving, told, look } = await setUp();
  void look();
  void look();
  await shelf.step();
  await turn();
  expect(told).toEqual([]);
  expect(shelving.looking).toBe(true);
  await shelf.step();
  await turn();
  expect(told.length).toBe(1);
  expect(shelving.looking).toBe(false);
});

Deno.test("a look is waited for a second, and what it finds later is told", async () => {
  const { shelf, clock, shelving, told, look } = await setUp();
  void look();
  clock.pass(999);
  await turn();
  expect(shelving.looking).toBe(true);
  clock.pass(1);
  await turn();
  expect(shelving.looking).toBe(false);
  await shelf.drain();
  expect(told).toEqual(["1,2,3,4 of 1,2,3,4"]);
  expect(clock.waiting).toBe(0);
});

Deno.test("gone is only what is known to have been there", async () => {
  const { shelf, shelving } = await setUp();
  const never = shelving.update(kept(9, "").id, (one) => one);
  void shelf.remove(kept(1, "").id);
  const gone = shelving.update(kept(1, "").id, (one) => one);
  await shelf.drain();
  expect(await never).toBe(undefined);
  expect(await gone).toBe("gone");
});
