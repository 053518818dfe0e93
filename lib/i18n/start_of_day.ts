import type { Dates } from "./dates.ts";

/** Clocks differ by less than this from the world's, in milliseconds. */
const FURTHEST = 15 * 3_600_000;

/**
 * When a day, "2026-11-22", begins where these dates are read, in milliseconds since the epoch;
 * `undefined`: there is no such day.
 */
export function startOfDay(day: string, dates: Dates): number | undefined {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return undefined;
  let [low, high] = [midnight - FURTHEST, midnight + FURTHEST];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (dates.dayKey(middle) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
