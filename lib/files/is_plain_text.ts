// Markup that a browser, or whatever else opens what was saved, would run.
const MARKUP_NAME =
  /\.(?:[sx]?html?|xht|svgz?|xml|xslt?|xsd|rdf|rss|atom|mathml|mml|mht|mhtml|eml|ht[ac])$/i;
const MARKUP = /^\s*</;
// deno-lint-ignore no-control-regex -- these are what text does not have
const CONTROL = /[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]/;

/**
 * Whether a file is text that can be shown: UTF-8 (RFC 3629), perhaps with its mark, without control
 * characters, and neither named nor beginning like markup.
 *
 * @param head how it begins, at most torn within a character
 */
export function isPlainText(
  head: Uint8Array,
  { name, size }: { name: string; size: number },
): boolean {
  if (head.length === 0 || MARKUP_NAME.test(name.trimEnd())) return false;
  const text = utf8(head, head.length < size);
  return text !== undefined && !MARKUP.test(text) && !CONTROL.test(text);
}

function utf8(bytes: Uint8Array, isTorn: boolean): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isTorn });
  } catch {
    return undefined;
  }
}
