import { expect } from "expect";
import type { Catalogue, Plural, Texts } from "@/lib/i18n/catalogue.ts";
import { LOCALES } from "@/lib/i18n/locale.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const SECTIONS = Object.keys(textsIn("pt-BR")) as (keyof Catalogue)[];

// Words that are the same in the source language and in another one: a text made of these alone may
// stand as it is there.
const SHARED: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(["emoji", "link"]),
  es: new Set(
    ("abre abrir ajustes anterior antes ausente avisos buscar cancelar claro como confirmar continuar " +
      "conversar copiado copiar código de denunciar descartar desde documentos editar emoji " +
      "emojis entrada entrar enviando enviar exportar foto funciona guardado guardar idioma instalar ir lento " +
      "moderador moderar modo mostrar nada objetos papel pausar por privada qr que reabrir " +
      "registro responder ritmo sala salas silenciada símbolos tema texto todos usado ver vez vídeo " +
      "voz última").split(" "),
  ),
};

interface Form {
  locale: string;
  at: string;
  text: string;
  source: string;
}

Deno.test("every language has the same keys, and the same blanks to fill in each", () => {
  expect(SECTIONS.length).toBeGreaterThan(12);
  for (const section of SECTIONS) {
    const source: Texts = textsIn("pt-BR")[section];
    for (const locale of LOCALES) {
      const texts: Texts = textsIn(locale)[section];
      expect(Object.keys(texts).sort()).toEqual(Object.keys(source).sort());
      for (const [key, text] of Object.entries(texts)) {
        expect({ key, blanks: blanksOf(text) }).toEqual({ key, blanks: blanksOf(source[key]!) });
      }
    }
  }
});

Deno.test("no text is empty, has a gap that is none, or shouts", () => {
  const bad = forms().filter(({ text }) =>
    text.trim() !== text || text === "" || /\s{2}|!|\s(?:[,;:?]|\.(?!\w))|\.{3}|\n/.test(text)
  );
  expect(bad).toEqual([]);
});

Deno.test("a text ends as its source does: a sentence is one in every language", () => {
  const bad = forms().filter(({ text, source }) => endOf(text) !== endOf(source));
  expect(bad).toEqual([]);
});

Deno.test("quotes and apostrophes are those of print", () => {
  const bad = forms().filter(({ at, text }) => /['"]/.test(text) && !at.startsWith("search.eg."));
  expect(bad).toEqual([]);
});

Deno.test("what stands untranslated is a word of both languages", () => {
  const bad = forms().filter(({ locale, at, text, source }) =>
    locale !== "pt-BR" && text === source && !at.startsWith("search.eg.") && !isShared(locale, text)
  );
  expect(bad.map(({ locale, at, text }) => `${locale} ${at}: ${text}`)).toEqual([]);
});

function isShared(locale: string, text: string): boolean {
  const words = text.replace(/\{\w+\}/g, " ").match(/\p{L}{2,}/gu) ?? [];
  return words.every((word) => SHARED[locale]?.has(word.toLowerCase()));
}

/** Every form of every text, beside that of the source. */
function forms(): Form[] {
  return LOCALES.flatMap((locale) =>
    SECTIONS.flatMap((section) => {
      const texts: Texts = textsIn(locale)[section];
      const sources: Texts = textsIn("pt-BR")[section];
      return Object.entries(texts).flatMap(([key, text]) => {
        const at = `${section}.${key}`;
        return formsOf(text).map(([form, words]) => ({
          ...{ locale, at, text: words },
          source: formIn(sources[key]!, form),
        }));
      });
    })
  );
}

function formsOf(text: string | Plural): [form: keyof Plural, text: string][] {
  if (typeof text === "string") return [["other", text]];
  const all = [["one", text.one], ["many", text.many], ["other", text.other]] as const;
  return all.flatMap(([form, words]) => words === undefined ? [] : [[form, words]]);
}

function formIn(text: string | Plural, form: keyof Plural): string {
  return typeof text === "string" ? text : text[form] ?? text.other;
}

function endOf(text: string): string {
  return /[.?…:]$/.exec(text)?.[0] ?? "";
}

function blanksOf(text: string | Plural): string[] {
  const blanks = formsOf(text).flatMap(([, words]) => words.match(/\{\w+\}/g) ?? []);
  return [...new Set(blanks)].sort();
}
