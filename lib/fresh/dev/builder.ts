import { App, setBuildCache } from "../app.ts";
import { setBuildId } from "../build_id.ts";
import { fsAdapter } from "../fs.ts";
import { type ListenOptions, serveApp } from "../listen.ts";
import {
  type BrowserCode,
  bundleBrowserCode,
  placeBrowserCode,
  withBuildId,
} from "./browser_code.ts";
import { type BuildOptions, resolveBuildConfig, type ResolvedBuildConfig } from "./build_config.ts";
import { checkDenoConfig } from "./check.ts";
import { listStaticFiles, readStaticFile, type StaticSource } from "./crawl_static.ts";
import { clientEntryOf, MemoryBuildCache } from "./dev_build_cache.ts";
import { devHandler } from "./dev_handler.ts";
import { DiskBuild } from "./disk_build.ts";
import { BUILD_ID_PLACEHOLDER, stopBundler } from "./esbuild.ts";
import {
  cssAssetHash,
  FileTransformer,
  type OnTransformOptions,
  type TransformFn,
} from "./file_transformer.ts";
import { crawlFsItem, type FsRouteFileNoMod } from "./fs_crawl.ts";
import { hashBuild, hashContent, readEnv } from "./hash.ts";
import { writeServer } from "./snapshot.ts";

export type { BuildOptions, ResolvedBuildConfig };
export { specToName } from "./spec_to_name.ts";

/** Gives an app the output of a build. */
export type ApplySnapshot = <State>(app: App<State>) => void;

interface Sources {
  routes: FsRouteFileNoMod<unknown>[];
  code: BrowserCode;
}

/**
 * Builds an app, or serves it while it is being written.
 *
 * @example `dev.ts`
 * ```ts ignore
 * import { Builder } from "fresh/dev";
 * const builder = new Builder();
 * if (Deno.args.includes("build")) await builder.build();
 * else await builder.listen(() => import("./main.ts"));
 * ```
 */
export class Builder {
  /** The resolved options. `mode` and `buildId` are set by each build. */
  readonly config: ResolvedBuildConfig;
  readonly #transformer: FileTransformer;
  readonly #islandSpecs = new Set<string>();

  constructor(options: BuildOptions = {}) {
    this.config = resolveBuildConfig(options);
    this.#transformer = new FileTransformer(fsAdapter, this.config.root);
    cssAssetHash(this.#transformer);
  }

  /** Has files of the static folders transformed, after earlier transformers. */
  onTransformStaticFile(options: OnTransformOptions, callback: TransformFn): void {
    this.#transformer.onTransform(options, callback);
  }

  /** Adds a module of islands from outside the islands folder. */
  registerIsland(specifier: string): void {
    this.#islandSpecs.add(specifier);
  }

  /**
   * Builds the app, to disk or into memory. What it returns puts a build in memory into an app,
   * which is how to test; one on disk is served by its `server.js`.
   */
  async build(
    options: { mode?: ResolvedBuildConfig["mode"]; snapshot?: "disk" | "memory" } = {},
  ): Promise<ApplySnapshot> {
    this.config.mode = options.mode ?? "production";
    try {
      if (options.snapshot === "memory") return await this.#buildInMemory();
      await this.#buildOnDisk();
    } finally {
      await stopBundler();
    }
    return () => {
      throw new Error("Cannot apply a build on disk: import its server.js, or build in memory");
    };
  }

  /**
   * Serves the app with pages that reload when the server restarts, and with errors on top of the
   * page. Requests wait until the islands are bundled.
   */
  async listen<State>(
    importApp: () => Promise<{ app: App<State> } | App<State>>,
    options: ListenOptions = {},
  ): Promise<void> {
    this.config.mode = "development";
    const imported = await importApp();
    const app = imported instanceof App ? imported : imported.app;
    app.config.mode = "development";

    const ready = this.#buildInMemory().then((apply) => {
      apply(app);
      return app.handler();
    });
    // Whoever asks for a page gets the error; until then nobody is there to take it.
    ready.catch(() => {});
    serveApp(devHandler(app, ready, this.config.root), app.config.basePath, options);
    await ready.finally(stopBundler);
  }

  async #collect(): Promise<Sources> {
    await checkDenoConfig(this.config.root);
    const { islands, routes } = await crawlFsItem(this.config);
    const specs = [...new Set([...this.#islandSpecs, ...islands])];
    return { routes, code: await bundleBrowserCode(this.config, specs, readEnv()) };
  }

  async #buildInMemory(): Promise<ApplySnapshot> {
    const { config } = this;
    const { routes, code } = await this.#collect();
    this.#nameBuild(code, []);
    const { files, islands, preloads } = placeBrowserCode(code, config.buildId);

    const fsRoutes = { id: "fsRoutes", dir: config.routeDir, files: routes };
    const cache = new MemoryBuildCache<unknown>(config, fsRoutes, this.#transformer);
    for (const [path, content] of files) {
      cache.addProcessedFile(path, content, hashContent(content));
    }
    for (const island of islands) cache.islandModNameToChunk.set(island.name, island);
    for (const [path, chunks] of preloads) cache.preloads.set(path, chunks);
    if (config.mode === "development") {
      cache.hmrClientEntry = clientEntryOf(config.buildId).replace("runtime.js", "hmr.js");
    }
    await cache.flush();
    await cache.prepare();

    const { buildId, mode } = config;
    return (app) => {
      setBuildId(buildId);
      setBuildCache(app as App<unknown>, cache, mode);
    };
  }

  async #buildOnDisk(): Promise<void> {
    const { config } = this;
    const { routes, code } = await this.#collect();
    const statics = await this.#readStatics();
    this.#nameBuild(code, statics.map(({ pathname, content }) => pathname + hashContent(content)));
    const { files, islands, preloads } = placeBrowserCode(code, config.buildId);

    const disk = new DiskBuild(config);
    await disk.clear();
    const sources: StaticSource[] = [...files].map(([pathname, content]) => {
      return { pathname, filePath: "", content, transformed: true };
    });
    for (const source of statics) {
      const { transformed, content } = source;
      sources.push(
        transformed ? { ...source, content: withBuildId(content, config.buildId) } : source,
      );
    }
    const table = await Promise.all(sources.map((source) => disk.write(source)));
    await writeServer(config, { islands, routes, files: table, preloads });
  }

  // The build is named after them as they will be served: a transformer may read more than its file.
  async #readStatics(): Promise<StaticSource[]> {
    setBuildId(BUILD_ID_PLACEHOLDER);
    const sources: StaticSource[] = [];
    for (const file of await listStaticFiles(this.config)) {
      sources.push(...await readStaticFile(file, this.#transformer, this.config));
    }
    return sources;
  }

  #nameBuild(code: BrowserCode, staticHashes: string[]): void {
    const codeHashes = [...code.files].map(([name, content]) => name + hashContent(content));
    this.config.buildId = hashBuild([...codeHashes.sort(), ...staticHashes.sort()], readEnv());
    setBuildId(this.config.buildId);
  }
}
