import { expect } from "expect";
import { parseOptions } from "./options.ts";

Deno.test("without words it is the short form on both stores, by a seed of its own", () => {
  const { seed, ...rest } = parseOptions(["--"]);
  expect(seed).toMatch(/^\d+$/);
  expect(rest).toMatchObject({ what: "faults", form: "short", stores: ["mysql", "sqlite"] });
  expect(rest.only).toEqual([]);
});

Deno.test("a run is repeated by its seed, narrowed by a store and by words of names", () => {
  const args = ["--full", "--seed", "7", "--store", "sqlite", "kill -9", "restored"];
  const { seed, form, stores, only } = parseOptions(args);
  expect({ seed, form, stores, only }).toEqual({
    ...{ seed: "7", form: "full", stores: ["sqlite"], only: ["kill -9", "restored"] },
  });
  expect(parseOptions(["--soak", "--minutes", "5"])).toMatchObject({ what: "soak", minutes: 5 });
});

Deno.test("what is not known is refused, and not run past", () => {
  expect(() => parseOptions(["--sead", "7"])).toThrow(RangeError);
  expect(() => parseOptions(["--store", "oracle"])).toThrow(RangeError);
});
