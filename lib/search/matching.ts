import { foldText } from "./fold_text.ts";
import type { Wanted } from "./search_query.ts";

/** A stretch of a text, in UTF-16 units: the first, and the one after the last. */
export type Stretch = readonly [from: number, to: number];

/** Places of one term that are told: more than anybody can be shown. */
const MOST_PLACES = 1_000;
const LETTER_AHEAD = /^[\p{L}\p{N}\p{M}]/u;
const LETTER_BEHIND = /[\p{L}\p{N}\p{M}]$/u;

/** Whether a message with this text, and with files of these names, is a hit. */
export function isHit(wanted: Wanted, body: string, names: readonly string[] = []): boolean {
  const texts = [body, ...names].map(foldText);
  const has = (word: string) => texts.some((text) => text.includes(word));
  return wanted.words.every(has) && !wanted.without.some(has) &&
    wanted.phrases.every((phrase) =>
      texts.some((text) => placesOf(phrase, text, "whole").length > 0)
    );
}

/** Where a folded text holds what is wanted, term by term, the first 1,000; stretches may overlap. */
export function hitsIn({ words, phrases }: Wanted, folded: string): Stretch[][] {
  return [
    ...words.map((word) => placesOf(word, folded, "part")),
    ...phrases.map((phrase) => placesOf(phrase, folded, "whole")),
  ];
}

function placesOf(needle: string, folded: string, kind: "part" | "whole"): Stretch[] {
  const places: Stretch[] = [];
  if (needle === "") return places;
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (kind === "whole" && !isWhole(folded, at, end)) continue;
    if (places.push([at, end]) === MOST_PLACES) break;
  }
  return places;
}

function isWhole(folded: string, at: number, end: number): boolean {
  return !isInWord(folded, at) && !isInWord(folded, end);
}

/** Whether a word goes on across this place. */
function isInWord(folded: string, at: number): boolean {
  // Two units hold the letter on either side, whichever its plane.
  return LETTER_BEHIND.test(folded.slice(Math.max(at - 2, 0), at)) &&
    LETTER_AHEAD.test(folded.slice(at, at + 2));
}
