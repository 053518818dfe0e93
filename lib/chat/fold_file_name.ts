import { plainFold } from "./plain_fold.ts";

const SPACES = /\p{White_Space}+/gu;

/**
 * A file's name as it is looked for: without width, ligature, case, accent or invisible character, and
 * a run of white space is one space. Words that are looked for are folded by it, too.
 */
export function foldFileName(name: string): string {
  // A sigma is written another way at the end of a word.
  return plainFold(name).replaceAll("ς", "σ").replace(SPACES, " ").trim();
}
