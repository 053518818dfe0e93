import type { Clock } from "@/lib/chat/clock.ts";

/** Resolves `ms` from now. */
export function pause(clock: Clock, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  clock.after(ms, resolve);
  return promise;
}
