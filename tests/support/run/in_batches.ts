/** Files to a module: more of them would leave one of two threads without work at the end. */
const SIZE = 16;

/**
 * Modules in `dir` that each import some test files, in their order. `deno test` makes an isolate
 * of V8 for every module it is named, and loads into each all that its tests need: for hundreds of
 * quick files that takes longer than their tests.
 *
 * @param files below `root`
 * @returns what `deno test` is to be given: the files themselves where they are few
 */
export async function inBatches(
  files: readonly string[],
  { root, dir }: { root: URL; dir: string },
): Promise<readonly string[]> {
  if (files.length <= SIZE) return files;
  const batches: string[] = [];
  for (let at = 0; at < files.length; at += SIZE) {
    const lines = files.slice(at, at + SIZE).map((file) => `import "${new URL(file, root)}";\n`);
    const path = `${dir}/batch_${batches.length}_test.ts`;
    await Deno.writeTextFile(path, lines.join(""));
    batches.push(path);
  }
  return batches;
}
