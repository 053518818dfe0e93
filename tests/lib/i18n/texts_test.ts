import { expect } from "expect";
import type { Plural, Texts } from "@/lib/i18n/catalogue.ts";
import { LOCALES } from "@/lib/i18n/locale.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const SECTIONS = [
  "page",
  "chat",
  "rail",
  "door",
  "people",
  "rooms",
  "settings",
  "host",
] as const;

Deno.test("every language has the same keys, and the same blanks to fill in each", () => {
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

Deno.test("no text is empty, and none shouts", () => {
  for (const locale of LOCALES) {
    for (const section of SECTIONS) {
      for (const text of Object.values<string | Plural>(textsIn(locale)[section])) {
        for (const form of formsOf(text)) {
          expect(form.trim()).not.toBe("");
          expect(form).not.toContain("!");
        }
      }
    }
  }
});

function formsOf(text: string | Plural): string[] {
  return typeof text === "string" ? [text] : [text.one, text.other];
}

function blanksOf(text: string | Plural): string[] {
  const blanks = formsOf(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []);
  return [...new Set(blanks)].sort();
}
