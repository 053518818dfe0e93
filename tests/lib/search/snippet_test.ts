import { expect } from "expect";
import fc from "fast-check";
import { parseSearch } from "@/lib/search/parse_search.ts";
import { snippetOf } from "@/lib/search/snippet.ts";

/** What is marked in the snippet of a message. */
function marked(query: string, text: string, body = text): string[] {
  const { snippet, marks } = snippetOf(parseSearch(query), { text, body });
  return marks.map(([from, to]) => snippet.slice(from, to));
}

function snippet(query: string, text: string): string {
  return snippetOf(parseSearch(query), { text, body: text }).snippet;
}

const FILLER = "bla ".repeat(200);

Deno.test("every hit is marked as it was written", () => {
  expect(marked("acao", "Ação! A REAC\u0327A\u0303O foi boa.")).toEqual([
    "Ação",
    "AC\u0327A\u0303O",
  ]);
  expect(marked('"bolo de milho" ana', "Ana: bolo\nde  milho, banana"))
    .toEqual(["Ana", "bolo de milho", "anana"]);
});

Deno.test("hits that touch are one mark", () => {
  expect(marked("bolo lo olod", "um bolodemilho")).toEqual(["bolod"]);
  expect(marked("aa", "aaaa")).toEqual(["aaaa"]);
});

Deno.test("a long message is cut so that the hit is in the middle", () => {
  const cut = snippet("milho", `${FILLER}bolo de milho da Ana ${FILLER}`);
  expect(cut).toMatch(/^…(bla )+bolo de milho da Ana (bla )+bla…$/);
  const [before = "", after = ""] = cut.split("milho");
  expect(Math.abs(before.length - after.length)).toBeLessThan(20);
});

Deno.test("a cut shows where most of the hits are", () => {
  const text = `Ana ${FILLER}Ana e Bruno e Clara ${FILLER}Bruno`;
  expect(marked("ana bruno clara", text)).toEqual(["Ana", "Bruno", "Clara"]);
});

Deno.test("all words in one place count for more than one of them many times", () => {
  const text = `${"obra ".repeat(100)}${FILLER}a calha da obra ${FILLER}`;
  expect(marked("calha obra", text)).toEqual(["calha", "obra"]);
});

Deno.test("at either end of a message there are no dots", () => {
  expect(snippet("ana", `Ana ${FILLER}`)).toMatch(/^Ana bla .*bla…$/);
  expect(snippet("ana", `${FILLER}Ana`)).toMatch(/^…bla .*bla Ana$/);
  expect(snippet("de:ana", `Oi ${FILLER}`)).toMatch(/^Oi bla .*bla…$/);
});

Deno.test("a hit that readers do not see is shown as it was written", () => {
  const body = "veja [a receita](http://192.168.0.7/bolo)";
  expect(marked("192.168.0.7", "veja a receita", body)).toEqual(["192.168.0.7"]);
  expect(marked("receita", "veja a receita", body)).toEqual(["receita"]);
});

Deno.test("no letter is parted from its marks, whatever is cut", () => {
  const clusters = ["a\u0301\u0323", "👩🏽‍🚀", "कि", "e", " "];
  const text = fc.array(fc.constantFrom(...clusters), { minLength: 100, maxLength: 400 });
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  fc.assert(fc.property(text, (letters) => {
    const cut = snippetOf(parseSearch("e"), { text: letters.join(""), body: "" }).snippet;
    const seen = [...segmenter.segment(cut.replaceAll("…", ""))].map(({ segment }) => segment);
    expect(seen.filter((letter) => !clusters.includes(letter))).toEqual([]);
  }));
});

Deno.test("marks lie in the snippet, sorted and apart, for any text", () => {
  const unit = fc.constantFrom("a", "Á", "b", " ", "\u0301", "😀", "ﬁ", "ﷺ", "\ud83d", "ß");
  const text = fc.string({ unit, maxLength: 600 });
  fc.assert(
    fc.property(text, fc.constantFrom("a", "ab ba", '"a b"', "fi", "i -z"), (body, query) => {
      const { snippet, marks } = snippetOf(parseSearch(query), { text: body, body });
      expect(snippet.length).toBeLessThanOrEqual(182);
      let last = -1;
      for (const [from, to] of marks) {
        expect(from).toBeGreaterThan(last);
        expect(to).toBeGreaterThan(from);
        last = to;
      }
      expect(last).toBeLessThanOrEqual(snippet.length);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("a hit in the name of a file shows the names, one in the text shows the text", () => {
  const message = { text: "veja o forno", body: "veja o forno", names: ["Avó.png", "bolo.pdf"] };
  const of = (query: string, told = message) => {
    const { snippet, marks } = snippetOf(parseSearch(query), told);
    return [snippet, ...marks.map(([from, to]) => snippet.slice(from, to))];
  };
  expect(of("avo")).toEqual(["Avó.png, bolo.pdf", "Avó"]);
  expect(of("forno")).toEqual(["veja o forno", "forno"]);
  expect(of("tem:arquivo")).toEqual(["veja o forno"]);
  const silent = { ...message, text: "", body: "" };
  expect(of("tem:arquivo", silent)).toEqual(["Avó.png, bolo.pdf"]);
  expect(of("pdf", silent)).toEqual(["Avó.png, bolo.pdf", "pdf"]);
});
