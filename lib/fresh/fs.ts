import { extname, join } from "node:path";

/** An entry found by a walk. */
export interface WalkEntry {
  path: string;
  name: string;
  isFile: boolean;
  isDirectory: boolean;
  isSymlink: boolean;
}

/** Which entries a walk gives. */
export interface WalkOptions {
  includeDirs?: boolean;
  includeFiles?: boolean;
  followSymlinks?: boolean;
  /** Extensions, without the dot. */
  exts?: string[];
  /** Paths that are left out, with what is below them. */
  skip?: RegExp[];
}

/** The file system as crawls and transformers use it. */
export interface FsAdapter {
  cwd(): string;
  /** Gives the entries below a folder. */
  walk(root: string | URL, options?: WalkOptions): AsyncIterableIterator<WalkEntry>;
  isDirectory(path: string | URL): Promise<boolean>;
  mkdirp(path: string): Promise<void>;
  readFile(path: string | URL): Promise<Uint8Array>;
  readTextFile(path: string | URL): Promise<string>;
}

/** The file system of the machine. Walks are in order of names, so that builds are repeatable. */
export const fsAdapter: FsAdapter = {
  cwd: Deno.cwd,
  walk: (root, options = {}) => walk(String(root), options),
  isDirectory,
  mkdirp: (path) => Deno.mkdir(path, { recursive: true }),
  readFile: Deno.readFile,
  readTextFile: Deno.readTextFile,
};

async function* walk(dir: string, options: WalkOptions): AsyncIterableIterator<WalkEntry> {
  const { includeFiles = true, exts, skip = [] } = options;
  const entries = await Array.fromAsync(Deno.readDir(dir));
  entries.sort((a, b) => a.name < b.name ? -1 : 1);
  for (const entry of entries) {
    const path = join(dir, entry.name);
    if (skip.some((pattern) => pattern.test(path))) continue;
    if (entry.isDirectory) {
      yield* walk(path, options);
    } else if (includeFiles && entry.isFile) {
      if (exts === undefined || exts.includes(extname(path).slice(1))) yield { path, ...entry };
    }
  }
}

async function isDirectory(path: string | URL): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
