import { needsMarkup } from "./needs_markup.ts";
import { parseMarkup } from "./parse_markup.ts";
import { plainOf } from "./plain_of.ts";

/** A message in one line, without its formatting: {@linkcode plainOf}, from the body itself. */
export function plainText(body: string): string {
  return plainOf(needsMarkup(body) ? parseMarkup(body) : [body]);
}
