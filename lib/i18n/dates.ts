import { capital } from "./capital.ts";
import type { Locale } from "./locale.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;
/** What so many minutes are called is known at most: more than a page has messages, thrice. */
const KNOWN = 6_000;
const FORMS = {
  /** A day as "2026-11-22". */
  day: { year: "numeric", month: "2-digit", day: "2-digit" },
  // 24 hours in every language: the time of a grouped message has to fit under a face.
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  full: { dateStyle: "full", timeStyle: "short" },
} as const;
/** So many languages in time zones are kept at most: a zone has as many spellings as one likes. */
const KEPT = 100;
const kept = new Map<string, Dates>();

/** Writes moments as people say them, in one language and one time zone. */
export class Dates {
  readonly zone: string;
  readonly #locale: Locale;
  // Each is costly to make, and a page asks for it with every message; not every page asks for all.
  readonly #formats = new Map<string, Intl.DateTimeFormat>();
  #relative: Intl.RelativeTimeFormat | undefined;
  /** In every zone a day begins with a minute, and seconds are not told: a minute has one text. */
  readonly #minutes = new Map<string, string>();

  constructor(locale: Locale, zone: string) {
    this.zone = zone;
    this.#locale = locale;
  }

  /** Those of this language and time zone: what one page had to find out serves the next. */
  static of(locale: Locale, zone: string): Dates {
    const key = locale + zone;
    if (kept.size > KEPT) kept.clear();
    let dates = kept.get(key);
    if (!dates) kept.set(key, dates = new Dates(locale, zone));
    return dates;
  }

  /** "14:03". */
  time(at: string | number): string {
    return this.#inMinute(at, "time");
  }

  /** The calendar day, as "2026-11-22". */
  dayKey(at: string | number): string {
    return this.#inMinute(at, "day", "en-CA");
  }

  /** "Hoje", "Ontem", else the date, with the year where it is another one. */
  dayName(at: string, now: number): string {
    return this.#ago(at, now) ??
      capital(this.#date(at, now, { weekday: "long", month: "long" }));
  }

  /** Day and time in short: "hoje, 14:03", "ontem, 17:05", "12 de nov., 09:30". */
  moment(at: number, now: number): string {
    const day = this.#ago(at, now)?.toLocaleLowerCase(this.#locale) ??
      this.#date(at, now, { month: "short" });
    return `${day}, ${this.time(at)}`;
  }

  /** Day and time in full. */
  full(at: string): string {
    return this.#inMinute(at, "full");
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

  /** Today and yesterday by their names. */
  #ago(at: string | number, now: number): string | undefined {
    const key = this.dayKey(at);
    const ago = [0, 1].find((days) => this.dayKey(now - days * DAY) === key);
    if (ago === undefined) return undefined;
    this.#relative ??= new Intl.RelativeTimeFormat(this.#locale, { numeric: "auto" });
    return capital(this.#relative.format(-ago, "day"));
  }

  /** The date, with the year where it is another one. */
  #date(at: string | number, now: number, options: Intl.DateTimeFormatOptions): string {
    const [year, thisYear] = [at, now].map((one) => this.dayKey(one).slice(0, 4));
    return this.#format({
      day: "numeric",
      ...options,
      ...(year === thisYear ? {} : { year: "numeric" }),
    }).format(new Date(at));
  }

  #inMinute(at: string | number, form: keyof typeof FORMS, locale?: string): string {
    const date = new Date(at);
    const minute = form + Math.floor(date.getTime() / MINUTE);
    if (this.#minutes.size > KNOWN) this.#minutes.clear();
    let text = this.#minutes.get(minute);
    if (!text) this.#minutes.set(minute, text = this.#format(FORMS[form], locale).format(date));
    return text;
  }

  #format(options: Intl.DateTimeFormatOptions, locale: string = this.#locale) {
    const name = JSON.stringify(options);
    const known = this.#formats.get(name);
    if (known) return known;
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: this.zone });
    this.#formats.set(name, format);
    return format;
  }
}
