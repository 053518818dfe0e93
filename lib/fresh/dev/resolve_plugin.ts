import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";
import { resolve as resolvePath } from "node:path";
import type { Resolver } from "./resolver.ts";

// Marks the look-ups that this plugin makes itself.
const OWN_LOOKUP = Symbol("own look-up");

/** Has esbuild resolve imports by `deno.json`, as far as it does not do so by itself. */
export function resolvePlugin(resolver: Resolver): Plugin {
  return {
    name: "fresh-resolve",
    setup(build) {
      // Relative paths are esbuild's own affair: each one that came here would cost a round trip.
      build.onResolve({ filter: /^[^.]/ }, (args) => {
        if (args.pluginData === OWN_LOOKUP || args.namespace === "fresh") return undefined;
        return lookUp(build, resolver, args);
      });
    },
  };
}

async function lookUp(
  build: PluginBuild,
  resolver: Resolver,
  args: OnResolveArgs,
): Promise<OnResolveResult | undefined> {
  const found = resolver.resolve(args.path, args.importer);
  switch (found.kind) {
    case "file":
      return { path: resolvePath(found.path) };
    case "external":
      return { path: found.path, external: true };
    case "unknown":
      return undefined;
  }

  const { kind, importer, resolveDir } = args;
  const from = found.specifier === args.path ? [resolveDir, ...found.from] : found.from;
  let result: OnResolveResult | undefined;
  for (const dir of from) {
    const options = { resolveDir: dir, importer, kind, pluginData: OWN_LOOKUP };
    const { errors, path, sideEffects, external } = await build.resolve(found.specifier, options);
    if (errors.length === 0) return { path, sideEffects, external };
    result ??= { errors };
  }
  return result;
}
