import { isInline, knownType } from "./file_types.ts";

/** How something is given out. */
export interface ServedType {
  /** For the Content-Type header. */
  type: string;
  /** A browser may show it by itself; else it is a download. */
  inline: boolean;
}

/** Said of every text, or a browser would guess: some have guessed UTF-7, in which a tag hides. */
const TEXT: ServedType = { type: "text/plain; charset=utf-8", inline: true };

/**
 * How a file of this type is given out. The type is what its bytes were found to be, never what
 * somebody called it; the table is fixed, so that what it does not know is just bytes.
 */
export function servedAs(type: string): ServedType {
  if (type === "text/plain") return TEXT;
  return { type: knownType(type), inline: isInline(type) };
}
