import type { Speech } from "@/lib/i18n/speech.ts";

const NAMED = 3;

// Costly to make, and a page asks for one with every reaction.
const formats = new Map<string, Intl.ListFormat>();

/** People in a sentence: "Ana, Bruno e mais 3"; `n` in all, of whom some may have no name here. */
export function listed(names: readonly string[], n: number, speech: Speech<"chat">): string {
  const shown = names.slice(0, n > NAMED ? NAMED - 1 : n);
  const rest = n - shown.length;
  if (rest > 0) shown.push(speech.say("more", { n: rest }));
  // One is no list.
  return shown.length === 1 ? shown.join("") : formatIn(speech.locale).format(shown);
}

function formatIn(locale: string): Intl.ListFormat {
  const format = formats.get(locale) ?? new Intl.ListFormat(locale);
  formats.set(locale, format);
  return format;
}
