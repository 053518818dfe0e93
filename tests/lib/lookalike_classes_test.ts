import { expect } from "expect";
import { LookalikeClasses } from "@/lib/lookalike_classes.ts";

Deno.test("what looks like one thing is of one class, by way of others and of case", () => {
  const classes = new LookalikeClasses([["I", "l"], ["1", "l"], ["ı", "i"]]);
  expect([..."1IilLı"].map((one) => classes.foldOf(one))).toEqual(Array(6).fill("l"));
});

Deno.test("a letter may look like several", () => {
  const classes = new LookalikeClasses([["m", "rn"], ["г", "r"], ["ⅿ", "m"]]);
  expect([..."mMⅿ"].map((one) => classes.foldOf(one))).toEqual(["rn", "rn", "rn"]);
});

Deno.test("case makes no two letters of ASCII one", () => {
  const classes = new LookalikeClasses([["Ν", "N"], ["ν", "v"]]);
  expect([..."ΝNnνvV"].map((one) => classes.foldOf(one)).join("")).toBe("nnnvvv");
});

Deno.test("an apostrophe beside a letter is a stroke, and alone is nothing", () => {
  const classes = new LookalikeClasses([["Ɓ", "'B"], ["’", "'"]]);
  expect(["Ɓ", "ɓ"].map((one) => classes.foldOf(one))).toEqual(["b", "b"]);
  expect(classes.foldOf("’")).toBe("");
});

Deno.test("two texts of unequal length cannot be of one class", () => {
  expect(() => new LookalikeClasses([["ab", "c"]])).toThrow("Cannot join ab and c");
});
