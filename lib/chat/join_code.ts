import { Invalid } from "./errors.ts";
import { LIMITS } from "./limits.ts";

/** Crockford's alphabet: no I, L, O, U, which are read or heard as others. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;
const EYE_TWINS: Readonly<Record<string, string>> = { I: "1", L: "1", O: "0" };

/** A new join code: 8 characters of 5 random bits each, 40 in all, as `K7QF-3M9T`. */
export function newJoinCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  const code = Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/**
 * Checks a join code of somebody's own choice; white space at its ends is cut.
 *
 * @throws {Invalid} if it has less than 4 or more than 64 UTF-16 units, or folds to less than 4
 */
export function parseJoinCode(input: string): string {
  const code = input.trim();
  const { joinCode, joinCodeMin } = LIMITS;
  const isFit = code.isWellFormed() && code.length <= joinCode &&
    foldJoinCode(code).length >= joinCodeMin;
  if (isFit) return code;
  throw new Invalid(
    `Cannot take joinCode: ${joinCodeMin} to ${joinCode} letters and digits allowed`,
    { field: "joinCode" },
  );
}

/** What counts of a code as it is typed from paper or heard: no case, no dashes, no spaces. */
export function foldJoinCode(code: string): string {
  return code.normalize("NFKC").toUpperCase().replace(/[\s\p{Pd}]+/gu, "")
    .replace(/[ILO]/g, (letter) => EYE_TWINS[letter]!);
}
