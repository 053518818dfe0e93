import { type Clock, systemClock } from "@/lib/chat/clock.ts";

const LOOK_MS = 50;
const PATIENCE_MS = 1_000;

/**
 * How many are left, once none is or a second has passed: what was written just now is on its way,
 * and nobody has to be asked about it.
 */
export async function settledCount(
  count: () => Promise<number>,
  clock: Clock = systemClock,
): Promise<number> {
  const end = clock.now() + PATIENCE_MS;
  for (;;) {
    const left = await count();
    if (left === 0 || clock.now() >= end) return left;
    await new Promise<void>((resolve) => clock.after(LOOK_MS, resolve));
  }
}
