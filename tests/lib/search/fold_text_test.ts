import { expect } from "expect";
import fc from "fast-check";
import { foldText, foldWithPlaces } from "@/lib/search/fold_text.ts";

/** The part of the original that a part of the folded text came from. */
function originOf(text: string, part: string): string {
  const folded = foldWithPlaces(text);
  const start = folded.text.indexOf(part);
  return text.slice(folded.from[start], folded.to[start + part.length - 1]);
}

Deno.test("accents, case, width and ligatures make no difference to a search", () => {
  expect(foldText("AÇÃO")).toBe("acao");
  expect(foldText("ac\u0327a\u0303o")).toBe("acao");
  expect(foldText("ﬁm ＡＢＣ ①")).toBe("fim abc 1");
  expect(foldText("ΟΔΟΣ")).toBe(foldText("οδοσ"));
});

Deno.test("white space counts as one space, and what nobody sees as nothing", () => {
  expect(foldText("bolo\u00a0de\n\n  cenoura")).toBe("bolo de cenoura");
  expect(foldText("ce\u00adnou\u200bra")).toBe("cenoura");
});

Deno.test("vowels that are signs of their own stay", () => {
  expect(foldText("कि")).not.toBe(foldText("की"));
});

Deno.test("a place in the folded text leads back to the whole letter with its marks", () => {
  expect(originOf("Boa AC\u0327A\u0303O!", "acao")).toBe("AC\u0327A\u0303O");
  expect(originOf("o ﬁm", "f")).toBe("ﬁ");
  expect(originOf("o ﬁ\u0301m", "i")).toBe("ﬁ\u0301");
  expect(originOf("bolo\n\n de", " ")).toBe("\n\n ");
});

Deno.test("both ways of folding give one text, of any string", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const folded = foldWithPlaces(text);
      expect(folded.text).toBe(foldText(text));
      expect(foldText(folded.text)).toBe(folded.text);
      expect(folded.from.length).toBe(folded.text.length);
      expect(folded.to.every((end, index) => end > (folded.from[index] ?? end))).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
