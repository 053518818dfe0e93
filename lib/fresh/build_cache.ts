import type { ComponentType } from "preact";
import { isAbsolute, join } from "node:path";
import { setBuildId } from "./build_id.ts";
import type { Command } from "./commands.ts";
import type { ServerIslandRegistry } from "./context.ts";
import { type ContentCoding, pickCoding } from "./content_coding.ts";
import { FileMemory } from "./file_memory.ts";
import { fsItemsToCommands, type FsRouteFile } from "./fs_routes.ts";
import { UniqueNamer } from "./utils.ts";

/** A static file as the build noted it. */
export interface FileSnapshot {
  /** Path in the URL. */
  name: string;
  /** Path on disk, absolute or relative to the project. */
  filePath: string;
  /** SHA-256 of the content in hex; null if unknown. */
  hash: string | null;
  contentType: string;
  immutable?: boolean;
  /** Compressed copies, path on disk by coding. */
  compressed?: Partial<Record<ContentCoding, string>>;
}

/** What a build leaves behind in `_fresh/snapshot.js`. */
export interface BuildSnapshot<State> {
  /** The build id. */
  version: string;
  /** Path of the browser runtime. */
  clientEntry: string;
  fsRoutes: FsRouteFile<State>[];
  staticFiles: Map<string, FileSnapshot>;
  islands: ServerIslandRegistry;
  /** Style sheets of every page. */
  entryAssets: string[];
  /** Shared chunks that a browser module imports, by its path. */
  preloads?: Map<string, string[]>;
}

/** A static file ready to be sent. */
export interface StaticFile {
  hash: string | null;
  /** Bytes of what `readable` gives. */
  size: number;
  contentType: string;
  readable: ReadableStream<Uint8Array> | Uint8Array;
  /** Must be called if `readable` is not read. */
  close(): void;
  immutable?: boolean;
  /** Set if `readable` is compressed. */
  coding?: ContentCoding;
  /** Whether compressed copies exist, so that the answer depends on `Accept-Encoding`. */
  hasCodings?: boolean;
}

/** The output of a build, as an app uses it. */
// The state is that of the app, which a cache passes on without looking at it.
// deno-lint-ignore no-explicit-any
export interface BuildCache<State = any> {
  /** Folder of the project. */
  root: string;
  islandRegistry: ServerIslandRegistry;
  /** Path of the browser runtime. */
  clientEntry: string;
  /** Path of the module that reloads the page in development. */
  hmrClientEntry?: string | undefined;
  features: { errorOverlay: boolean };
  getFsRoutes(): Command<State>[];
  /** Finds a file by its URL path, compressed if `acceptEncoding` allows; null if there is none. */
  readFile(
    pathname: string,
    acceptEncoding?: string,
  ): Promise<StaticFile | null>;
  getEntryAssets(): string[];
  /** Shared chunks that a browser module imports. */
  getPreloads?(file: string): readonly string[];
}

/** The cache of an app that was not built: no file routes, no islands, no static files. */
export class EmptyBuildCache<State> implements BuildCache<State> {
  readonly root: string;
  readonly islandRegistry: ServerIslandRegistry = new Map();
  readonly clientEntry = "";
  readonly features = { errorOverlay: false };

  constructor(root: string) {
    this.root = root;
  }

  getFsRoutes(): Command<State>[] {
    return [];
  }

  readFile(): Promise<StaticFile | null> {
    return Promise.resolve(null);
  }

  getEntryAssets(): string[] {
    return [];
  }
}

/** The cache over a build on disk. */
export class ProdBuildCache<State> implements BuildCache<State> {
  readonly root: string;
  readonly islandRegistry: ServerIslandRegistry;
  readonly clientEntry: string;
  readonly features = { errorOverlay: false };
  readonly #snapshot: BuildSnapshot<State>;
  readonly #memory = new FileMemory();

  constructor(root: string, snapshot: BuildSnapshot<State>) {
    setBuildId(snapshot.version);
    this.root = root;
    this.#snapshot = snapshot;
    this.islandRegistry = snapshot.islands;
    this.clientEntry = snapshot.clientEntry;
  }

  getEntryAssets(): string[] {
    return this.#snapshot.entryAssets;
  }

  getFsRoutes(): Command<State>[] {
    return fsItemsToCommands(this.#snapshot.fsRoutes);
  }

  getPreloads(file: string): readonly string[] {
    return this.#snapshot.preloads?.get(file) ?? [];
  }

  async readFile(
    pathname: string,
    acceptEncoding?: string,
  ): Promise<StaticFile | null> {
    const info = this.#snapshot.staticFiles.get(pathname);
    if (info === undefined) return null;

    const { compressed, contentType, filePath, hash, immutable } = info;
    const coding = compressed && pickCoding(acceptEncoding, compressed);
    const path = (coding && compressed?.[coding]) ?? filePath;
    const file = await this.#memory.open(isAbsolute(path) ? path : join(this.root, path));
    if (file === null) return null;
    return {
      ...file,
      hash,
      contentType,
      hasCodings: compressed !== undefined,
      ...(immutable === undefined ? {} : { immutable }),
      ...(coding === undefined ? {} : { coding }),
    };
  }
}

/** Registers the exported functions of island modules. */
export class IslandPreparer {
  readonly #namer = new UniqueNamer();

  constructor() {
    // Taken in the script that imports the islands.
    this.#namer.getUniqueName("boot");
  }

  /** Every exported function becomes an island; the default export is named after the file. */
  prepare(
    registry: ServerIslandRegistry,
    mod: Record<string, unknown>,
    chunkName: string,
    modName: string,
    css: string[],
  ): void {
    for (const [exportName, value] of Object.entries(mod)) {
      if (typeof value !== "function") continue;
      const name = this.#namer.getUniqueName(
        exportName === "default" ? modName : exportName,
      );
      const fn = value as ComponentType;
      registry.set(fn, {
        file: chunkName,
        name,
        exportName,
        fn,
        css,
      });
    }
  }
}
