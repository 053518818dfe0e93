import type { FakeClock } from "./fake_clock.ts";

/** Moves time on, 50 ms in every ten, until what is wanted has come or cannot come any more. */
export async function meanwhile<T>(clock: FakeClock, wanted: Promise<T>): Promise<T> {
  let over = false;
  const done = () => over = true;
  wanted.then(done, done);
  while (!over) {
    clock.pass(50);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return await wanted;
}
