const LONGEST = 500;
const OURS = "http://own.invalid";

/**
 * A place to go on to, as a request names it, if it is on this very site: whoever sends a person a
 * link with such a place in it must not be able to send them elsewhere.
 *
 * @returns path, query and fragment; `undefined` for what leads anywhere else
 */
export function ownPath(text: string | null | undefined): string | undefined {
  if (!text || text.length > LONGEST || !text.startsWith("/")) return undefined;
  // Browsers take a backslash for a slash, and drop tabs and line breaks.
  if (/[\p{Cc}\\]/u.test(text) || !URL.canParse(text, OURS)) return undefined;
  const { origin, pathname, search, hash } = new URL(text, OURS);
  // `/.//evil.example` comes out of the parser as `//evil.example`.
  if (origin !== OURS || pathname.startsWith("//")) return undefined;
  return pathname + search + hash;
}
