import { plainFold } from "@/lib/chat/plain_fold.ts";
import { EMOJI_LIST } from "./emoji_list.ts";

/** One emoji, what it is called in one language, and what people type for it between colons. */
export interface Emoji {
  emoji: string;
  name: string;
  codes: readonly string[];
}

/** The groups, in Unicode's order. */
export const EMOJI_GROUPS = [
  "faces",
  "people",
  "nature",
  "food",
  "places",
  "activities",
  "objects",
  "symbols",
  "flags",
] as const;

/** Emoji that belong together. */
export interface EmojiGroup {
  key: typeof EMOJI_GROUPS[number];
  emoji: readonly Emoji[];
}

/** An emoji with all that it is found by, folded. */
interface Entry {
  emoji: Emoji;
  /** Names and codes, which are worth more than words beside them. */
  titles: readonly string[];
  words: readonly string[];
}

/** How well an emoji fits what was typed: the less, the better. */
const FITS = { exactly: 0, exactlyBeside: 1, begins: 2, wordBegins: 3, part: 4, not: 5 } as const;

/** Between words of names (spaces, hyphens) and of codes (underscores). */
const BETWEEN = /[^\p{L}\p{N}+]+/u;

/** All emoji by group, to be looked at or searched in one language. */
export class EmojiBook {
  readonly groups: readonly EmojiGroup[];
  readonly #entries: readonly Entry[];

  /** @param names what the list's emoji are called, in its order */
  constructor(names: string) {
    const named = linesOf(names).flat();
    const entries: Entry[] = [];
    this.groups = linesOf(EMOJI_LIST).map((group, index) => ({
      key: EMOJI_GROUPS[index]!,
      emoji: group.map((line) => {
        const entry = read(line, named[entries.length] ?? "");
        entries.push(entry);
        return entry.emoji;
      }),
    }));
    this.#entries = entries;
  }

  /**
   * Emoji by name, code or a word that leads to them, without regard to accents and case: first
   * those that are called just so, then those that begin so, then those that have it in them.
   */
  find(text: string, limit: number): Emoji[] {
    const wanted = plainFold(text).split(BETWEEN).filter(Boolean);
    if (wanted.length === 0) return [];
    const found: Emoji[][] = Array.from({ length: FITS.not }, () => []);
    for (const entry of this.#entries) found[fit(entry, wanted)]?.push(entry.emoji);
    return found.flat().slice(0, limit);
  }

  /** The emoji that has just this name or code, without regard to accents and case. */
  called(text: string): Emoji | undefined {
    const wanted = wordsOf(text);
    return this.#entries.find(({ titles }) => titles.includes(wanted))?.emoji;
  }

  /** The emoji as it stands in the book; `undefined`: it is not there, such as one with a skin tone. */
  named(emoji: string): Emoji | undefined {
    return this.#entries.find((entry) => entry.emoji.emoji === emoji)?.emoji;
  }
}

const books = new Map<string, Promise<EmojiBook>>();

/** The book in a language, loaded once; if that fails, the next call tries again. */
export function loadEmojiBook(locale: "pt-BR" | "en" | "es"): Promise<EmojiBook> {
  const known = books.get(locale);
  if (known) return known;
  const book = namesIn(locale).then(({ EMOJI_NAMES }) => new EmojiBook(EMOJI_NAMES));
  books.set(locale, book);
  book.catch(() => books.delete(locale));
  return book;
}

function namesIn(locale: "pt-BR" | "en" | "es"): Promise<{ EMOJI_NAMES: string }> {
  switch (locale) {
    case "pt-BR":
      return import("./names_pt_br.ts");
    case "en":
      return import("./names_en.ts");
    case "es":
      return import("./names_es.ts");
  }
}

function linesOf(text: string): string[][] {
  return text.trim().split("\n\n").map((group) => group.split(/[;\n]/));
}

function read(line: string, named: string): Entry {
  const [emoji = "", ...codes] = line.split(" ");
  const [name = "", ...beside] = named.split("|");
  const titles = [name, ...codes].map(wordsOf);
  const words = [...titles.flatMap((title) => title.split(" ")), ...beside.map(plainFold)];
  return { emoji: { emoji, name, codes }, titles, words };
}

function wordsOf(text: string): string {
  return plainFold(text).split(BETWEEN).filter(Boolean).join(" ");
}

function fit({ titles, words }: Entry, wanted: readonly string[]): number {
  const whole = wanted.join(" ");
  if (titles.includes(whole)) return FITS.exactly;
  if (words.includes(whole)) return FITS.exactlyBeside;
  if (titles.some((title) => title.startsWith(whole))) return FITS.begins;
  const all = (test: (word: string, part: string) => boolean) =>
    wanted.every((part) => words.some((word) => test(word, part)));
  if (all((word, part) => word.startsWith(part))) return FITS.wordBegins;
  return all((word, part) => word.includes(part)) ? FITS.part : FITS.not;
}
