import type { Catalogue, ParametersOf, Plural, SourceTexts } from "./catalogue.ts";
import { Dates } from "./dates.ts";
import type { Locale } from "./locale.ts";

type Section = keyof Catalogue;
type Values<Names extends string> = [Names] extends [never] ? []
  : [values: Readonly<Record<Names, string | number>>];

/** Plain data from which a `Speech` is made again on the other side. */
export interface SpeechProps<In extends Section> {
  locale: Locale;
  texts: Catalogue[In];
  /** An IANA time zone. */
  zone: string;
}

/** Says one section's texts in one language, and dates and times in one time zone. */
export class Speech<In extends Section> {
  readonly locale: Locale;
  readonly dates: Dates;
  readonly #texts: Catalogue[In];
  // Costly to make; few pages need all of them.
  #plurals: Intl.PluralRules | undefined;
  #numbers: Intl.NumberFormat | undefined;
  #lists: Intl.ListFormat | undefined;

  constructor({ locale, texts, zone }: SpeechProps<In>) {
    this.locale = locale;
    this.dates = Dates.of(locale, zone);
    this.#texts = texts;
  }

  /** The text under a key, with its placeholders filled; the form is chosen by `n`. */
  say<Key extends keyof SourceTexts<In> & keyof Catalogue[In]>(
    key: Key,
    ...[values]: Values<ParametersOf<SourceTexts<In>[Key]>>
  ): string {
    const given: Readonly<Record<string, string | number>> = values ?? {};
    const text = this.#form(this.#texts[key] as string | Plural, given);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => this.#shown(given[name]));
  }

  /** "Ana, Bruno e Clara". */
  list(these: readonly string[]): string {
    this.#lists ??= new Intl.ListFormat(this.locale);
    return this.#lists.format(these);
  }

  #form(text: string | Plural, given: Readonly<Record<string, string | number>>): string {
    if (typeof text === "string") return text;
    this.#plurals ??= new Intl.PluralRules(this.locale);
    const form = this.#plurals.select(Number(given.n)) as "one" | "many" | "other";
    return text[form] ?? text.other;
  }

  #shown(value: string | number | undefined): string {
    if (typeof value !== "number") return value ?? "";
    // Counts up to here are the same in every language.
    if (Number.isInteger(value) && value >= 0 && value < 1_000) return String(value);
    this.#numbers ??= new Intl.NumberFormat(this.locale);
    return this.#numbers.format(value);
  }
}
