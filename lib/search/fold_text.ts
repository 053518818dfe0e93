import { plainFold } from "@/lib/chat/plain_fold.ts";

/** A folded text, and where each of its UTF-16 units came from in the original. */
export interface FoldedText {
  text: string;
  /** First and last+1 unit of the original, for each unit of the folded text. */
  from: readonly number[];
  to: readonly number[];
}

// What a browser's keyboard or a telephone puts between words is more than U+0020.
const SPACE = /\p{White_Space}/u;
const SPACES = /\p{White_Space}+/gu;
const PLAIN = /^[\0-\x7f]*$/;

/**
 * Folds a text so that what one person types finds what another has written: without width, ligature
 * (NFKD), case, accent or invisible character, and a run of white space is one space. A folded text
 * is its own fold. Takes linear time, and any string at all.
 */
export function foldText(text: string): string {
  return foldLetters(text).replace(SPACES, " ");
}

/** The same, with the way back to the original. */
export function foldWithPlaces(text: string): FoldedText {
  const [parts, from, to]: [string[], number[], number[]] = [[], [], []];
  let at = 0;
  let inSpace = false;
  for (const letter of text) {
    const end = at + letter.length;
    const isSpace = SPACE.test(letter);
    const folded = isSpace ? " " : foldLetters(letter);
    // A mark, or more of one space: it belongs to what stands before it.
    if (folded === "" || isSpace && inSpace) {
      stretch(to, end);
    } else {
      parts.push(folded);
      for (let unit = 0; unit < folded.length; unit++) {
        from.push(at);
        to.push(end);
      }
    }
    if (folded !== "") inSpace = isSpace;
    at = end;
  }
  return { text: parts.join(""), from, to };
}

function foldLetters(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  // A sigma is written another way at the end of a word, which no single letter knows.
  return plainFold(text).replaceAll("ς", "σ");
}

function stretch(ends: number[], end: number): void {
  // The units of one letter (of "ﬁ", say) end together.
  const last = ends.at(-1);
  for (let index = ends.length - 1; index >= 0 && ends[index] === last; index--) ends[index] = end;
}
