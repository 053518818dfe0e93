import { Invalid } from "./errors.ts";

/** An emoji that Unicode recommends for general interchange (UTS 51, ED-27), alone. */
const RGI = /^\p{RGI_Emoji}$/v;
/** Asks for the picture in place of the sign: some keyboards leave it out (UTS 51, ED-9a). */
const AS_PICTURE = "\u{FE0F}";

/**
 * Checks the emoji of a reaction, and gives it back in its one spelling, so that "❤" and "❤️" are
 * one reaction. Not for the browser: older ones do not know the set.
 *
 * @throws {Invalid} if it is no emoji, or more than one
 */
export function parseEmoji(text: string): string {
  for (const spelling of [text, text + AS_PICTURE]) if (RGI.test(spelling)) return spelling;
  throw new Invalid("Cannot react: emoji is not one emoji", { field: "emoji" });
}
