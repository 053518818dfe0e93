import { expect } from "expect";
import fc from "fast-check";
import { foldText } from "@/lib/search/fold_text.ts";
import {
  ANY_TERM,
  authorTerm,
  entryTerms,
  roomTerm,
  STEP,
  termsOf,
} from "@/lib/search/terms_of.ts";

const ANY_TEXT = fc.string({ unit: "binary", maxLength: 300 });

Deno.test("terms are the folded words of a text, each once", () => {
  expect(termsOf(foldText("A Ação, a ação e o c++ 3x."))).toEqual([
    "a",
    "acao",
    "e",
    "o",
    "c",
    "3x",
  ]);
  expect(termsOf(foldText("… !? % _"))).toEqual([]);
  expect(termsOf(foldText("viva🎉🎉👍🏽!"))).toEqual(["viva", "🎉", "👍"]);
});

Deno.test("a message is found by its room, its author and what it holds, too", () => {
  const body = "veja https://example.org";
  const terms = entryTerms({ room: 3, author: 7, body, files: [] });
  const names = ["\u0001#link", "veja", "https", "example", "org"];
  expect(terms).toEqual([ANY_TERM, roomTerm(3), authorTerm(7), ...names]);
});

Deno.test("a message is found by its files, and by the words of their names", () => {
  const files = [
    { name: "Relatório_final.pdf", type: "application/pdf" },
    { name: "bolo.png", type: "image/png" },
  ];
  const of = (body: string, which = files) =>
    entryTerms({ room: 3, author: 7, body, files: which }).slice(3);
  const words = ["relatorio", "final", "pdf", "bolo", "png"];
  expect(of("", files)).toEqual(["\u0001#file", "\u0001#image", ...words]);
  expect(of("bolo", files.slice(0, 1))).toEqual(["\u0001#file", "bolo", ...words.slice(0, 3)]);
  // A name's end and the next one's beginning are no word together.
  expect(of("a", [{ name: "b", type: "" }, { name: "c", type: "" }]))
    .toEqual(["\u0001#file", "a", "b", "c"]);
});

Deno.test("no word that somebody writes is one of the index's own terms", () => {
  fc.assert(fc.property(ANY_TEXT, (text) => {
    for (const term of termsOf(foldText(text))) expect(term >= "0").toBe(true);
    for (const term of termsOf(foldText(`${ANY_TERM}${authorTerm(1)}${text}`))) {
      expect(term).not.toContain("\u0001");
    }
  }));
});

Deno.test("terms fit their column, and any part that is not too long stands in one of them", () => {
  const letter = fc.constantFrom("a", "b", "ç", "日", "𝒳", "7");
  const word = fc.array(letter, { minLength: 1, maxLength: 200 });
  fc.assert(fc.property(word, fc.nat(), fc.nat(), (letters, at, size) => {
    const folded = Array.from(foldText(letters.join("")));
    const from = at % folded.length;
    const part = folded.slice(from, from + 1 + size % STEP).join("");
    const terms = termsOf(folded.join(""));
    expect(terms.every((term) => Array.from(term).length <= 64)).toBe(true);
    expect(terms.some((term) => term.includes(part))).toBe(true);
  }));
});
