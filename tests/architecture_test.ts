import { expect } from "expect";
import { loadProject, Project } from "./support/project.ts";
import { assetRules } from "./support/rules/assets.ts";
import { browserRules } from "./support/rules/browser.ts";
import { directionRules } from "./support/rules/directions.ts";
import { houseRules } from "./support/rules/house.ts";
import { orderRules } from "./support/rules/order.ts";
import { wordRules } from "./support/rules/words.ts";
import { sheetRules } from "./support/rules/sheets.ts";

const RULES = [
  ...directionRules,
  ...browserRules,
  ...orderRules,
  ...houseRules,
  ...assetRules,
  ...sheetRules,
  ...wordRules,
];
const ours = await loadProject(new URL("../", import.meta.url));

Deno.test("the rules are read from a whole project", () => {
  expect(ours.sources.length).toBeGreaterThan(50);
  expect(ours.sources.flatMap((source) => source.imports).length).toBeGreaterThan(100);
});

Deno.test("every import of our own leads to a file that is there", () => {
  const astray = ours.sources.flatMap((source) =>
    source.imports.filter((one) => {
      const target = ours.resolve(source, one);
      return "file" in target && !target.file.startsWith("_fresh/") && !ours.files.has(target.file);
    }).map((one) => `${source.path}:${one.line} imports ${one.specifier}`)
  );
  expect(astray).toEqual([]);
});

for (const rule of RULES) {
  Deno.test(rule.name, () => expect(rule.check(ours)).toEqual([]));

  rule.bites.forEach((tree, index) => {
    const kind = `${index + 1} of ${rule.bites.length}`;
    Deno.test(`${rule.name}: a breach is seen (${kind})`, () => {
      expect(rule.check(new Project(tree))).not.toEqual([]);
    });
  });

  Deno.test(`${rule.name}: what keeps the rule is left alone`, () => {
    expect(rule.check(new Project(rule.spares))).toEqual([]);
  });
}
