import type { SharedFile } from "@/lib/chat/model.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import { coverSpoilers, plainOf } from "@/lib/markup/plain_of.ts";

const LONGEST = 90;

/** What somebody said: a text, files, or both. */
export interface Said {
  body: string;
  files?: readonly SharedFile[] | undefined;
}

/** The names of its files; "" without any. */
export function fileNames({ files }: Pick<Said, "files">): string {
  return files?.map(({ name }) => name).join(", ") ?? "";
}

/**
 * The beginning of a message in one line, for labels and quotes: its text, without its signs if its
 * markup is known, then the names of its files.
 */
export function oneLine(said: Said, markup?: Markup): string {
  const text = markup ? plainOf(markup) : coverSpoilers(said.body);
  const line = text.slice(0, LONGEST).replace(/\s+/g, " ").toWellFormed();
  const words = text.length > LONGEST ? `${line}…` : line;
  return [words, fileNames(said)].filter(Boolean).join(", ");
}
