import { Invalid } from "./errors.ts";
import { LIMITS } from "./limits.ts";

const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}]*$/u;

/**
 * Checks a message's text and gives it back unchanged. `beside`: there may be files, and then no text.
 *
 * @throws {Invalid} if it is blank, longer than 8,000 UTF-16 units, not well formed, or holds NUL
 */
export function parseBody(body: string, { beside = false }: { beside?: boolean } = {}): string {
  if (beside && body === "") return body;
  const flaw = flawIn(body);
  if (flaw === undefined) return body;
  throw new Invalid(`Cannot post message: ${flaw}`, { field: "body" });
}

/** What keeps a text from being a message, in words for a log; `undefined`: nothing. */
export function flawIn(body: string): string | undefined {
  if (body.length > LIMITS.body) {
    return `body has ${body.length} units, at most ${LIMITS.body} allowed`;
  }
  if (BLANK.test(body)) return "body is blank";
  if (!body.isWellFormed()) return "body has a lone surrogate";
  // Legal JSON, but not legal HTML text: a page could not show it as it was sent.
  return body.includes("\0") ? "body has a NUL" : undefined;
}
