import { expect } from "expect";
import { isolate, isolatesIn } from "@/lib/i18n/isolate.ts";

Deno.test("isolatesIn finds what isolate has put into a sentence", () => {
  const sentence = `${isolate("שלום")} trouxe ${isolate("Bruno")} para a sala`;
  expect(isolatesIn(sentence)).toEqual(["", "שלום", " trouxe ", "Bruno", " para a sala"]);
  expect(isolatesIn("ninguém")).toEqual(["ninguém"]);
  expect(isolatesIn(isolate(""))).toEqual(["", "", ""]);
});

Deno.test("no text gets out of its isolate, nor opens one that stays open", () => {
  expect(isolatesIn(`a ${isolate("b\u2069c\u2067d\u2068e")} f`)).toEqual(["a ", "bcde", " f"]);
});
