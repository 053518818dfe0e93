import type { BuildOptions, Metafile, Plugin } from "esbuild";
import { join, relative } from "node:path";
import type { SourceMapOptions } from "./build_config.ts";
import { resolvePlugin } from "./resolve_plugin.ts";
import { LIBRARY_DIR, Resolver } from "./resolver.ts";
import { beginningsOf, gatherPlugin, modulesOfSmallChunks } from "./small_chunks.ts";

/** Stands for the build id in bundles, until their content tells what it is. */
export const BUILD_ID_PLACEHOLDER = "__FRESH_BUILD_ID__";

/** Stands for `Deno.env.get` in bundles. */
const READ_ENV = "__fresh_env_get";

/** What to bundle, and how. */
export interface BundleOptions {
  /** Folder of the project. */
  root: string;
  /** Modules by the name of their bundle. */
  entryPoints: Record<string, string>;
  target: string | string[];
  dev: boolean;
  sourceMap?: SourceMapOptions | undefined;
  /** Environment variables that browser code may read. */
  env: Record<string, string>;
}

/** The bundled browser code. */
export interface Bundle {
  /** Contents by file name. */
  files: Map<string, Uint8Array>;
  /** Names of the shared chunks that a file imports, directly or not. */
  imports: Map<string, string[]>;
}

/** Bundles browser code. The service of esbuild goes on until {@linkcode stopBundler}. */
export async function bundle(options: BundleOptions): Promise<Bundle> {
  const resolver = await Resolver.open(options.root);
  const esbuild = await import("esbuild");
  const outdir = join(options.root, "_fresh");
  const build = (inject: string[], also: readonly Plugin[] = []) =>
    esbuild.build({
      ...toEsbuildOptions(options),
      ...jsxOptions(resolver),
      inject,
      outdir,
      plugins: [
        ...also,
        buildIdPlugin(),
        envPlugin(options.env),
        resolvePlugin(resolver),
      ],
      write: false,
      metafile: true,
    });
  let result = await build([]);
  // Where a CommonJS module is among the code, whatever is injected weighs on each file of it.
  const env = result.outputFiles.some(({ text }) => text.includes(READ_ENV)) ? ["fresh:env"] : [];
  const gathering = options.dev ? [] : gatherSmall(result.metafile, options);
  if (env.length > 0 || gathering.length > 0) result = await build(env, gathering);

  const files = new Map<string, Uint8Array>();
  for (const { path, contents } of result.outputFiles) files.set(relative(outdir, path), contents);
  const toName = (path: string) => relative(outdir, join(options.root, path));
  return { files, imports: collectImports(result.metafile, toName) };
}

/** Ends the service of esbuild, which would keep the process alive. */
export async function stopBundler(): Promise<void> {
  const esbuild = await import("esbuild");
  await esbuild.stop();
}

function toEsbuildOptions(
  { root, entryPoints, target, dev, sourceMap, env }: BundleOptions,
): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints,
    target,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    treeShaking: true,
    minify: !dev,
    legalComments: "none",
    // As all text is served; escapes would make a table of signs half as long again.
    charset: "utf8",
    logLevel: "silent",
    chunkNames: "chunk-[hash]",
    entryNames: "[name]",
    // The esm build of a package before the one for old bundlers.
    mainFields: ["browser", "module", "main"],
    // Deno's settings apply, whatever a tsconfig.json says.
    tsconfigRaw: {},
    define: {
      ...defineProcessEnv({ ...env, NODE_ENV: dev ? "development" : "production" }),
      "Deno.env.get": READ_ENV,
    },
    ...(sourceMap === undefined ? {} : {
      sourcemap: sourceMap.kind,
      sourcesContent: sourceMap.sourcesContent ?? true,
      ...(sourceMap.sourceRoot === undefined ? {} : { sourceRoot: sourceMap.sourceRoot }),
    }),
  };
}

function jsxOptions(resolver: Resolver): BuildOptions {
  const { jsxImportSource = "preact" } = resolver.compilerOptions;
  return { jsx: "automatic", jsxImportSource };
}

// On the server the id is a variable of the process; in the browser it is a constant.
function buildIdPlugin(): Plugin {
  const file = join(LIBRARY_DIR, "build_id.ts").replaceAll(/[.\\+*?^$(){}[\]|]/g, "\\$&");
  return {
    name: "fresh-build-id",
    setup(build) {
      build.onLoad({ filter: new RegExp(`^${file}$`) }, () => ({
        contents: `export const BUILD_ID = "${BUILD_ID_PLACEHOLDER}";`,
      }));
    },
  };
}

// Variables that are not for browsers are left as they are: reading them there throws.
function defineProcessEnv(env: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [`process.env.${name}`, JSON.stringify(value)]),
  );
}

function envPlugin(env: Record<string, string>): Plugin {
  // Through globalThis, since this call would be replaced by itself.
  const contents = `const env = new Map(${JSON.stringify(Object.entries(env))});
export const ${READ_ENV} = (name) =>
  env.has(name) ? env.get(name) : globalThis.Deno.env.get(name);`;
  return {
    name: "fresh-env",
    setup(build) {
      build.onResolve({ filter: /^fresh:env$/ }, () => {
        return { path: "env", namespace: "fresh", sideEffects: false };
      });
      build.onLoad({ filter: /^env$/, namespace: "fresh" }, () => ({ contents }));
    },
  };
}

/** What has small chunks lie together, if there are any. */
function gatherSmall(metafile: Metafile, { root, entryPoints }: BundleOptions): Plugin[] {
  const bundles = Object.keys(entryPoints).map((name) => join("_fresh", `${name}.js`));
  const gathered = modulesOfSmallChunks(metafile, bundles).map((path) => join(root, path));
  if (gathered.length === 0) return [];
  const beginnings = new Set(beginningsOf(metafile).map((path) => join(root, path)));
  return [gatherPlugin({ gathered, beginnings })];
}

function collectImports(
  { outputs }: Metafile,
  toName: (path: string) => string,
): Map<string, string[]> {
  const visit = (path: string, found: Set<string>) => {
    for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
      if (external || kind !== "import-statement" || found.has(next)) continue;
      found.add(next);
      visit(next, found);
    }
    return found;
  };
  return new Map(
    Object.keys(outputs).map((path) => [toName(path), [...visit(path, new Set())].map(toName)]),
  );
}
