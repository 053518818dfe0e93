import { expect } from "expect";
import { hueOf, initialsOf } from "@/components/face.ts";

Deno.test("initials are what a person is known by", () => {
  const cases: [string, string][] = [
    ["Marina", "MA"],
    ["João Pedro", "JP"],
    ["ana maria da silva", "AS"],
    ["Zé", "ZÉ"],
    ["A", "A"],
    ["👩‍🚀 Nave", "👩‍🚀N"],
    ["👩‍🚀", "👩‍🚀"],
    ["4ª bancada", "4B"],
    ["李雷", "李雷"],
    ["محمد علي", "مع"],
  ];
  for (const [name, initials] of cases) expect(initialsOf(name)).toBe(initials);
});

Deno.test("a hue is one of sixteen, and always the same", () => {
  expect([0, 15, 16, 2 ** 53 - 1].map(hueOf)).toEqual([0, 15, 0, 15]);
});
