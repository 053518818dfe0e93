import { expect } from "expect";
import type { HitsPage } from "@/lib/client/room_lists.ts";
import { RoomSearch } from "@/lib/client/room_search.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const NOTHING: HitsPage = { rows: [] };

/** A search of which it is known what was asked for. */
function scene(answer: () => Promise<HitsPage> = () => Promise.resolve(NOTHING)) {
  const clock = new FakeClock();
  const asked: { words: string; signal: AbortSignal }[] = [];
  const search = new RoomSearch((words, _, signal) => {
    asked.push({ words, signal });
    return answer();
  }, clock);
  return { clock, search, asked, words: () => asked.map((one) => one.words) };
}

Deno.test("nothing is looked for before the typing rests", () => {
  const { clock, search, words } = scene();
  for (const text of ["b", "bo", "bol", "bolo "]) {
    search.type(text);
    clock.pass(100);
  }
  expect(words()).toEqual([]);
  clock.pass(250);
  expect([words(), search.asked]).toEqual([["bolo"], "bolo"]);
});

Deno.test("whoever presses Enter need not wait, and the same is not looked for twice", () => {
  const { clock, search, words } = scene();
  search.type("bolo");
  search.submit();
  clock.pass(1_000);
  search.type("bolo ");
  clock.pass(1_000);
  expect(words()).toEqual(["bolo"]);
});

Deno.test("what is typed next lets go of what was looked for before", () => {
  const { clock, search, asked } = scene(() => Promise.withResolvers<HitsPage>().promise);
  search.type("bolo");
  clock.pass(250);
  search.type("bolo de cenoura");
  clock.pass(250);
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
});

Deno.test("an empty field shows nothing at once", async () => {
  const { search, words } = scene();
  search.type("bolo");
  search.submit();
  await Promise.resolve();
  search.type("  ");
  expect([search.list.state.value, search.asked, words()]).toEqual(["idle", "", ["bolo"]]);
});

Deno.test("a search that failed can be tried again with the same words", async () => {
  const { search, words } = scene(() => Promise.reject(new TypeError("no network")));
  search.type("bolo");
  search.submit();
  await new Promise<void>((resolve) =>
    search.list.state.subscribe((state) => state === "failed" && resolve())
  );
  search.submit();
  expect(words()).toEqual(["bolo", "bolo"]);
});
