import { expect } from "expect";
import { type ChatError, Conflict } from "@/lib/chat/errors.ts";
import { Turns } from "@/lib/files/turns.ts";

const why = new Conflict("taken over");

/** Something that goes on until it is ended, and then for as long as it is held back. */
function work(turns: Turns, id: string) {
  const ended = Promise.withResolvers<ChatError>();
  const last = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const done = turns.run({ id, end: ended.resolve }, why, async () => {
    begun.resolve();
    const reason = await ended.promise;
    await last.promise;
    return reason;
  });
  return { begun: begun.promise, ended: ended.promise, finish: last.resolve, done };
}

Deno.test("whoever comes later ends the one before, and waits until it has ended", async () => {
  const turns = new Turns();
  const first = work(turns, "a");
  await first.begun;
  const order: string[] = [];
  const second = work(turns, "a");
  void second.begun.then(() => order.push("second begins"));
  expect(await first.ended).toBe(why);
  void first.done.then(() => order.push("first is over"));
  first.finish();
  await second.begun;
  expect(order).toEqual(["first is over", "second begins"]);
  second.finish();
  await turns.endAll(why);
  await second.done;
  expect(turns.size).toBe(0);
});

Deno.test("of many that wait for one file never two are at it", async () => {
  const turns = new Turns();
  let inside = 0, most = 0, over = 0;
  await Promise.all(Array.from({ length: 50 }, async () => {
    await turns.run({ id: "a", end() {} }, why, async () => {
      most = Math.max(most, ++inside);
      await new Promise<void>((resolve) => queueMicrotask(resolve));
      inside--;
      over++;
    });
  }));
  expect([most, over, turns.size]).toEqual([1, 50, 0]);
});

Deno.test("other files go on at the same time", async () => {
  const turns = new Turns();
  const [a, b] = [work(turns, "a"), work(turns, "b")];
  await Promise.all([a.begun, b.begun]);
  expect(turns.size).toBe(2);
  a.finish();
  b.finish();
  await turns.endAll(why);
});

Deno.test("a work that fails gives the place on", async () => {
  const turns = new Turns();
  const failed = turns.run({ id: "a", end() {} }, why, () => Promise.reject(why));
  await expect(failed).rejects.toBe(why);
  expect(await turns.run({ id: "a", end() {} }, why, () => Promise.resolve(7))).toBe(7);
});
