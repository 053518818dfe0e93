import { Invalid } from "./errors.ts";
import { foldName } from "./fold_name.ts";
import { LIMITS } from "./limits.ts";
import { isReserved } from "./reserved_names.ts";
import { isOneWriting } from "./scripts.ts";

export { foldName } from "./fold_name.ts";

/** A name as it is shown, and the key under which no second person can have one like it. */
export interface Name {
  shown: string;
  key: string;
}

// What may not stand in a name: controls, invisible and direction-changing characters (one name
// would look like another), private use and unassigned ones, and three that are drawn as nothing.
// Emoji sequences need their joiners, and are taken out before this looks.
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}]/u;
const EMOJI = /\p{RGI_Emoji}/gv;
const VISIBLE = /[\p{L}\p{N}\p{RGI_Emoji}]/v;
const KEYCAP = /[0-9#*]\ufe0f?\u20e3/gu;
const NAMING = /[\p{L}\p{RGI_Emoji}]/v;
// A mark with nothing under it would sit on what stands before the name; a heap of them would reach
// into the lines above (UTS 39, section 5.4).
const LOOSE_MARK = /(?:^|\s)\p{M}/u;
const HEAPED_MARKS = /(\p{Mn})\1|\p{M}{5}/u;

/**
 * Checks the name of a person or a room. White space at its ends is cut; nothing else is changed.
 *
 * @throws {Invalid} if it has 0 or more than 40 code points, nothing to see, a character that
 * hides, controls or turns the direction of text, letters of several scripts, or loose or heaped
 * marks
 */
export function parseName(input: string, field = "name"): Name {
  const shown = input.trim();
  if (shown === "") throw unfit(field, "it is empty");
  const length = lengthOf(shown);
  if (length > LIMITS.name) {
    throw unfit(field, `it has ${length} characters, at most ${LIMITS.name} allowed`);
  }
  if (!shown.isWellFormed()) throw unfit(field, "it has a lone surrogate");
  const text = shown.replace(EMOJI, " ");
  if (HIDDEN.test(text)) throw unfit(field, "it has an invisible character");
  if (!isOneWriting(text)) throw unfit(field, "it mixes scripts, or has one no longer in use");
  checkMarks(text, field);
  const key = foldName(shown);
  if (key === "" || !VISIBLE.test(shown)) throw unfit(field, "it has no letter, digit or emoji");
  return { shown, key };
}

/**
 * Checks the name of a person, which stands beside what the system says and must not speak for it.
 *
 * @throws {Invalid} as {@link parseName}; and if it is of digits alone, or one of the words that
 * name a role, the system, everybody or nobody
 */
export function parsePersonName(input: string, field = "name"): Name {
  const name = parseName(input, field);
  if (!NAMING.test(name.shown.replace(KEYCAP, ""))) {
    throw unfit(field, "it has no letter or emoji");
  }
  if (isReserved(name.shown)) throw unfit(field, "it is a reserved word");
  return name;
}

function checkMarks(text: string, field: string): void {
  const marked = text.normalize("NFD");
  if (LOOSE_MARK.test(marked)) throw unfit(field, "it has an accent without a letter");
  if (HEAPED_MARKS.test(marked)) throw unfit(field, "it has too many accents on one letter");
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

function unfit(field: string, why: string): Invalid {
  return new Invalid(`Cannot take ${field}: ${why}`, { field });
}
