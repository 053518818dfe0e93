import { HUES } from "@/lib/chat/hues.ts";

/** What it takes to draw a person. */
export interface Person {
  id: number;
  /** "" once the account was deleted. */
  name: string;
  hue?: number | undefined;
  picture?: number | undefined;
}

/** People who came one after the other are not to look alike; without a factor in common with 24. */
const STRIDE = 7;

/** Which of the hues is a person's: the one they chose, else that of their id. */
export function hueOf({ id, hue }: Pick<Person, "id" | "hue">): number {
  return hue ?? (id % HUES) * STRIDE % HUES;
}

/** One or two letters (or one emoji) to know a person by: "JP" for João Pedro, "MA" for Marina. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => word !== "");
  const [first = "", ...others] = words;
  const last = others.at(-1);
  if (last !== undefined) return (firstOf(first) + firstOf(last)).toUpperCase();
  if (!/^\p{L}/u.test(first)) return firstOf(first);
  return Array.from(first).slice(0, 2).join("").toUpperCase();
}

/** A letter of the west, and none after it that could belong to it. */
const LETTER = /^[!-\u024f](?![^!-\u024f])/;

// Costly to make, and few names need it.
let clusters: Intl.Segmenter | undefined;

/** What is seen as one character: an emoji with its joiners, a letter with its accents. */
function firstOf(word: string): string {
  if (LETTER.test(word)) return word.slice(0, 1);
  clusters ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { segment } of clusters.segment(word)) return segment;
  return "";
}
