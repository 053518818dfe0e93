import { contentOf } from "./file_tray.ts";

/** Files on this machine that somebody chooses; a browser is handed large ones by their path. */
export class MadeFolder implements AsyncDisposable {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  static async open(): Promise<MadeFolder> {
    return new MadeFolder(await Deno.makeTempDir({ prefix: "conexao-files-" }));
  }

  /** Writes a file of so many bytes; gives its path. */
  async make(name: string, bytes: number): Promise<string> {
    const path = `${this.#path}/${name}`;
    await Deno.writeFile(path, contentOf(bytes));
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#path, { recursive: true });
  }
}
