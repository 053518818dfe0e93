import type { Spoken } from "@/lib/chat/store.ts";
import { foldText } from "./fold_text.ts";
import { holdingsOf } from "./holdings.ts";
import type { Attachment } from "./search_query.ts";

// A picture is a word of its own, and is looked for like one.
const WORD = /[\p{L}\p{N}\p{M}]+|\p{Extended_Pictographic}/gu;
/** Code points of a term, as the column holds them. */
const LONGEST = 64;
/**
 * Terms of a longer word (a sentence without spaces, say) begin so many code points apart, so that
 * any part of it which is not longer stands in one of them.
 */
export const STEP = LONGEST / 2;

// No word begins with a control.
const MARK = "\u0001";

/** What everything has. */
export const ANY_TERM = `${MARK}*`;

/** Whether a term is one of the index's own, and no word. */
export function isMark(term: string): boolean {
  return term.startsWith(MARK);
}

/** The term of all that was written in a room. */
export function roomTerm(room: number): string {
  return `${MARK}/${room}`;
}

/** The term of all that a person has written. */
export function authorTerm(user: number): string {
  return `${MARK}@${user}`;
}

/** The term of messages that hold such a thing. */
export function holdingTerm(kind: Attachment): string {
  return `${MARK}#${kind}`;
}

/** The words of a folded text, each once. */
export function termsOf(folded: string): string[] {
  return [...new Set(wordsOf(folded).flatMap(cut))];
}

/** The words of a folded text, as they stand in it. */
export function wordsOf(folded: string): string[] {
  return folded.match(WORD) ?? [];
}

/**
 * All that a message is found by: the names of its files are words of it. An index of the time before
 * there were files lacks none of this, since no message had any.
 */
export function entryTerms({ room, ...spoken }: Spoken & { room: number }): string[] {
  const { author, body, files } = spoken;
  const held = holdingsOf(spoken).map(holdingTerm);
  const words = termsOf([body, ...files.map(({ name }) => name)].map(foldText).join("\n"));
  return [ANY_TERM, roomTerm(room), authorTerm(author), ...held, ...words];
}

function cut(word: string): string[] {
  if (word.length <= LONGEST) return [word];
  const letters = Array.from(word);
  const terms: string[] = [];
  for (let at = 0; at === 0 || at + STEP < letters.length; at += STEP) {
    terms.push(letters.slice(at, at + LONGEST).join(""));
  }
  return terms;
}
