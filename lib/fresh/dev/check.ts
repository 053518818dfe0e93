import { readDenoConfigs } from "./deno_config.ts";

// Elements that the renderer must see as vnodes, though precompiled JSX would make strings of them.
const SKIPPED = "a body html head title meta img source script link style base noscript template";

/**
 * Checks the JSX settings of a project; one without a `deno.json` is taken as it is.
 *
 * @throws {Error} if they would break rendering.
 */
export async function checkDenoConfig(root: string): Promise<void> {
  const configs = await readDenoConfigs(root);
  if (configs.length === 0) return;
  const options =
    configs.find((config) => config.compilerOptions?.jsxImportSource)?.compilerOptions ?? {};
  if (options.jsxImportSource === undefined) {
    throw new Error(
      'Cannot build: "compilerOptions.jsxImportSource" is not set in deno.json, expected "preact"',
    );
  }
  if (options.jsx !== "precompile") return;
  const skipped = new Set(options.jsxPrecompileSkipElements ?? []);
  const missing = SKIPPED.split(" ").filter((name) => !skipped.has(name));
  if (missing.length === 0) return;
  throw new Error(
    `Cannot build: expected compilerOptions.jsxPrecompileSkipElements to contain ${
      missing.join(", ")
    } in deno.json`,
  );
}
