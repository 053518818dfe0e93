import { expect } from "expect";
import { isOneWriting } from "@/lib/chat/scripts.ts";

const ONE = [
  "Ana",
  "Владимир",
  "مريم",
  "さくらサクラ漢字",
  "Ana 漢字",
  "ㄅ漢A",
  "홍길동 A",
  "שרה",
  "Ωμέγα",
];
const MIXED = [
  "Аna",
  "Anа",
  "Ωmega",
  "Ana Мария",
  "שרה مريم",
  "さくら홍",
  "ㄅさ",
  "さくраЯ",
  "ไทย Ana",
];

for (const text of [...ONE, "", "2 + 2 = 4 🎉", "ｃlara", "a\u0301", "R2D2", "ー・"]) {
  Deno.test(`${JSON.stringify(text)} keeps to one writing`, () => {
    expect(isOneWriting(text)).toBe(true);
  });
}

for (const text of MIXED) {
  Deno.test(`${JSON.stringify(text)} mixes writings`, () => {
    expect(isOneWriting(text)).toBe(false);
  });
}

Deno.test("scripts that nobody writes in any more are no writing", () => {
  expect(["ᚠᚢ", "𓀀𓀁", "𐌰𐌱", "\u1680"].filter(isOneWriting)).toEqual([]);
});
