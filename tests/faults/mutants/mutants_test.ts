import { expect } from "expect";
import { exitAfter } from "../faults/exits_after_commit.ts";
import { TRAPS } from "../traps/mod.ts";
import { MUTANTS } from "./mutants.ts";

const ROOT = new URL("../../../", import.meta.url);

Deno.test("every patch still fits the program, in one place", async () => {
  for (const { file, from } of [...MUTANTS.flatMap(({ patches }) => patches), ...exitAfter(1)]) {
    const parts = (await Deno.readTextFile(new URL(file, ROOT))).split(from);
    expect([file, from, parts.length - 1]).toEqual([file, from, 1]);
  }
});

Deno.test("every safeguard is switched off in an episode that is played", () => {
  const names = TRAPS.map(({ name }) => name);
  for (const { episode } of MUTANTS) expect(names).toContain(episode);
  expect(new Set(MUTANTS.map(({ without }) => without)).size).toBe(MUTANTS.length);
});
