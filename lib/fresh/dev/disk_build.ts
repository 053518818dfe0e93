import { dirname, isAbsolute, join, relative } from "node:path";
import type { FileSnapshot } from "../build_cache.ts";
import { JS_PREFIX } from "../constants.ts";
import type { ContentCoding } from "../content_coding.ts";
import type { ResolvedBuildConfig } from "./build_config.ts";
import { compress } from "./compress.ts";
import type { StaticSource } from "./crawl_static.ts";
import { hashContent } from "./hash.ts";
import { getContentType, isCompressible } from "./media_types.ts";

/** Writes the files of a build, with compressed copies, and tells what is where. */
export class DiskBuild {
  readonly #config: ResolvedBuildConfig;

  constructor(config: ResolvedBuildConfig) {
    this.#config = config;
  }

  /** Removes the browser code of former builds. */
  async clear(): Promise<void> {
    try {
      await Deno.remove(this.#pathOf(JS_PREFIX), { recursive: true });
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }

  /** Writes what is not on disk yet. Paths in the result are relative to the project. */
  async write(source: StaticSource): Promise<FileSnapshot> {
    const { pathname, content, transformed } = source;
    const name = decodeURIComponent(pathname);
    const filePath = transformed ? this.#pathOf(name) : source.filePath;
    if (transformed) await writeFile(filePath, content);

    const contentType = getContentType(name);
    const compressed: Partial<Record<ContentCoding, string>> = {};
    const copies = isCompressible(contentType) ? await compress(content) : new Map();
    for (const [coding, bytes] of copies) {
      const copy = this.#pathOf(`${name}.${coding}`);
      await writeFile(copy, bytes);
      compressed[coding as ContentCoding] = this.#relative(copy);
    }

    const file: FileSnapshot = {
      name: pathname,
      filePath: this.#relative(filePath),
      hash: hashContent(content),
      contentType,
    };
    return copies.size === 0 ? file : { ...file, compressed };
  }

  #pathOf(pathname: string): string {
    return join(this.#config.outDir, "static", pathname);
  }

  // A folder that is elsewhere does not move with the project.
  #relative(path: string): string {
    const rel = relative(this.#config.root, path);
    return rel.startsWith("..") || isAbsolute(rel) ? path : rel.replaceAll("\\", "/");
  }
}

async function writeFile(path: string, content: Uint8Array): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeFile(path, content);
}
