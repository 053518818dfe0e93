import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const LEFT_OUT = new Set([".git", "node_modules", "data", "docs"]);

/** One place of the program, and what stands there in its place. */
export interface Patch {
  file: string;
  /** Exactly once in the file. */
  from: string;
  to: string;
}

/** A patch does not fit the program any more: it has to be written anew. */
export class PatchMisfit extends Error {
  override readonly name = "PatchMisfit";

  constructor({ file, from }: Patch, times: number) {
    super(`A patch of ${file} no longer applies, its text is there ${times} times:\n${from}`);
  }
}

/** The whole project once more, in a folder of its own, to be changed at will. */
export class SourceCopy implements AsyncDisposable {
  private constructor(readonly root: string) {}

  static async make(): Promise<SourceCopy> {
    const root = await Deno.makeTempDir({ prefix: "conexao-copy-" });
    const copy = new SourceCopy(root);
    await copyFolder(ROOT, root);
    await Deno.symlink(join(ROOT, "node_modules"), join(root, "node_modules"));
    return copy;
  }

  /** @throws {PatchMisfit} if the text is not there, or not once */
  async apply(patch: Patch): Promise<void> {
    const path = join(this.root, patch.file);
    const parts = (await Deno.readTextFile(path)).split(patch.from);
    if (parts.length !== 2) throw new PatchMisfit(patch, parts.length - 1);
    await Deno.writeTextFile(path, parts.join(patch.to));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.root, { recursive: true });
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  for await (const { name, isDirectory, isFile } of Deno.readDir(from)) {
    if (LEFT_OUT.has(name)) continue;
    const [source, target] = [join(from, name), join(to, name)];
    if (isFile) await Deno.copyFile(source, target);
    if (!isDirectory) continue;
    await Deno.mkdir(target);
    await copyFolder(source, target);
  }
}
