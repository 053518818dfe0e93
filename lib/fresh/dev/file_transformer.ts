import { matchesGlob } from "node:path";
import type { FsAdapter } from "../fs.ts";
import { BUILD_ID } from "../build_id.ts";
import { assetInternal } from "../runtime/shared_internal.ts";

/** Whether files are transformed for development or for production. */
export type TransformMode = "development" | "production";

/** Which files a transformer is for. */
export interface OnTransformOptions {
  pluginName: string;
  filter: RegExp;
  /** Patterns, globs, or parts of paths that are left alone. */
  exclude?: (string | RegExp)[];
}

/** A file, as a transformer gets it. */
export interface OnTransformArgs {
  path: string;
  target: string | string[];
  text: string;
  content: Uint8Array;
  mode: TransformMode;
  root: string;
}

/** A file, as a transformer makes it; without a path it replaces the one it got. */
export interface OnTransformResult {
  content: string | Uint8Array;
  path?: string;
  map?: string | Uint8Array;
}

type TransformAnswer = void | OnTransformResult | (OnTransformResult & { path: string })[];

/** Transforms a file, or leaves it alone by returning nothing. */
export type TransformFn = (args: OnTransformArgs) => TransformAnswer | Promise<TransformAnswer>;

/** A file after all transformers. */
export interface ProcessedFile {
  path: string;
  content: Uint8Array;
  map: Uint8Array | null;
  /** The files on disk it comes from. */
  inputFiles: string[];
}

interface Transformer {
  options: OnTransformOptions;
  fn: TransformFn;
}

type Pending = ProcessedFile & { changed: boolean };

/** Passes static files through the transformers of an app, in the order of registration. */
export class FileTransformer {
  readonly #transformers: Transformer[] = [];
  readonly #fs: FsAdapter;
  readonly #root: string;

  constructor(fs: FsAdapter, root: string) {
    this.#fs = fs;
    this.#root = root;
  }

  /** Adds a transformer. */
  onTransform(options: OnTransformOptions, fn: TransformFn): void {
    this.#transformers.push({ options, fn });
  }

  /** Gives what becomes of a file; null if no transformer changes it, or it does not exist. */
  async process(
    filePath: string,
    mode: TransformMode,
    target: string | string[],
  ): Promise<ProcessedFile[] | null> {
    if (!this.#transformers.some(({ options }) => matches(options.filter, filePath))) return null;
    const content = await this.#read(filePath);
    if (content === null) return null;

    const queue: Pending[] = [
      { path: filePath, content, map: null, inputFiles: [filePath], changed: false },
    ];
    const done: Pending[] = [];
    const seen = new Set<string>();
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (seen.has(file.path)) continue;
      seen.add(file.path);
      for (const transformer of this.#transformers) {
        if (!applies(transformer.options, file.path)) continue;
        const args = { ...toArgs(file), mode, target, root: this.#root };
        take(await transformer.fn(args), file, queue);
      }
      if (file.changed) done.push(file);
    }
    if (done.length === 0) return null;
    return done.map(({ changed: _, ...file }) => file);
  }

  async #read(path: string): Promise<Uint8Array | null> {
    try {
      return await this.#fs.readFile(path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
  }
}

function toArgs({ path, content }: Pending): Pick<OnTransformArgs, "path" | "content" | "text"> {
  return { path, content, text: new TextDecoder().decode(content) };
}

function take(answer: TransformAnswer, file: Pending, queue: Pending[]): void {
  if (answer === undefined) return;
  if (!Array.isArray(answer)) {
    replace(file, answer);
    file.path = answer.path ?? file.path;
    return;
  }
  for (const item of answer) {
    const known = [file, ...queue].find(({ path }) => path === item.path);
    if (known !== undefined) replace(known, item);
    else queue.push(replace({ ...file, path: item.path }, item));
  }
}

function replace(file: Pending, { content, map }: OnTransformResult): Pending {
  file.content = toBytes(content);
  file.map = map === undefined ? null : toBytes(map);
  file.changed = true;
  return file;
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

function applies({ filter, exclude = [] }: OnTransformOptions, path: string): boolean {
  return matches(filter, path) && !exclude.some((pattern) => {
    if (pattern instanceof RegExp) return matches(pattern, path);
    return /[*?[{]/.test(pattern) ? matchesGlob(path, pattern) : path.includes(pattern);
  });
}

function matches(pattern: RegExp, path: string): boolean {
  // A global pattern goes on from where it stopped.
  pattern.lastIndex = 0;
  return pattern.test(path);
}

const CSS_URL = /url\((?:"([^"]+)"|'([^']+)'|([^)]+))\)/g;

/** Has `url()` in style sheets name the build, like `asset()` does. */
export function cssAssetHash(transformer: FileTransformer): void {
  transformer.onTransform({ pluginName: "fresh-css", filter: /\.css$/ }, ({ text }) => {
    const content = text.replaceAll(CSS_URL, (whole, a, b, c) => {
      const url: string = a ?? b ?? c;
      const tied = assetInternal(url, BUILD_ID);
      return tied === url ? whole : `url(${JSON.stringify(tied)})`;
    });
    return { content };
  });
}
