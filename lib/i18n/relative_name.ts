const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A moment as seen from now: "agora", "há 5 minutos", "em 2 horas". `undefined`: it is a day away or more,
 * and its date says more.
 */
export function relativeName(at: number, now: number, locale: string): string | undefined {
  const ms = at - now;
  const away = Math.abs(ms);
  if (away >= DAY) return undefined;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (away < MINUTE) return words.format(0, "second");
  return away < HOUR
    ? words.format(Math.trunc(ms / MINUTE), "minute")
    : words.format(Math.trunc(ms / HOUR), "hour");
}
