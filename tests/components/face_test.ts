import { expect } from "expect";
import { hueOf, initialsOf } from "@/components/ui/face.ts";

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

Deno.test("a hue is one of 24, always the same, and one's own choice goes before it", () => {
  const hues = [0, 23, 24, 2 ** 53 - 1].map((id) => hueOf({ id }));
  expect(hues).toEqual([0, 17, 0, 1]);
  const all = Array.from({ length: 24 }, (_, id) => hueOf({ id }));
  expect(new Set(all).size).toBe(24);
  expect(hueOf({ id: 5, hue: 0 })).toBe(0);
});
