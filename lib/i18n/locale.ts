/** The languages that every text exists in; the first is the one for everybody else. */
export const LOCALES = ["pt-BR", "en", "es"] as const;

/** One of the languages, as a BCP 47 tag. */
export type Locale = typeof LOCALES[number];

/** The language of this name, if there is one. */
export function localeNamed(name: string | undefined): Locale | undefined {
  return LOCALES.find((locale) => locale === name);
}

/** No browser sends more; what is longer is not read. */
const LONGEST_HEADER = 500;

/** The language of a person whose browser sent this `Accept-Language` (RFC 9110, section 12.5.4). */
export function localeOf(acceptLanguage: string | null | undefined): Locale {
  const wanted = (acceptLanguage ?? "").slice(0, LONGEST_HEADER).split(",").map(parseRange)
    .filter((range) => range.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const known = LOCALES.find((locale) => locale.slice(0, 2) === language);
    if (known !== undefined) return known;
  }
  return LOCALES[0];
}

function parseRange(range: string): { language: string; weight: number } {
  const [tag = "", ...parameters] = range.split(";");
  const language = tag.trim().toLowerCase().split("-", 1)[0] ?? "";
  const q = parameters.map((one) => one.trim()).find((one) => one.startsWith("q="));
  const weight = q === undefined ? 1 : Number(q.slice(2));
  return { language, weight: Number.isFinite(weight) ? weight : 0 };
}
