import { join, relative } from "node:path";
import { fsAdapter } from "../fs.ts";
import { assertInDir, encodePath } from "../utils.ts";
import type { ResolvedBuildConfig } from "./build_config.ts";
import type { FileTransformer } from "./file_transformer.ts";

// What begins with a dot is hidden, but for what is meant for others to find.
const HIDDEN = /\/\.(?!well-known)[^/]+(\/|$)/;

/** A file of a static folder. */
export interface StaticSource {
  /** Path in the URL, each segment encoded. */
  pathname: string;
  filePath: string;
  content: Uint8Array;
  /** Whether the content differs from that of the file. */
  transformed: boolean;
}

/** Lists the files of the static folders; of two with one path the first folder's wins. */
export async function listStaticFiles(
  config: Pick<ResolvedBuildConfig, "staticDir" | "outDir">,
): Promise<{ dir: string; filePath: string }[]> {
  const found = new Map<string, { dir: string; filePath: string }>();
  for (const dir of config.staticDir) {
    if (!await fsAdapter.isDirectory(dir)) continue;
    for await (const { path } of fsAdapter.walk(dir, { includeDirs: false })) {
      const isHidden = HIDDEN.test(`/${relative(dir, path)}`);
      const isOutput = !relative(config.outDir, path).startsWith("..");
      const pathname = relative(dir, path);
      if (!isHidden && !isOutput && !found.has(pathname)) {
        found.set(pathname, { dir, filePath: path });
      }
    }
  }
  return [...found.values()];
}

/** Reads a static file and passes it through the transformers, which may make several of it. */
export async function readStaticFile(
  { dir, filePath }: { dir: string; filePath: string },
  transformer: FileTransformer,
  config: Pick<ResolvedBuildConfig, "mode" | "target">,
): Promise<StaticSource[]> {
  const results = await transformer.process(filePath, config.mode, config.target);
  if (results === null) {
    const content = await Deno.readFile(filePath);
    return [{ pathname: toPathname(dir, filePath), filePath, content, transformed: false }];
  }
  return results.map(({ path, content }) => {
    assertInDir(path, dir);
    return { pathname: toPathname(dir, path), filePath: path, content, transformed: true };
  });
}

function toPathname(dir: string, path: string): string {
  return encodePath(`/${relative(dir, join(path)).replaceAll("\\", "/")}`);
}
