import type { Locale } from "./locale.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/**
 * For how long, in the largest unit that fits, rounded up: "30 segundos", "5 minutos"; `short`:
 * "30 s", "5 min".
 */
export function spanName(
  seconds: number,
  locale: Locale,
  unitDisplay: "long" | "short" = "long",
): string {
  const [unit, length] = unitOf(Math.max(0, seconds));
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay })
    .format(Math.ceil(Math.max(0, seconds) / length));
}

/** Until something may be tried again, from what an answer says: a second at least. */
export function waitName(afterMs: number | undefined, locale: Locale): string {
  return spanName(Math.max(1, Math.ceil((afterMs ?? 0) / 1_000)), locale);
}

function unitOf(seconds: number): [unit: string, seconds: number] {
  if (seconds < MINUTE) return ["second", 1];
  if (seconds < HOUR) return ["minute", MINUTE];
  if (seconds < DAY) return ["hour", HOUR];
  return seconds % WEEK === 0 ? ["week", WEEK] : ["day", DAY];
}
