import type { Speech } from "@/lib/i18n/speech.ts";

const NAMED = 3;

/** People in a sentence: "Ana, Bruno e mais 3", of `n` in all, of whom some may have no name here. */
export function listed(names: readonly string[], n: number, speech: Speech<"chat">): string {
  const shown = names.slice(0, names.length === n && n <= NAMED ? NAMED : NAMED - 1);
  const rest = n - shown.length;
  const parts = rest > 0 ? [...shown, speech.say("more", { n: rest })] : shown;
  return new Intl.ListFormat(speech.locale).format(parts);
}
