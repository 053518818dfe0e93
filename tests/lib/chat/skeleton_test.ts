import { expect } from "expect";
import fc from "fast-check";
import { skeletonOf } from "@/lib/chat/skeleton.ts";
import { readPairs } from "@/lib/make_confusables.ts";

const PAIRS = readPairs(
  await Deno.readTextFile(new URL("../fixtures/confusables.txt", import.meta.url)),
);
const LAST_POINT = 0x10ffff;
// Each case looks like another Latin letter or digit: Greek Γ Η Ν Υ (with any accent), and letters
// that nobody is likely to have in a name (Ƽ, Coptic shei, four of Warang Citi).
const TWO_FACED = /^[ΓΗΝΥƼϬ\u{118a4}\u{118a6}\u{118b5}\u{118bc}]$/u;

function everyCharacter(): string[] {
  return Array.from({ length: LAST_POINT + 1 }, (_, point) => point)
    .filter((point) => point < 0xd800 || point > 0xdfff)
    .map((point) => String.fromCodePoint(point));
}

Deno.test("the two of every pair of Unicode's confusables have one skeleton", () => {
  expect(PAIRS.length).toBe(6_565);
  expect(PAIRS.filter(([source, target]) => skeletonOf(source) !== skeletonOf(target))).toEqual([]);
});

Deno.test("so have they between other letters, and in the other case", () => {
  const apart = PAIRS.filter(([source, target]) =>
    skeletonOf(`Ana ${source}b`) !== skeletonOf(`aNA ${target}B`)
  );
  expect(apart).toEqual([]);
});

Deno.test("a skeleton is its own skeleton: each character, and any text", () => {
  const everyone = everyCharacter();
  expect(everyone.filter((one) => skeletonOf(skeletonOf(one)) !== skeletonOf(one))).toEqual([]);
  const [sources, targets] = [PAIRS.map(([source]) => source), PAIRS.map(([, target]) => target)];
  const text = fc.array(
    fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...sources, ...targets)),
  );
  fc.assert(fc.property(text, (parts) => {
    const skeleton = skeletonOf(parts.join(""));
    expect(skeletonOf(skeleton)).toBe(skeleton);
  }));
});

Deno.test("case makes no difference, but for letters whose cases look like two others", () => {
  const told = everyCharacter().filter((one) => skeletonOf(one) !== skeletonOf(one.toLowerCase()));
  const bare = new Set(told.map((one) => one.normalize("NFD").replace(/\p{M}/gu, "")));
  expect([...bare].filter((one) => !TWO_FACED.test(one))).toEqual([]);
  expect(bare.size).toBe(10);
});

Deno.test("a name of the greatest length has a skeleton that a key's column holds", () => {
  const lengths = everyCharacter().map((one) => [...skeletonOf(one)].length);
  const longest = lengths.reduce((most, length) => Math.max(most, length));
  expect(longest * 40).toBeLessThanOrEqual(768);
});

Deno.test("letters and digits of ASCII stay apart, but for those that look alike", () => {
  const all = [..."abcdefghijklmnopqrstuvwxyz0123456789"];
  const alike = Map.groupBy(all, skeletonOf).values().map((ones) => ones.join(""));
  expect([...alike].filter((ones) => ones.length > 1)).toEqual(["b6", "il1", "o0"]);
});
