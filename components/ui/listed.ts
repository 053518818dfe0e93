import type { Speech } from "@/lib/i18n/speech.ts";

const NAMED = 3;

/** People in a sentence: "Ana, Bruno e mais 3"; `n` in all, of whom some may have no name here. */
export function listed(names: readonly string[], n: number, speech: Speech<"chat">): string {
  const shown = names.slice(0, n > NAMED ? NAMED - 1 : n);
  const rest = n - shown.length;
  if (rest > 0) shown.push(speech.say("more", { n: rest }));
  return speech.list(shown);
}
