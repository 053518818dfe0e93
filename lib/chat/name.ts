import { Invalid } from "./errors.ts";
import { LIMITS } from "./limits.ts";

/** A name as it is shown, and the key under which no second person can have one like it. */
export interface Name {
  shown: string;
  key: string;
}

// What may not stand in a name: controls, invisible and direction-changing characters (one name
// would look like another), private use and unassigned ones. Emoji sequences need their joiners,
// and are taken out before this looks.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const EMOJI = /\p{RGI_Emoji}/gv;
const VISIBLE = /[\p{L}\p{N}\p{RGI_Emoji}]/v;

/**
 * Checks the name of a person or a room. White space at its ends is cut; nothing else is changed.
 *
 * @throws {Invalid} if it has 0 or more than 40 code points, nothing to see, or a character that
 * hides, controls or turns the direction of text
 */
export function parseName(input: string, field = "name"): Name {
  const shown = input.trim();
  if (shown === "") throw unfit(field, "it is empty");
  if (!shown.isWellFormed()) throw unfit(field, "it has a lone surrogate");
  const length = [...shown].length;
  if (length > LIMITS.name) {
    throw unfit(field, `it has ${length} characters, at most ${LIMITS.name} allowed`);
  }
  if (HIDDEN.test(shown.replace(EMOJI, ""))) throw unfit(field, "it has an invisible character");
  if (!VISIBLE.test(shown)) throw unfit(field, "it has no letter, digit or emoji");
  return { shown, key: foldName(shown) };
}

/**
 * Folds what the eye takes for the same: width and ligatures (NFKD), accents, case, runs of white
 * space. Two people cannot have names with one key.
 */
export function foldName(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFKC")
    .replace(/\p{White_Space}+/gu, " ").trim();
}

function unfit(field: string, why: string): Invalid {
  return new Invalid(`Cannot take ${field}: ${why}`, { field });
}
