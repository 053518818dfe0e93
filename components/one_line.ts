import type { Markup } from "@/lib/markup/markup.ts";
import { coverSpoilers, plainOf } from "@/lib/markup/plain_of.ts";

const LONGEST = 90;

/** The beginning of a text in one line, for labels and quotes; without its signs, if its markup is known. */
export function oneLine(body: string, markup?: Markup): string {
  const text = markup ? plainOf(markup) : coverSpoilers(body);
  const line = text.slice(0, LONGEST).replace(/\s+/g, " ").toWellFormed();
  return text.length > LONGEST ? `${line}…` : line;
}
