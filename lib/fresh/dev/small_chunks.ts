import { readFile } from "node:fs/promises";
import type { Metafile, Plugin } from "esbuild";

/**
 * Below so many bytes a chunk costs more than it saves: a request of its own, its names told on
 * both sides, and a compression that begins anew. Of an app whose pages share most of their code
 * that is all they share: in one chunk it was 3 % lighter, and a second page finds it here.
 */
const SMALL = 16_000;

type Output = Metafile["outputs"][string];

/**
 * The modules of all small chunks that several bundles share and that come with one of `bundles`,
 * as paths. They can lie in one chunk that every bundle imports, since they need nothing but one
 * another and what the first bundle, which is on every page, brings in any case.
 */
export function modulesOfSmallChunks({ outputs }: Metafile, bundles: readonly string[]): string[] {
  const always = closure(outputs, bundles.slice(0, 1));
  const small = new Map(
    [...closure(outputs, bundles)].map((path) => [path, outputs[path]!] as const)
      .filter(([path, { bytes, entryPoint, inputs }]) =>
        entryPoint === undefined && bytes < SMALL && !always.has(path) &&
        Object.keys(inputs).length > 0
      ),
  );
  // What leans on a chunk that stays by itself would draw it into every bundle.
  for (let before = -1; before !== small.size;) {
    before = small.size;
    for (const [path, output] of small) {
      if (!importsOf(output).every((one) => small.has(one) || always.has(one))) small.delete(path);
    }
  }
  if (small.size < 2) return [];
  return [...small.values()].flatMap(({ inputs }) => Object.keys(inputs)).sort();
}

/** The modules of the project that bundles and late chunks begin with, as paths. */
export function beginningsOf({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ entryPoint }) =>
    entryPoint !== undefined && /\.tsx?$/.test(entryPoint) ? [entryPoint] : []
  );
}

/** Has all `beginnings` import the modules `gathered`, both given as absolute paths. */
export function gatherPlugin(
  { gathered, beginnings }: { gathered: readonly string[]; beginnings: ReadonlySet<string> },
): Plugin {
  const gather = gathered.map((path) => `import ${JSON.stringify(path)};`).join("\n");
  return {
    name: "fresh-gather",
    setup(build) {
      build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        if (!beginnings.has(path)) return undefined;
        const text = await readFile(path, "utf8");
        const loader = path.endsWith("x") ? "tsx" : "ts";
        // Each by itself: a module that brought them all would be a chunk with nothing in it.
        return { contents: `${text}\n${gather}`, loader };
      });
    },
  };
}

/** What comes with these outputs, themselves included. */
function closure(outputs: Metafile["outputs"], from: readonly string[]): Set<string> {
  const found = new Set(from);
  for (const path of found) for (const next of importsOf(outputs[path])) found.add(next);
  return found;
}

function importsOf(output: Output | undefined): string[] {
  return (output?.imports ?? []).filter(({ kind, external }) =>
    kind === "import-statement" && !external
  ).map(({ path }) => path);
}
