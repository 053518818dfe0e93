import { createRequire } from "node:module";
import process from "node:process";

/**
 * The bundler's own program for this machine: the one thing that building may run.
 *
 * @throws {Error} if the packages are not installed.
 */
export function esbuildPath(): string {
  const require = createRequire(import.meta.resolve("esbuild"));
  const program = process.platform === "win32" ? "esbuild.exe" : "bin/esbuild";
  return require.resolve(`@esbuild/${process.platform}-${process.arch}/${program}`);
}

// Deno takes a doubled comma for one that belongs to the path.
// deno-lint-ignore no-console -- the task that runs this reads its output
if (import.meta.main) console.log(esbuildPath().replaceAll(",", ",,"));
