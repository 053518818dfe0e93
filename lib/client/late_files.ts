import { signal } from "@preact/signals";
import type { Brought } from "./brought_files.ts";
import type { FileDesk } from "./file_desk.ts";

/** What tells that somebody brings a file. */
const SIGNS = ["dragover", "drop", "paste", "click"] as const;

/** The files of a room's page: all the code for them comes when somebody first brings one. */
export class LateFiles {
  /** The code, once it is here. */
  readonly desk = signal<FileDesk | undefined>(undefined);
  readonly #load: () => Promise<FileDesk>;
  #coming: Promise<FileDesk> | undefined;

  constructor(load: () => Promise<FileDesk>) {
    this.#load = load;
  }

  /** Begins to listen, until `signal` is aborted. */
  start(signal: AbortSignal): void {
    for (const sign of SIGNS) {
      document.addEventListener(sign, (event) => this.#hear(event), { signal });
    }
  }

  /** Has something done by the code, which may have to come first. */
  ask(act?: (desk: FileDesk) => void): void {
    this.#coming ??= this.#load().then((desk) => this.desk.value = desk);
    // Without a connection it cannot come: it is asked for again with the next sign.
    void this.#coming.then(act, () => this.#coming = undefined);
  }

  #hear(event: Event & Partial<DragEvent & ClipboardEvent>): void {
    const { type, target } = event;
    const data = event.dataTransfer ?? event.clipboardData;
    const meant = data
      // What was copied from a table or dragged off a page is a text first, and a picture, too; a
      // picture that was copied has no more than its address beside it.
      ? data.types.includes("Files") && (data.types.length < 3 || !data.types.includes("text/html"))
      : target instanceof Element && target.closest("[data-attach]");
    if (!meant) return;
    event.preventDefault();
    const brought = Array.from(data?.items ?? [], (item): Brought => ({
      file: item.getAsFile(),
      entry: item.webkitGetAsEntry(),
    }));
    this.ask((desk) => desk.take(type, brought));
  }
}
