import { isInline, knownType } from "./file_types.ts";

/** How something is given out. */
export interface ServedType {
  /** For the Content-Type header. */
  type: string;
  /** A browser may show it by itself; else it is a download. */
  inline: boolean;
}

/**
 * How a file of this type is given out. The table is fixed, and is looked at once more on the way out:
 * what it does not know (HTML, SVG, XML, scripts among them) is just bytes.
 */
export function servedAs(type: string): ServedType {
  const known = knownType(type);
  // Said of every text, or a browser would guess: some have guessed UTF-7, in which a tag hides.
  const told = known === "text/plain" ? "text/plain; charset=utf-8" : known;
  return { type: told, inline: isInline(known) };
}
