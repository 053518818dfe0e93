import { expect } from "expect";
import fc from "fast-check";
import {
  addedTo,
  fenced,
  isLong,
  partsOf,
  pastedAsCode,
  withoutPasted,
} from "@/lib/client/long_text.ts";

Deno.test("a text is long by its lines or by its length", () => {
  expect(isLong("linha\n".repeat(19) + "linha")).toBe(false);
  expect(isLong("linha\n".repeat(20) + "linha")).toBe(true);
  expect(isLong("a".repeat(2_000))).toBe(false);
  expect(isLong("a".repeat(2_001))).toBe(true);
});

Deno.test("what was pasted becomes a block of code, and what stands around it stays", () => {
  expect(pastedAsCode("veja: a\nb fim", "a\nb")).toBe("veja: \n```\na\nb\n```\n fim");
  expect(pastedAsCode("a\r\nb".replace("\r", ""), "a\r\nb")).toBe("```\na\nb\n```");
  // It was changed since: all of it is taken.
  expect(pastedAsCode("outra", "a\nb")).toBe("```\noutra\n```");
});

Deno.test("a block's marks are longer than any in the code", () => {
  expect(fenced("```\nx\n```")).toBe("````\n```\nx\n```\n````");
});

Deno.test("what was added is found wherever it stands", () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (before, added, after) => {
    const found = addedTo(before + after, before + added + after);
    expect(found.length).toBe(added.length);
  }));
});

Deno.test("parts fit, are cut at lines or words where they can be, and lose nothing but spaces", () => {
  const words = fc.array(fc.stringMatching(/^[a-zé😀]{1,12}$/u), { minLength: 1, maxLength: 80 });
  const space = fc.constantFrom(" ", "\n", "\n\n");
  fc.assert(fc.property(words, space, fc.integer({ min: 2, max: 40 }), (all, between, most) => {
    const parts = partsOf(all.join(between), most);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(most);
      expect(part.isWellFormed()).toBe(true);
    }
    expect(parts.join("").replace(/\s/g, "")).toBe(all.join(""));
  }));
});

Deno.test("a block of code is cut into blocks", () => {
  const parts = partsOf("```\num\ndois\ntrês\n```", 16);
  expect(parts).toEqual(["```\num\ndois\n```", "```\ntrês\n```"]);
});

Deno.test("what was pasted is taken out of the text, if it is there still", () => {
  expect(withoutPasted("veja: um\ndois", "um\r\ndois")).toBe("veja:");
  expect(withoutPasted("um e um", "um")).toBe("um e");
  expect(withoutPasted("outra coisa", "um")).toBeUndefined();
});
