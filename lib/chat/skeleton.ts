import { CONFUSABLES } from "./confusables.ts";
import { plainFold } from "./plain_fold.ts";

const [NEW_LINE, DOT, COLON, SEMICOLON] = [10, 46, 58, 59];

let table: ReadonlyMap<number, string> | undefined;

/**
 * What a text looks like, as one text for all that look alike: the skeleton of UTS 39, section 4,
 * with width, ligatures, accents and case folded too, so that I, i, l and 1 are one. It is there to
 * be compared, not to be shown: "Maria" becomes "rnarla". A skeleton is its own skeleton. Four
 * letters of Greek keep their case (Γ, Η, Ν, Υ), as each case looks like another Latin letter.
 */
export function skeletonOf(text: string): string {
  table ??= decode(CONFUSABLES);
  let skeleton = "";
  for (const one of text.normalize("NFD")) {
    skeleton += table.get(one.codePointAt(0)!) ?? foldUnlisted(one, table);
  }
  return skeleton.normalize("NFC");
}

function foldUnlisted(one: string, listed: ReadonlyMap<number, string>): string {
  if (one >= "a" && one <= "z") return one;
  let folded = "";
  for (const part of plainFold(one)) folded += listed.get(part.codePointAt(0)!) ?? part;
  return folded;
}

// One pass, and numbers as keys: the first name that a process sees waits for this.
function decode(encoded: string): Map<number, string> {
  const decoded = new Map<number, string>();
  let fold = "";
  let point = 0;
  let number = 0;
  for (let at = 0; at < encoded.length; at++) {
    const code = encoded.charCodeAt(at);
    const digit = digitOf(code);
    if (digit >= 0) {
      number = number * 36 + digit;
      continue;
    }
    if (code === NEW_LINE) continue;
    if (code === DOT || code === COLON) {
      if (number > 0) fold += String.fromCodePoint(number);
    } else {
      point += number;
      decoded.set(point, fold);
    }
    if (code === SEMICOLON) [fold, point] = ["", 0];
    number = 0;
  }
  return decoded;
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 97 && code <= 122 ? code - 87 : -1;
}
