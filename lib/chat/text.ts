import { Invalid } from "./errors.ts";
import { LIMITS } from "./limits.ts";

const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}]*$/u;

/**
 * Checks a message's text and gives it back unchanged.
 *
 * @throws {Invalid} if it is blank, longer than 8,000 UTF-16 units, not well formed, or holds NUL
 */
export function parseBody(body: string): string {
  if (body.length > LIMITS.body) {
    throw unfit(`body has ${body.length} units, at most ${LIMITS.body} allowed`);
  }
  if (BLANK.test(body)) throw unfit("body is blank");
  if (!body.isWellFormed()) throw unfit("body has a lone surrogate");
  // Legal JSON, but not legal HTML text: a page could not show it as it was sent.
  if (body.includes("\0")) throw unfit("body has a NUL");
  return body;
}

function unfit(why: string): Invalid {
  return new Invalid(`Cannot post message: ${why}`, { field: "body" });
}
