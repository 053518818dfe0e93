import { foldText } from "./fold_text.ts";
import type { Hit } from "./hit_walk.ts";
import type { SearchQuery } from "./search_query.ts";
import { wordsOf } from "./terms_of.ts";

/** What a word is worth that is the very one, that only begins so, and that has it inside. */
const WORTH = { whole: 4, start: 2, inside: 1 };
/** The newest hit against the oldest: less than one that begins so against one that has it inside. */
const NEWEST = 0.75;
/** Words after which a message says so much else that it counts for less. */
const LONG = 40;

/** Hits, given newest first, the best first: whole words before parts, short before long. */
export function rankHits({ words }: Pick<SearchQuery, "words">, hits: readonly Hit[]): Hit[] {
  const ranked = hits.map((hit, index) => ({
    hit,
    score: scoreOf(words, [hit.body, ...hit.files.map(({ name }) => name)].join("\n")) +
      NEWEST * (1 - index / hits.length),
  }));
  return ranked.sort((a, b) => b.score - a.score).map(({ hit }) => hit);
}

function scoreOf(wanted: readonly string[], text: string): number {
  const written = wordsOf(foldText(text));
  const worth = wanted.flatMap(wordsOf).reduce((sum, part) => sum + worthOf(part, written), 0);
  return worth / Math.max(1, Math.log2(written.length / LONG + 1));
}

function worthOf(part: string, written: readonly string[]): number {
  if (written.includes(part)) return WORTH.whole;
  return written.some((word) => word.startsWith(part)) ? WORTH.start : WORTH.inside;
}
