import { expect } from "expect";
import fc from "fast-check";
import { ChatError, Invalid } from "@/lib/chat/errors.ts";
import { asksNothing, parseSearch } from "@/lib/search/parse_search.ts";

const NOTHING = { words: [], phrases: [], without: [], has: [] };

/** The field that an error blames. */
function blamed(text: string): string | undefined {
  try {
    parseSearch(text);
  } catch (error) {
    if (error instanceof Invalid) return error.field;
    throw error;
  }
  throw new Error(`"${text}" was taken`);
}

Deno.test("words, phrases and exclusions are told apart and folded", () => {
  expect(parseSearch('Bolo "de  Cenoura" -MILHO ação, 192.168.0.7?')).toEqual({
    ...NOTHING,
    words: ["bolo", "acao", "192.168.0.7"],
    phrases: ["de cenoura"],
    without: ["milho"],
  });
});

Deno.test("the quotes of every keyboard hold a phrase, and one may stay open", () => {
  expect(parseSearch('“bolo de milho” «da ana» "e mais').phrases)
    .toEqual(["bolo de milho", "da ana", "e mais"]);
  expect(parseSearch('-"de milho" bolo').without).toEqual(["de milho"]);
});

Deno.test("filters have names in Portuguese, English and Spanish", () => {
  const expected = {
    ...NOTHING,
    from: "ana",
    in: "geral",
    before: "2026-11-01",
    after: "2026-10-01",
    has: ["link", "code"],
  };
  expect(parseSearch("de:ana em:geral antes:2026-11-01 depois:2026-10-01 tem:link tem:código"))
    .toEqual(expected);
  expect(parseSearch("From:@ana in:geral before:2026-11-01 after:2026-10-01 has:link has:code"))
    .toEqual(expected);
  expect(parseSearch("de:ana en:geral antes:2026-11-01 después:2026-10-01 tiene:enlace tem:code"))
    .toEqual(expected);
});

Deno.test("a name of several words is put in quotes", () => {
  expect(parseSearch('de:"Ana Maria" em:“Sala de Jogos” bolo'))
    .toEqual({ ...NOTHING, from: "Ana Maria", in: "Sala de Jogos", words: ["bolo"] });
});

Deno.test("what only looks like a filter is a word", () => {
  expect(parseSearch("http://exemplo.test hora:10:30 de: ana").words)
    .toEqual(["http://exemplo.test", "hora:10:30", "de", "ana"]);
  expect(parseSearch("bolo -de:ana").without).toEqual(["de:ana"]);
});

Deno.test("a filter whose value makes no sense is named", () => {
  expect(blamed("antes:ontem")).toBe("before");
  expect(blamed("depois:2026-02-30")).toBe("after");
  expect(blamed("tem:gato")).toBe("has");
  expect(blamed('de:""')).toBe("from");
});

Deno.test("a search may be only so long, and must look for something", () => {
  expect(blamed("a".repeat(201))).toBe("q");
  expect(blamed("a b c d e f g h i")).toBe("q");
  expect(parseSearch("a b c d e f g h").words).toHaveLength(8);
  expect(blamed("-bolo")).toBe("q");
  expect(parseSearch("-bolo de:ana").from).toBe("ana");
});

Deno.test("nothing but space and commas asks nothing", () => {
  expect(["", " \n", ", .", '""'].map((text) => asksNothing(parseSearch(text))))
    .toEqual([true, true, true, true]);
  expect(asksNothing(parseSearch("tem:link"))).toBe(false);
});

Deno.test("any string at all is read, or refused as bad input, at once", () => {
  const pieces = fc.constantFrom("de:", "-", '"', "“", "tem:", "antes:", "%", "_", "\\", "ﷺ", " ");
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 8 })))
    .map((list) => list.join(""));
  fc.assert(
    fc.property(text, (query) => {
      try {
        const { words } = parseSearch(query);
        expect(words.some((word) => word === "" || word.includes(" "))).toBe(false);
      } catch (error) {
        if (!(error instanceof ChatError)) throw error;
        expect(error.code).toBe("invalid");
      }
    }),
    { numRuns: 2_000 },
  );
});
