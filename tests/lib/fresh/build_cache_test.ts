import { expect } from "expect";
import { IslandPreparer } from "../../../lib/fresh/build_cache.ts";
import type { ServerIslandRegistry } from "../../../lib/fresh/context.ts";

Deno.test("IslandPreparer registers functions under names that differ, and none as boot", () => {
  const registry: ServerIslandRegistry = new Map();
  const preparer = new IslandPreparer();
  const Sala = () => null, Outra = () => null, boot = () => null;
  preparer.prepare(registry, { default: Sala, numero: 3 }, "/a.js", "Sala", []);
  preparer.prepare(registry, { Sala: Outra, boot }, "/b.js", "Mais", []);
  const names = [...registry.values()].map((
    { file, exportName, name },
  ) => [file, exportName, name]);
  expect(names).toEqual([
    ["/a.js", "default", "Sala"],
    ["/b.js", "Sala", "Sala_1"],
    ["/b.js", "boot", "boot_1"],
  ]);
});
