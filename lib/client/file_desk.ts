import { effect, signal } from "@preact/signals";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import { type Brought, filesIn, namedByTime } from "./brought_files.ts";
import type { Uploads } from "./uploads.ts";

/** What a FileDesk works with. */
export interface FileDeskParts {
  uploads: Uploads;
  /** The field in which the message is written. */
  area: HTMLTextAreaElement;
  /** What a file of pasted words is called. */
  pastedName: string;
  clock: Clock;
}

/** What is asked for by a picker: any file, pictures and films, or one of the camera's. */
export type Choice = "file" | "media" | "photo";

/** What there is to tell of what was brought. */
export type Told = "more" | "none";

/** Dragging goes on as long as this has not passed without a sign of it, in milliseconds. */
const STILL_OVER = 700;

/** Where files are brought to a room's page: by a picker, pasted, or dropped. */
export class FileDesk {
  readonly uploads: Uploads;
  /** Files are held over the page. */
  readonly over = signal(false);
  /** It is asked what is to be chosen, where a camera is at hand. */
  readonly asking = signal(false);
  readonly told = signal<Told | undefined>(undefined);
  /** How it is seen above the field: what is drawn there. */
  view: () => object | undefined = () => undefined;
  readonly #parts: FileDeskParts;
  readonly #input = document.createElement("input");
  #overTimer: Timer | undefined;
  #letGo = () => {};

  constructor(parts: FileDeskParts) {
    this.#parts = parts;
    this.uploads = parts.uploads;
    this.#input.type = "file";
    this.#input.addEventListener("change", () => {
      void this.#add([...this.#input.files ?? []]);
      this.#input.value = "";
    });
  }

  /** Begins: whoever leaves the page is asked, as long as something would be lost with it. */
  start(): void {
    void this.uploads.start();
    this.#letGo = effect(() => {
      this.uploads.list.value;
      if (this.uploads.fleeting) addEventListener("beforeunload", keepHere);
      else removeEventListener("beforeunload", keepHere);
    });
  }

  /** Stops, and leaves no timer. */
  stop(): void {
    this.uploads.stop();
    this.#overTimer?.cancel();
    this.#letGo();
    removeEventListener("beforeunload", keepHere);
  }

  /** Takes something that happened on the page. */
  take(type: string, brought: readonly Brought[]): void {
    // Nobody may write here just now.
    if (this.#parts.area.closest("[hidden]")) return;
    switch (type) {
      case "dragover":
        return this.#hold();
      case "drop":
        return void this.#drop(brought);
      case "paste": {
        const files = brought.flatMap(({ file }) => file ? [namedByTime(file, new Date())] : []);
        return void this.#add(files);
      }
    }
    if (isTouched()) this.asking.value = !this.asking.value;
    else this.choose("file");
  }

  /** Opens the browser's picker. */
  choose(choice: Choice): void {
    this.asking.value = false;
    this.#input.multiple = choice !== "photo";
    this.#input.accept = { file: "", media: "image/*,video/*", photo: "image/*" }[choice];
    if (choice === "photo") this.#input.setAttribute("capture", "environment");
    else this.#input.removeAttribute("capture");
    this.#input.click();
  }

  /** Makes a file of words that are too long for a message. */
  attach(text: string): void {
    const { pastedName, clock } = this.#parts;
    const about = { type: "text/plain", lastModified: clock.now() };
    void this.#add([new File([text], pastedName, about)]);
  }

  /** Goes to the field, but where that would bring up a keyboard. */
  focus(): void {
    if (!isTouched()) this.#parts.area.focus({ preventScroll: true });
  }

  async #drop(brought: readonly Brought[]): Promise<void> {
    this.#overTimer?.cancel();
    this.over.value = false;
    const { files, more } = await filesIn(brought);
    this.told.value = files.length === 0 ? "none" : more ? "more" : undefined;
    await this.#add(files);
  }

  async #add(files: readonly File[]): Promise<void> {
    this.focus();
    await this.uploads.add(files);
  }

  #hold(): void {
    this.#overTimer?.cancel();
    this.over.value = true;
    this.#overTimer = this.#parts.clock.after(STILL_OVER, () => this.over.value = false);
  }
}

function isTouched(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

function keepHere(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
