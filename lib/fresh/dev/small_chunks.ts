import type { Metafile, Plugin } from "esbuild";

/** The name of a module that imports all that is to lie in one chunk. */
export const GATHERED = "fresh:gathered";

/**
 * Below so many bytes a chunk costs more than it saves: a request of its own, its names told on
 * both sides, and a compression that begins anew.
 */
const SMALL = 1_000;

type Output = Metafile["outputs"][string];

/**
 * The modules of all small chunks that several bundles share, as paths. They can lie in one chunk
 * that every bundle imports, since they need nothing but one another and what the bundle `base`
 * brings in any case.
 */
export function modulesOfSmallChunks({ outputs }: Metafile, base: string): string[] {
  const always = new Set(importsOf(outputs[base]));
  const small = new Map(
    Object.entries(outputs).filter(([path, { bytes, entryPoint, inputs }]) =>
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

/** Has the modules at these absolute paths imported under {@linkcode GATHERED}. */
export function gatherPlugin(paths: readonly string[]): Plugin {
  const contents = paths.map((path) => `import ${JSON.stringify(path)};`).join("\n");
  return {
    name: "fresh-gather",
    setup(build) {
      const filter = new RegExp(`^${GATHERED}$`);
      build.onResolve({ filter }, () => ({ path: "gathered", namespace: "fresh-gather" }));
      build.onLoad({ filter: /^gathered$/, namespace: "fresh-gather" }, () => {
        return { contents, resolveDir: "/" };
      });
    },
  };
}

function importsOf(output: Output | undefined): string[] {
  return (output?.imports ?? []).filter(({ kind, external }) =>
    kind === "import-statement" && !external
  ).map(({ path }) => path);
}
