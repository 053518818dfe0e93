import { expect } from "expect";
import { join } from "node:path";
import { bundle, stopBundler } from "../../../../lib/fresh/dev/esbuild.ts";
import { beginningsOf, modulesOfSmallChunks } from "../../../../lib/fresh/dev/small_chunks.ts";

type Metafile = Parameters<typeof modulesOfSmallChunks>[0];

/** A build of two islands and a late chunk; `bytes` of a chunk that stays by itself is large. */
function built(chunks: Record<string, { bytes: number; imports?: string[]; module: string }>) {
  const output = (imports: string[], entryPoint?: string, module = entryPoint ?? "") => ({
    bytes: 5_000,
    inputs: { [module]: { bytesInOutput: 1 } },
    imports: imports.map((path) => ({ path, kind: "import-statement" as const })),
    exports: [],
    ...(entryPoint === undefined ? {} : { entryPoint }),
  });
  const shared = Object.keys(chunks).filter((name) => name !== "late");
  const outputs: Metafile["outputs"] = {
    base: output([], "base.ts"),
    a: output(shared, "islands/A.tsx"),
    b: output(shared, "islands/B.tsx"),
  };
  for (const [name, { bytes, imports = [], module }] of Object.entries(chunks)) {
    outputs[name] = { ...output(imports, undefined, module), bytes };
  }
  return { inputs: {}, outputs };
}

const BUNDLES = ["base", "a", "b"];

Deno.test("modules of small shared chunks are gathered, those of large ones are not", () => {
  const metafile = built({
    one: { bytes: 200, module: "one.ts" },
    two: { bytes: 900, module: "two.ts" },
    large: { bytes: 40_000, module: "large.ts" },
  });
  expect(modulesOfSmallChunks(metafile, BUNDLES)).toEqual(["one.ts", "two.ts"]);
});

Deno.test("a small chunk that needs a large one, or comes late only, stays where it is", () => {
  const metafile = built({
    one: { bytes: 200, module: "one.ts" },
    two: { bytes: 200, imports: ["one"], module: "two.ts" },
    leans: { bytes: 200, imports: ["large"], module: "leans.ts" },
    further: { bytes: 200, imports: ["leans"], module: "further.ts" },
    large: { bytes: 40_000, module: "large.ts" },
    late: { bytes: 200, module: "late.ts" },
  });
  expect(modulesOfSmallChunks(metafile, BUNDLES)).toEqual(["one.ts", "two.ts"]);
});

Deno.test("one small chunk alone has nothing to lie with", () => {
  const metafile = built({ one: { bytes: 200, module: "one.ts" } });
  expect(modulesOfSmallChunks(metafile, BUNDLES)).toEqual([]);
});

Deno.test("bundles and late chunks of the project have a beginning, packages have none of ours", () => {
  const metafile = built({});
  const pack = { bytes: 1, inputs: {}, imports: [], exports: [], entryPoint: "pack/index.mjs" };
  metafile.outputs["late"] = { ...pack, entryPoint: "islands/late/C.tsx" };
  metafile.outputs["package"] = pack;
  expect(beginningsOf(metafile).sort()).toEqual([
    "base.ts",
    "islands/A.tsx",
    "islands/B.tsx",
    "islands/late/C.tsx",
  ]);
});

Deno.test("what islands share in small parts comes in one file, and is the same for all", async () => {
  const root = await Deno.makeTempDir({ prefix: "conexao-" });
  try {
    const files: Record<string, string> = {
      "deno.json": "{}",
      "base.ts": "console.log('base');",
      "one.ts": "export const one = ['one'];",
      "two.ts": "export const two = ['two'];",
      "a.ts": "import { one } from './one.ts';\nimport { two } from './two.ts';\n" +
        "console.log(one, two, () => import('./late.ts'));",
      "b.ts": "import { one } from './one.ts';\nconsole.log(one);",
      "c.ts": "import { two } from './two.ts';\nconsole.log(two);",
      "late.ts": "import { one } from './one.ts';\nexport const late = [one];",
    };
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(root, name), text);
    }
    const entryPoints = Object.fromEntries(
      ["base", "a", "b", "c"].map((name) => [name, join(root, `${name}.ts`)]),
    );
    const options = { root, entryPoints, target: "es2022", env: {} };
    const apart = await bundle({ ...options, dev: true });
    const together = await bundle({ ...options, dev: false });
    expect(chunksOf(apart)).toBe(3);
    expect(chunksOf(together)).toBe(2);
    expect(together.imports.get("b.js")).toEqual(together.imports.get("c.js"));
  } finally {
    await stopBundler();
    await Deno.remove(root, { recursive: true });
  }
});

function chunksOf({ files }: Awaited<ReturnType<typeof bundle>>): number {
  return [...files.keys()].filter((name) => name.startsWith("chunk-")).length;
}
