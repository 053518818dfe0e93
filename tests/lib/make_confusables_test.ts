import { expect } from "expect";
import { CONFUSABLES } from "@/lib/chat/confusables.ts";
import { readPairs, writeConfusables } from "@/lib/make_confusables.ts";

const DATA = new URL("fixtures/confusables.txt", import.meta.url);
const MADE = new URL("../../lib/chat/confusables.ts", import.meta.url);

Deno.test("the table of the project is the one that Unicode's data give", async () => {
  const written = writeConfusables(await Deno.readTextFile(DATA));
  expect(written).toContain(CONFUSABLES);
  expect(written).toBe(await Deno.readTextFile(MADE));
});

Deno.test("a line of the data is a character and the text that it looks like", () => {
  const lines = "# 006D\n006D ;\t0072 006E ;\tMA\t# ( m → rn )\n\n1F4A9 ;\t006C ;\tMA\n";
  expect(readPairs(lines)).toEqual([["m", "rn"], ["💩", "l"]]);
});

Deno.test("what is no such table makes none", () => {
  expect(() => writeConfusables("# Version: 17.0.0\n")).toThrow("no version or no pairs");
  expect(() => writeConfusables("006D ;\t0072 006E ;\tMA")).toThrow("no version or no pairs");
});
