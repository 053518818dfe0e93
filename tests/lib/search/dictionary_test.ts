import { expect } from "expect";
import fc from "fast-check";
import type { Term } from "@/lib/chat/store.ts";
import { Dictionary } from "@/lib/search/dictionary.ts";

/** A dictionary of these terms, which may be changed, and how many rows were read for it. */
function dictionaryOf(...words: string[]) {
  const terms: Term[] = words.map((term, n) => ({ id: n + 1, term }));
  const read: number[] = [];
  const termsFrom = (id: number, limit: number) => {
    const rows = terms.filter((term) => term.id >= id).slice(0, limit);
    read.push(rows.length);
    return Promise.resolve(rows);
  };
  return { terms, read, dictionary: new Dictionary({ termsFrom }) };
}

Deno.test("terms are found by any part of them, each once, none across two, and no mark", async () => {
  const { dictionary } = dictionaryOf("bolo", "bolota", "olobolo", "sal", "\u0001#bolo");
  await dictionary.refresh();
  expect(dictionary.idsWith("olo", 10)).toEqual([1, 2, 3]);
  expect(dictionary.idsWith("lobo", 10)).toEqual([3]);
  expect(dictionary.idsWith("tasal", 10)).toEqual([]);
  expect(dictionary.idsWith("o", 2)).toEqual([1, 2]);
});

Deno.test("it finds what looking at each of many terms would find", async () => {
  const word = fc.string({
    unit: fc.constantFrom("a", "b", "日", "𝒳"),
    minLength: 1,
    maxLength: 6,
  });
  const words = [...new Set(fc.sample(word, { numRuns: 60_000, seed: 3 }))];
  const { dictionary } = dictionaryOf(...words);
  await dictionary.refresh();
  fc.assert(fc.property(word, (part) => {
    const wanted = words.flatMap((one, n) => one.includes(part) ? [n + 1] : []);
    expect(dictionary.idsWith(part, Infinity)).toEqual(wanted);
  }));
});

Deno.test("new terms are taken in alone; all of them once the index was cleared", async () => {
  const { terms, read, dictionary } = dictionaryOf("bolo", "doce");
  await dictionary.refresh();
  terms.push({ id: 9, term: "torta" });
  await Promise.all([dictionary.refresh(), dictionary.refresh()]);
  expect(read).toEqual([2, 2]);
  expect(dictionary.idsWith("o", 10)).toEqual([1, 2, 9]);
  terms.splice(0, 3, { id: 10, term: "bolo" });
  await dictionary.refresh();
  expect(dictionary.idsWith("o", 10)).toEqual([10]);
  // A backup of an earlier time: the number is another's now.
  terms.splice(0, 1, { id: 10, term: "pudim" });
  await dictionary.refresh();
  expect([dictionary.idsWith("bolo", 10), dictionary.idsWith("pudim", 10)]).toEqual([[], [10]]);
});
