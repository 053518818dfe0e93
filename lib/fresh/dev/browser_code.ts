import { join } from "node:path";
import { JS_PREFIX } from "../constants.ts";
import { UniqueNamer } from "../utils.ts";
import type { ResolvedBuildConfig } from "./build_config.ts";
import type { IslandModChunk } from "./dev_build_cache.ts";
import { BUILD_ID_PLACEHOLDER, type Bundle, bundle } from "./esbuild.ts";
import { publicEnv } from "./hash.ts";
import { LIBRARY_DIR } from "./resolver.ts";
import { specToName } from "./spec_to_name.ts";

const CLIENT_DIR = join(LIBRARY_DIR, "runtime", "client");

/** The browser code of an app, before its build has an id. */
export interface BrowserCode extends Bundle {
  islands: { name: string; server: string }[];
}

/** Bundles the runtime and the islands; in development also what reloads the page. */
export async function bundleBrowserCode(
  config: ResolvedBuildConfig,
  islandSpecs: string[],
  env: Record<string, string>,
): Promise<BrowserCode> {
  const dev = config.mode === "development";
  const namer = new UniqueNamer();
  const islands = islandSpecs.map((server) => {
    return { name: namer.getUniqueName(specToName(server)), server };
  });
  const entryPoints: Record<string, string> = { "fresh-runtime": join(CLIENT_DIR, "mod.ts") };
  if (dev) entryPoints["fresh-hmr"] = join(CLIENT_DIR, "dev.ts");
  for (const { name, server } of islands) entryPoints[name] = server;

  const { root, sourceMap, target } = config;
  const options = { root, entryPoints, target, dev, sourceMap, env: publicEnv(env) };
  return { ...await bundle(options), islands };
}

/** Browser code in its place below the site's root. */
export interface PlacedCode {
  /** Contents by path. */
  files: Map<string, Uint8Array>;
  islands: IslandModChunk[];
  /** Shared chunks by the path of what imports them. */
  preloads: Map<string, string[]>;
}

/** Puts browser code below the folder of a build. */
export function placeBrowserCode(code: BrowserCode, buildId: string): PlacedCode {
  const toPath = (name: string) => `${JS_PREFIX}${buildId}/${name}`;
  const files = [...code.files].map(([name, content]) =>
    [toPath(name), withBuildId(content, buildId)] as const
  );
  const preloads = [...code.imports]
    .filter(([, chunks]) => chunks.length > 0)
    .map(([name, chunks]) => [toPath(name), chunks.map(toPath)] as const);
  return {
    files: new Map(files),
    preloads: new Map(preloads),
    islands: code.islands.map(({ name, server }) => {
      return { name, server, browser: toPath(`${name}.js`), css: [] };
    }),
  };
}

/** Puts the build's id where its placeholder stands. */
export function withBuildId(content: Uint8Array, buildId: string): Uint8Array {
  const text = new TextDecoder().decode(content);
  if (!text.includes(BUILD_ID_PLACEHOLDER)) return content;
  return new TextEncoder().encode(text.replaceAll(BUILD_ID_PLACEHOLDER, buildId));
}
