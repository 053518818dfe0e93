import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildCache, IslandPreparer, type StaticFile } from "../build_cache.ts";
import type { Command } from "../commands.ts";
import { JS_PREFIX } from "../constants.ts";
import type { ServerIslandRegistry } from "../context.ts";
import { type FreshFsMod, fsItemsToCommands } from "../fs_routes.ts";
import { encodePath } from "../utils.ts";
import type { ResolvedBuildConfig } from "./build_config.ts";
import type { FileTransformer } from "./file_transformer.ts";
import type { FsRouteFileNoMod } from "./fs_crawl.ts";
import { getContentType } from "./media_types.ts";

export { getContentType };

/** An island module and its bundle. */
export interface IslandModChunk {
  /** Name of the bundle. */
  name: string;
  /** Specifier, or path, that the server imports. */
  server: string;
  /** Path that the browser imports; null before it is bundled. */
  browser: string | null;
  css: string[];
}

/** The route files of a project. */
export interface FsRoute<State> {
  id: string;
  dir: string;
  files: FsRouteFileNoMod<State>[];
}

/** A build that is kept in memory: for development and for tests. */
export class MemoryBuildCache<State> implements BuildCache<State> {
  readonly root: string;
  readonly islandRegistry: ServerIslandRegistry = new Map();
  readonly islandModNameToChunk = new Map<string, IslandModChunk>();
  readonly features: { errorOverlay: boolean };
  readonly preloads = new Map<string, string[]>();
  clientEntry: string;
  hmrClientEntry: string | undefined = undefined;

  readonly #config: ResolvedBuildConfig;
  readonly #fsRoutes: FsRoute<State>;
  readonly #transformer: FileTransformer;
  readonly #files = new Map<string, StaticFile>();
  #commands: Command<State>[] = [];

  constructor(config: ResolvedBuildConfig, fsRoutes: FsRoute<State>, transformer: FileTransformer) {
    this.#config = config;
    this.#fsRoutes = fsRoutes;
    this.#transformer = transformer;
    this.root = config.root;
    this.features = { errorOverlay: config.mode === "development" };
    this.clientEntry = clientEntryOf(config.buildId);
  }

  getEntryAssets(): string[] {
    return [];
  }

  getFsRoutes(): Command<State>[] {
    return this.#commands;
  }

  getPreloads(file: string): readonly string[] {
    return this.preloads.get(file) ?? [];
  }

  /** @throws {Error} if the path leads out of the static folder. */
  async readFile(pathname: string): Promise<StaticFile | null> {
    const known = this.#files.get(pathname);
    if (known !== undefined) return known;

    for (const dir of [this.#config.staticDir].flat()) {
      const path = join(dir, decodePath(pathname));
      if (relative(dir, path).startsWith("..")) {
        throw new Error(`Processed file resolved outside of static dir ${path}`);
      }
      const { mode, target } = this.#config;
      for (const file of await this.#transformer.process(path, mode, target) ?? []) {
        this.addProcessedFile(encodePath(`/${relative(dir, file.path)}`), file.content, null);
      }
      const found = this.#files.get(pathname) ?? await openFile(path);
      if (found !== null) return found;
    }
    return null;
  }

  /** Adds a file that is not on disk. */
  addProcessedFile(
    pathname: string,
    content: Uint8Array,
    hash: string | null,
    contentType: string = getContentType(pathname),
  ): void {
    const size = content.byteLength;
    this.#files.set(pathname, { hash, contentType, size, readable: content, close: () => {} });
  }

  /** Loads the islands. */
  async flush(): Promise<void> {
    const preparer = new IslandPreparer();
    const chunks = [...this.islandModNameToChunk.values()];
    const mods = await Promise.all(chunks.map(({ server }) => import(toImport(server))));
    for (const [i, { browser, css, name }] of chunks.entries()) {
      if (browser === null) throw new Error(`Cannot load island "${name}": it is not bundled`);
      preparer.prepare(this.islandRegistry, mods[i], browser, name, css);
    }
  }

  /** Loads the route files that are not lazy. */
  async prepare(): Promise<void> {
    const files = await Promise.all(this.#fsRoutes.files.map(async (file) => {
      const load = (): Promise<FreshFsMod<State>> => import(toImport(file.filePath));
      return { ...file, mod: file.lazy ? load : await load() };
    }));
    this.#commands = fsItemsToCommands(files);
  }
}

/** Path of the browser runtime of a build. */
export function clientEntryOf(buildId: string): string {
  return `${JS_PREFIX}${buildId}/fresh-runtime.js`;
}

function toImport(spec: string): string {
  return spec.startsWith("/") ? pathToFileURL(spec).href : spec;
}

function decodePath(pathname: string): string {
  return pathname.split("/").map(decodeURIComponent).join("/");
}

// Opened at each request, so that a changed file is there after a reload.
async function openFile(path: string): Promise<StaticFile | null> {
  try {
    const file = await Deno.open(path);
    const { isFile, size } = await file.stat();
    if (isFile) {
      const contentType = getContentType(path);
      return { hash: null, size, contentType, readable: file.readable, close: () => file.close() };
    }
    file.close();
    return null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.IsADirectory) {
      return null;
    }
    throw error;
  }
}
