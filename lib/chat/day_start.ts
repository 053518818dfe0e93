const HOUR = 3_600_000;
/** Clocks of the world are at most so far from that of UTC. */
const FARTHEST = 15 * HOUR;

/**
 * When a calendar day begins in a time zone, in milliseconds since the epoch. Where the clocks go
 * forward at midnight, that is one o'clock.
 *
 * @param day as "2026-11-01"
 */
export function startOfDay(day: string, zone: string): number {
  const inUtc = Date.parse(`${day}T00:00:00Z`);
  // Calendars of earlier times are of no use to a chat, and some are written in another way.
  if (inUtc < 0) return inUtc;
  const calendar = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone: zone,
  });
  let [early, late] = [inUtc - FARTHEST, inUtc + FARTHEST];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (calendar.format(middle) < day) early = middle;
    else late = middle;
  }
  return late;
}
