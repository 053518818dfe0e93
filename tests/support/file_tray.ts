import { Buffer } from "node:buffer";
import { expect } from "expect";
import type { FileChooser, Locator } from "playwright-core";
import type { Chatter } from "./chatter.ts";

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
  }

  get chips(): Locator {
    return this.#chatter.page.getByRole("list", { name: "Arquivos a enviar" }).getByRole(
      "listitem",
    );
  }

  chip(name: string): Locator {
    return this.chips.filter({ hasText: name });
  }

  /** Chooses files by the button beside the field. */
  async pick(...files: readonly MadeFile[]): Promise<void> {
    await (await this.#chooser()).setFiles(files.map(({ name, bytes, type = "" }) => ({
      ...{ name, mimeType: type },
      buffer: contentOf(bytes),
    })));
  }

  /** The same, of files that are on the disk. */
  async pickPaths(...paths: readonly string[]): Promise<void> {
    await (await this.#chooser()).setFiles(paths);
  }

  async #chooser(): Promise<FileChooser> {
    const { page } = this.#chatter;
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("link", { name: "Anexar arquivo" }).click();
    return await choosing;
  }

  /** Resolves when a file is told of so. */
  async is(name: string, words: string | RegExp): Promise<void> {
    await this.chip(name).filter({ hasText: words }).waitFor();
  }

  /** Presses one of a file's buttons. */
  async press(button: string): Promise<void> {
    await this.chips.getByRole("button", { name: button }).click();
  }

  async isEmpty(): Promise<void> {
    await this.#chatter.page.locator(".chip").first().waitFor({ state: "detached" });
    expect(await this.chips.count()).toBe(0);
  }
}

/** Bytes that tell where they belong. */
export function contentOf(bytes: number) {
  const content = new Uint8Array(bytes);
  for (let n = 0; n < bytes; n++) content[n] = (n * 31 + (n >> 8)) & 0xff;
  return Buffer.from(content);
}
