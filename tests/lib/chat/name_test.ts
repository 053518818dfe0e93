import { expect } from "expect";
import { Invalid } from "@/lib/chat/errors.ts";
import { foldName, parseName } from "@/lib/chat/name.ts";

const GOOD = [
  "Ana",
  "João Pedro",
  "Zoë",
  "李雷",
  "محمد",
  "R2-D2",
  "👩‍🏫 Marina",
  "❤️ Lia",
  "a".repeat(40),
];

const BAD: Readonly<Record<string, string>> = {
  "nothing": "",
  "white space": "   ",
  "41 characters": "a".repeat(41),
  "a control character": "Ana\u0007",
  "a line break": "Ana\nBruno",
  "NUL": "Ana\0",
  "a bidi override": "\u202eanA",
  "a bidi isolate": "Ana\u2066",
  "a zero-width space": "A\u200bna",
  "a joiner outside of an emoji": "A\u200dna",
  "a soft hyphen": "A\u00adna",
  "a Hangul filler": "\u3164",
  "a lone surrogate": "Ana\ud800",
  "punctuation alone": "...",
};

for (const name of GOOD) {
  Deno.test(`a name can be ${JSON.stringify(name)}, and is shown as it was typed`, () => {
    expect(parseName(name).shown).toBe(name);
  });
}

for (const [what, name] of Object.entries(BAD)) {
  Deno.test(`a name cannot be ${what}`, () => {
    expect(() => parseName(name)).toThrow(Invalid);
  });
}

Deno.test("white space round a name is cut", () => {
  expect(parseName("  Ana ").shown).toBe("Ana");
});

Deno.test("names that look alike have one key", () => {
  const alike = ["Ana", "ana", "ANA", "Aná", "Ａｎａ", "ana "];
  expect(new Set(alike.map(foldName)).size).toBe(1);
  expect(foldName("João  Pedro")).toBe(foldName("joao pedro"));
});

Deno.test("different names have different keys", () => {
  const different = ["Ana", "Anna", "Bruno", "Clara", "李雷", "👩‍🏫 Ana"];
  expect(new Set(different.map(foldName)).size).toBe(different.length);
});
