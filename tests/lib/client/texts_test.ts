import { effect } from "@preact/signals";
import { expect } from "expect";
import { Texts } from "@/lib/client/texts.ts";
import { TextWork } from "@/lib/client/text_work.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import { parseMarkup } from "@/lib/markup/parse_markup.ts";

const words = { copy: "Copiar", copied: "Copiado", selected: "Selecionado" };
const BOLD = "*oi*";

/** Resolves when a text's tree is known, which a signal tells. */
function whenKnown(texts: Texts, body: string): Promise<Markup> {
  return new Promise((resolve) => {
    effect(() => {
      const markup = texts.of({ body });
      if (markup) resolve(markup);
    });
  });
}

Deno.test("what the page brought is known at once, whether a browser is there or not", () => {
  const markup = parseMarkup(BOLD);
  const texts = new Texts({ messages: [{ seq: 7, body: BOLD }], markups: { 7: markup } }, words);
  expect(texts.of({ body: BOLD })).toBe(markup);
  expect(texts.of({ body: "sem sinal" })).toBeUndefined();
  expect(texts.of({ body: "*outra*" })).toBeUndefined();
});

Deno.test("another text is shown as it stands until the parser has come", async () => {
  const texts = new Texts({ messages: [], markups: {} }, words);
  texts.start();
  expect(texts.of({ body: BOLD })).toBeUndefined();
  expect(await whenKnown(texts, BOLD)).toEqual(parseMarkup(BOLD));
  expect(texts.of({ body: "**depois**" })).toEqual(parseMarkup("**depois**"));
  expect(texts.of({ body: "sem sinal" })).toBeUndefined();
});

Deno.test("many texts at once are parsed in goes, and all in the end", async () => {
  const texts = new Texts({ messages: [], markups: {} }, words);
  texts.start();
  await whenKnown(texts, BOLD);
  const bodies = Array.from({ length: 400 }, (_, n) => `*${n}* `.repeat(390));
  await Promise.all(bodies.map((body) => whenKnown(texts, body)));
});

Deno.test("code gets its button, and old texts make room for new ones", () => {
  const known = new Map<string, Markup>();
  const work = new TextWork({ known, words, news() {} });
  expect(work.parse("> ```\n> a\n> ```")).toEqual([
    { t: "blockquote", c: [{ t: "pre", c: ["a"], copy: "Copiar" }] },
  ]);
  for (let n = 0; n < 999; n++) known.set(`*${n}*`, []);
  work.parse(BOLD);
  expect(known.size).toBe(1_000);
  expect(known.has("> ```\n> a\n> ```")).toBe(false);
});
