import { Buffer } from "node:buffer";
import type { FileChooser, Locator } from "playwright-core";
import type { Chatter } from "./chatter.ts";
import { eventually } from "./eventually.ts";

/** A file that a test makes up: so many bytes, the same each time. */
export interface MadeFile {
  name: string;
  bytes: number;
  type?: string;
}

/** The files above somebody's field, as they see and press them. */
export class FileTray {
  readonly #chatter: Chatter;

  constructor(chatter: Chatter) {
    this.#chatter = chatter;
    // As long as nobody listens the browser opens its own picker, which nobody sees.
    chatter.page.on("filechooser", () => {});
  }

  get chips(): Locator {
    return this.#page.getByRole("list", { name: "Arquivos a enviar" }).getByRole("listitem");
  }

  chip(name: string): Locator {
    return this.chips.filter({ hasText: name });
  }

  /** Chooses files by the button beside the field. */
  async pick(...files: readonly MadeFile[]): Promise<void> {
    await (await this.#chooser()).setFiles(files.map(({ name, bytes, type = "" }) => ({
      ...{ name, mimeType: type },
      buffer: Buffer.from(contentOf(bytes)),
    })));
  }

  /** The same, of files that are on the disk. */
  async pickPaths(...paths: readonly string[]): Promise<void> {
    await (await this.#chooser()).setFiles(paths);
  }

  /** Does with made-up files what a person does by hand: `paste` or `drop`. */
  async bring(sign: "paste" | "dragover" | "drop", ...files: readonly MadeFile[]): Promise<void> {
    await this.#page.evaluate(({ sign, files }) => {
      const data = new DataTransfer();
      for (const { name, bytes, type } of files) {
        data.items.add(new File([new Uint8Array(bytes)], name, type ? { type } : {}));
      }
      const about = { bubbles: true, cancelable: true };
      const event = sign === "paste"
        ? new ClipboardEvent(sign, { ...about, clipboardData: data })
        : new DragEvent(sign, { ...about, dataTransfer: data });
      document.querySelector("#escrever")?.dispatchEvent(event);
    }, { sign, files: [...files] });
  }

  /** Resolves when a file is told of so. */
  async is(name: string, words: string | RegExp): Promise<void> {
    await this.chip(name).filter({ hasText: words }).waitFor();
  }

  /** Resolves when all of a file has arrived. */
  async isWhole(name: string): Promise<void> {
    const chip = this.chip(name).filter({ hasNot: this.#page.getByRole("progressbar") });
    await chip.getByRole("button", { name: /^Tirar / }).waitFor();
  }

  /** Presses one of the files' buttons. */
  async press(button: string): Promise<void> {
    await this.chips.getByRole("button", { name: button }).click();
  }

  /** Resolves when no file stands there. */
  async isEmpty(): Promise<void> {
    await eventually(async () => await this.chips.count() === 0);
  }

  /** Resolves when this browser keeps the bytes of so many files. */
  async keeps(count: number): Promise<void> {
    await eventually(async () => await this.#kept("bytes") === count);
  }

  /** How many files this browser knows of. */
  known(): Promise<number> {
    return this.#kept("uploads");
  }

  async #chooser(): Promise<FileChooser> {
    const [chooser] = await Promise.all([
      this.#page.waitForEvent("filechooser"),
      this.#page.getByRole("link", { name: "Anexar arquivo" }).click(),
    ]);
    return chooser;
  }

  get #page() {
    return this.#chatter.page;
  }

  #kept(table: string): Promise<number> {
    return this.#page.evaluate((table) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("conexao-files");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction(table).objectStore(table).count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }), table);
  }
}

/** What tells two contents apart, however large. */
export async function hashOf(content: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", content)).toHex();
}

/** Bytes that tell where they belong. */
export function contentOf(bytes: number): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(bytes);
  for (let n = 0; n < bytes; n++) content[n] = (n * 31 + (n >> 8)) & 0xff;
  return content;
}
