import type { Locale } from "./locale.ts";

const DAY = 86_400_000;

/** Writes moments as people say them, in one language and one time zone. */
export class Dates {
  readonly zone: string;
  readonly #locale: Locale;
  readonly #clock: Intl.DateTimeFormat;
  readonly #key: Intl.DateTimeFormat;

  constructor(locale: Locale, zone: string) {
    this.zone = zone;
    this.#locale = locale;
    // 24 hours in every language: the time of a grouped message has to fit under a face.
    this.#clock = this.#format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    this.#key = new Intl.DateTimeFormat("en-CA", {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      timeZone: zone,
    });
  }

  /** "14:03". */
  time(at: string): string {
    return this.#clock.format(new Date(at));
  }

  /** The calendar day, as "2026-11-22". */
  dayKey(at: string | number): string {
    return this.#key.format(new Date(at));
  }

  /** "Hoje", "Ontem", else the date, with the year where it is another one. */
  dayName(at: string, now: number): string {
    const key = this.dayKey(at);
    const ago = [0, 1].find((days) => this.dayKey(now - days * DAY) === key);
    if (ago !== undefined) return this.#relative(ago);
    const sameYear = key.slice(0, 4) === this.dayKey(now).slice(0, 4);
    return capital(
      this.#format({
        weekday: "long",
        day: "numeric",
        month: "long",
        ...(sameYear ? {} : { year: "numeric" }),
      }).format(new Date(at)),
    );
  }

  /** The date in full, whatever the day is now. */
  dateName(at: string): string {
    return capital(this.#format({ dateStyle: "full" }).format(new Date(at)));
  }

  /** Day and time in short: "hoje, 14:03", "ontem, 17:05", "12 de nov., 09:30". */
  moment(at: number, now: number): string {
    const key = this.dayKey(at);
    const ago = [0, 1].find((days) => this.dayKey(now - days * DAY) === key);
    const sameYear = key.slice(0, 4) === this.dayKey(now).slice(0, 4);
    const day = ago === undefined
      ? this.#format({
        day: "numeric",
        month: "short",
        ...(sameYear ? {} : { year: "numeric" }),
      }).format(new Date(at))
      : this.#relative(ago).toLocaleLowerCase(this.#locale);
    return `${day}, ${this.#clock.format(new Date(at))}`;
  }

  /** Day and time in full. */
  full(at: string): string {
    return this.#format({ dateStyle: "full", timeStyle: "short" }).format(new Date(at));
  }

  /** Milliseconds from `now` until it is another day here: at most a day. */
  untilTomorrow(now: number): number {
    const today = this.dayKey(now);
    let low = 0;
    let high = DAY + DAY / 12; // The day on which clocks go back has 25 hours.
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.dayKey(now + middle) === today) low = middle;
      else high = middle;
    }
    return high;
  }

  #relative(daysAgo: number): string {
    const words = new Intl.RelativeTimeFormat(this.#locale, { numeric: "auto" });
    return capital(words.format(-daysAgo, "day"));
  }

  #format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(this.#locale, { ...options, timeZone: this.zone });
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
