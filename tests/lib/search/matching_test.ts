import { expect } from "expect";
import { foldText } from "@/lib/search/fold_text.ts";
import { isHit } from "@/lib/search/matching.ts";

function wanted({ words = [], phrases = [], without = [] }: {
  words?: string[];
  phrases?: string[];
  without?: string[];
}) {
  const [first, second, third] = [words, phrases, without].map((list) => list.map(foldText));
  return { words: first ?? [], phrases: second ?? [], without: third ?? [] };
}

Deno.test("words are found in any order, as parts, whatever their accents and case", () => {
  const text = "Amanhã faço uma AÇÃO na cozinha";
  expect(isHit(wanted({ words: ["cozi", "acao"] }), text)).toBe(true);
  expect(isHit(wanted({ words: ["manh"] }), text)).toBe(true);
  expect(isHit(wanted({ words: ["acao", "geral"] }), text)).toBe(false);
});

Deno.test("a word with signs in it is found as it stands", () => {
  expect(isHit(wanted({ words: ["192.168.0.7"] }), "abre http://192.168.0.7:3000")).toBe(true);
  expect(isHit(wanted({ words: ["192.168.0.7"] }), "192 168 0 7")).toBe(false);
  expect(isHit(wanted({ words: ["100%"] }), "fica em 100 %")).toBe(false);
});

Deno.test("a phrase is whole words in their order", () => {
  const text = "O bolo\nde cenoura da Ana";
  expect(isHit(wanted({ phrases: ["bolo de cenoura"] }), text)).toBe(true);
  expect(isHit(wanted({ phrases: ["bolo de ceno"] }), text)).toBe(false);
  expect(isHit(wanted({ phrases: ["cenoura bolo"] }), text)).toBe(false);
  expect(isHit(wanted({ phrases: ["ana"] }), "banana, e Ana!")).toBe(true);
  expect(isHit(wanted({ phrases: ["ana"] }), "banana 𝒜ana")).toBe(false);
  expect(isHit(wanted({ phrases: ["?!"] }), "como?!")).toBe(true);
});

Deno.test("what is not wanted keeps a message out, also as a part of a word", () => {
  expect(isHit(wanted({ words: ["bolo"], without: ["cenou"] }), "bolo de cenoura")).toBe(false);
  expect(isHit(wanted({ words: ["bolo"], without: ["cenou"] }), "bolo de milho")).toBe(true);
});

Deno.test("the name of a file is found like a word of the message, each name by itself", () => {
  const names = ["Relatório final.pdf", "foto.png"];
  expect(isHit(wanted({ words: ["relatorio", "bolo"] }), "o bolo", names)).toBe(true);
  expect(isHit(wanted({ words: ["foto.png"] }), "", names)).toBe(true);
  expect(isHit(wanted({ phrases: ["relatorio final"] }), "", names)).toBe(true);
  expect(isHit(wanted({ phrases: ["bolo relatorio"] }), "bolo", names)).toBe(false);
  expect(isHit(wanted({ phrases: ["pdf foto"] }), "", names)).toBe(false);
  expect(isHit(wanted({ words: ["bolo"], without: ["pdf"] }), "bolo", names)).toBe(false);
});
