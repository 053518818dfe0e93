import { expect } from "expect";
import { parseEmoji } from "@/lib/chat/emoji.ts";
import { EMOJI_GROUPS, type EmojiBook, loadEmojiBook } from "@/lib/emoji/emoji_book.ts";
import { LOCALES } from "@/lib/i18n/locale.ts";

/** A language's book may weigh so many bytes on its way to a browser. */
const MOST_BYTES = 45_000;

function found(book: EmojiBook, text: string, limit = 5): string[] {
  return book.find(text, limit).map(({ emoji }) => emoji);
}

for (const locale of LOCALES) {
  Deno.test(`each emoji has a name in ${locale}, and can be a reaction as it stands`, async () => {
    const book = await loadEmojiBook(locale);
    expect(book.groups.map(({ key }) => key)).toEqual([...EMOJI_GROUPS]);
    const all = book.groups.flatMap(({ emoji }) => emoji);
    expect(all.length).toBeGreaterThan(1_800);
    expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
    for (const { emoji, name, codes } of all) {
      expect(parseEmoji(emoji)).toBe(emoji);
      expect(name).not.toBe("");
      expect(codes.length).toBeGreaterThan(0);
    }
  });
}

Deno.test("Ana finds a heart by its name, with and without accents, whatever the case", async () => {
  const book = await loadEmojiBook("pt-BR");
  expect(found(book, "coração vermelho", 1)).toEqual(["❤️"]);
  expect(found(book, "CORACAO VERM", 1)).toEqual(["❤️"]);
});

Deno.test("what people type between colons is found in any language", async () => {
  for (const locale of LOCALES) {
    const book = await loadEmojiBook(locale);
    expect(found(book, "smile", 1)).toEqual(["😄"]);
    expect(found(book, "+1", 1)).toEqual(["👍"]);
    expect(found(book, "heart_eyes", 1)).toEqual(["😍"]);
    expect(found(book, "tada", 1)).toEqual(["🎉"]);
  }
});

Deno.test("what is called just so comes before what begins so, and that before any part", async () => {
  const book = await loadEmojiBook("en");
  const cats = found(book, "cat", 30);
  expect(cats.slice(0, 2)).toEqual(["🐱", "🐈"]);
  expect(cats.indexOf("😸")).toBeGreaterThan(1);
  expect(cats.indexOf("🎓")).toBeGreaterThan(cats.indexOf("😸"));
  expect(found(book, "ocket")).toContain("🚀");
});

Deno.test("words in any order lead to it, and all of them have to", async () => {
  const book = await loadEmojiBook("es");
  expect(found(book, "rojo corazon")).toContain("❤️");
  expect(found(book, "corazon cohete")).toEqual([]);
});

Deno.test("nothing is found for nothing, signs alone or what no emoji is called", async () => {
  const book = await loadEmojiBook("pt-BR");
  for (const text of ["", "  ", "::", "___", "xyzzy", "x".repeat(10_000)]) {
    expect(found(book, text)).toEqual([]);
  }
});

Deno.test("no more are found than were asked for", async () => {
  const book = await loadEmojiBook("pt-BR");
  expect(found(book, "a", 7).length).toBe(7);
  expect(found(book, "a", 0)).toEqual([]);
});

Deno.test("the book knows an emoji by itself, and not one with a skin tone", async () => {
  const book = await loadEmojiBook("pt-BR");
  expect(book.named("👍")?.codes).toContain("thumbsup");
  expect(book.named("👍🏽")).toBe(undefined);
});

Deno.test("a language's book is small on its way", async () => {
  const list = await weight("emoji_list.ts");
  for (const names of ["names_pt_br.ts", "names_en.ts", "names_es.ts"]) {
    expect(list + await weight(names)).toBeLessThanOrEqual(MOST_BYTES);
  }
});

async function weight(file: string): Promise<number> {
  const url = new URL(`../../../lib/emoji/${file}`, import.meta.url);
  const body = (await Deno.open(url)).readable.pipeThrough(new CompressionStream("gzip"));
  return (await new Response(body).bytes()).length;
}
