import { signal } from "@preact/signals";
import type { SharedFile } from "@/lib/chat/model.ts";
import type { FileDesk } from "./file_desk.ts";

/** What tells that somebody brings a file. */
const SIGNS = ["dragenter", "dragover", "drop", "paste", "click", "keydown"] as const;

/** Something that was dropped or pasted; what it is can only be asked at that moment. */
export interface Brought {
  file: File | null;
  entry: FileSystemEntry | null | undefined;
}

/** The files of a room's page: all the code for them comes when somebody first brings one. */
export class LateFiles {
  /** The code, once it is here. */
  readonly desk = signal<FileDesk | undefined>(undefined);
  readonly #load: () => Promise<FileDesk>;
  #coming: Promise<FileDesk | undefined> | undefined;

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
  async ask(act: (desk: FileDesk) => void): Promise<void> {
    this.#coming ??= this.#load().then((desk) => this.desk.value = desk, () => undefined);
    const desk = await this.#coming;
    if (desk) act(desk);
    // Without a connection it cannot come: it is asked for again with the next sign.
    else this.#coming = undefined;
  }

  /** Makes messages of what is here, with these words. False: there is no file. */
  send(body: string, replyTo?: number): boolean {
    return this.desk.peek()?.uploads.send(body, replyTo) ?? false;
  }

  /** Takes back the files of a message that did not go. */
  takeBack(files: SharedFile[] | undefined): void {
    if (files) void this.ask((desk) => desk.uploads.takeBack(files));
  }

  #hear(event: Event & Partial<DragEvent & ClipboardEvent & KeyboardEvent>): void {
    const { type, target, key, ctrlKey, shiftKey } = event;
    const data = event.dataTransfer ?? event.clipboardData;
    const types = data?.types;
    const meant = types
      // What was copied from a table or a text is a picture, too; so is what is dragged off a page.
      ? types.includes("Files") &&
        !(types.includes("text/html") && (event.dataTransfer || types.includes("text/plain")))
      : key
      ? key === "u" && ctrlKey && !shiftKey
      : target instanceof Element && target.closest("[data-attach]");
    if (!meant || event.defaultPrevented) return;
    event.preventDefault();
    const brought = Array.from(data?.items ?? [], (item): Brought => ({
      file: item.getAsFile(),
      entry: item.webkitGetAsEntry?.(),
    }));
    void this.ask((desk) => desk.take(type, brought));
  }
}
