import { LIMITS } from "./limits.ts";

/** What a file is called that came without a name, or with one that nobody could see. */
const NAMELESS = "arquivo";
/** Longest ending that is kept when a name is cut, its dot included, in UTF-16 units. */
const LONGEST_ENDING = 20;

// What would end a header, hide, or turn the direction of what follows ("exe.fdp" for a PDF); the
// joiners within an emoji belong to it.
const HIDDEN =
  /(\p{RGI_Emoji})|[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gv;

/**
 * The name of a file as it is kept, of one as a sender has it: the last part of a path, without
 * what is not to be seen, 255 UTF-16 units at most, its ending whole.
 */
export function fileNameOf(sent: string): string {
  const base = sent.toWellFormed().replace(HIDDEN, (_, emoji?: string) => emoji ?? "")
    .split(/[/\\]/).findLast((part) => part.trim() !== "")?.trim() ?? "";
  return /^\.*$/.test(base) ? NAMELESS : cut(base);
}

function cut(name: string): string {
  if (name.length <= LIMITS.fileName) return name;
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 && name.length - dot <= LONGEST_ENDING ? name.slice(dot) : "";
  const stem = name.slice(0, LIMITS.fileName - ending.length);
  // A pair that was cut in two leaves its first half.
  return stem.replace(/[\ud800-\udbff]$/, "") + ending;
}
