const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What time it is in the world: always some minutes past this. */
const NOW = 15;

/**
 * A zone of the world where it is afternoon just now, so that what was said today was, whenever the
 * pictures are taken.
 */
export function afternoonZone(now = Date.now()): string {
  const ahead = (NOW - new Date(now).getUTCHours() + 36) % 24 - 12;
  // The sign of these names is that of POSIX: west is plus.
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

/** The moment of an hour of today there, as "14:05"; of yesterday, as "-14:05". */
export function momentOf(hour: string, now = Date.now()): number {
  const [hours = 0, minutes = 0] = hour.replace("-", "").split(":").map(Number);
  const midnight = Math.floor(now / HOUR) * HOUR - NOW * HOUR;
  return midnight - (hour.startsWith("-") ? DAY : 0) + hours * HOUR + minutes * 60_000;
}
