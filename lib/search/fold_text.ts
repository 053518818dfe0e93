import { plainFold } from "@/lib/chat/plain_fold.ts";

/** A folded text, and where each of its UTF-16 units came from in the original. */
export interface FoldedText {
  text: string;
  /** First and last+1 unit of the original, for each unit of the folded text. */
  from: readonly number[];
  to: readonly number[];
}

// What a browser's keyboard or a telephone puts between words is more than U+0020.
const SPACES = /\p{White_Space}+/gu;
const MOST_LETTERS = 4_096;
const letters = new Map<string, readonly string[]>();
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
  const [units, from, to]: [string[], number[], number[]] = [[], [], []];
  let at = 0;
  for (const letter of text) {
    const end = at + letter.length;
    // A mark, or more of one space: it belongs to what stands before it.
    let isNew = false;
    for (const unit of foldLetter(letter)) {
      if (unit === " " && units.at(-1) === " ") continue;
      isNew = true;
      units.push(unit);
      from.push(at);
      to.push(end);
    }
    if (!isNew) stretch(to, end);
    at = end;
  }
  return { text: units.join(""), from, to };
}

/** The UTF-16 units of one letter, folded; of texts in one language there are not many. */
function foldLetter(letter: string): readonly string[] {
  const known = letters.get(letter);
  if (known !== undefined) return known;
  const folded = foldText(letter).split("");
  if (letters.size >= MOST_LETTERS) letters.clear();
  letters.set(letter, folded);
  return folded;
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
