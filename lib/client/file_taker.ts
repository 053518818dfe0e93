import { type ReadonlySignal, signal } from "@preact/signals";

/** How far a file is that is being taken. */
export type Taking =
  /** On its way; `size` where it is known beforehand, in bytes. */
  | { state: "coming"; got: number; size: number | undefined }
  /** It is here, and was given to the browser to be kept. */
  | { state: "here"; name: string; got: number }
  /** It did not come whole. */
  | { state: "broken" }
  /** It is large: the browser itself takes it. */
  | { state: "left" };

interface FileTakerParts {
  ask?: (request: Request, init: RequestInit) => Promise<Response>;
  /** Gives the file to the browser, to be kept. */
  keep?: (file: Blob, name: string) => void;
  /** Bytes of a file that is taken here. */
  most?: number;
}

/** What is larger is not held by a page. */
export const MOST_TAKEN = 256 * 1_024 ** 2;
/** Pieces are put together by so many bytes, so that the browser may put them aside. */
const PIECE = 4 * 1_024 ** 2;

/** Takes a file that is made while it comes, and tells how far it is; one at a time. */
export class FileTaker {
  readonly #ask: (request: Request, init: RequestInit) => Promise<Response>;
  readonly #keep: (file: Blob, name: string) => void;
  readonly #most: number;
  readonly #taking = signal<Taking | undefined>(undefined);
  #stop: AbortController | undefined;

  constructor(parts: FileTakerParts = {}) {
    const { ask = (request, init) => fetch(request, init), keep = keepFile } = parts;
    this.#ask = ask;
    this.#keep = keep;
    this.#most = parts.most ?? MOST_TAKEN;
  }

  get taking(): ReadonlySignal<Taking | undefined> {
    return this.#taking;
  }

  /**
   * Takes what a request brings.
   *
   * @param otherwise what the browser does by itself: for what is too large, or no file but a page
   * that says why
   */
  async take(request: Request, otherwise: () => void): Promise<void> {
    this.cancel();
    const stop = this.#stop = new AbortController();
    const tell = (taking: Taking | undefined) => {
      if (this.#stop === stop) this.#taking.value = taking;
    };
    tell({ state: "coming", got: 0, size: undefined });
    try {
      const response = await this.#ask(request, { signal: stop.signal });
      const name = nameOf(response);
      const file = name === undefined ? undefined : await this.#read(response, tell);
      if (this.#stop !== stop) return;
      if (name === undefined || file === undefined) {
        stop.abort();
        tell(name === undefined ? undefined : { state: "left" });
        return otherwise();
      }
      this.#keep(file, name);
      tell({ state: "here", name, got: file.size });
    } catch {
      tell(stop.signal.aborted ? undefined : { state: "broken" });
    }
  }

  /** Says that the browser takes it by itself. */
  leave(): void {
    this.cancel();
    this.#taking.value = { state: "left" };
  }

  /** Lets go of what is on its way. */
  cancel(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#taking.value = undefined;
  }

  /** The file, unless it is too large. @throws if it breaks off */
  async #read(
    { headers, body }: Response,
    tell: (taking: Taking) => void,
  ): Promise<Blob | undefined> {
    const size = Number(headers.get("content-length") ?? NaN) || undefined;
    const reader = (body ?? new Blob().stream()).getReader();
    const parts: Blob[] = [];
    let piece: Uint8Array<ArrayBuffer>[] = [];
    let [got, held] = [0, 0];
    for (;;) {
      if (Math.max(got, size ?? 0) > this.#most) return undefined;
      tell({ state: "coming", got, size });
      const { value, done } = await reader.read();
      if (value) {
        piece.push(value);
        got += value.length;
        held += value.length;
      }
      if (done || held >= PIECE) {
        parts.push(new Blob(piece));
        [piece, held] = [[], 0];
      }
      if (done) return new Blob(parts, { type: headers.get("content-type") ?? "" });
    }
  }
}

/** What a file is called that is to be kept; `undefined`: it is a page (RFC 6266, section 4.3). */
function nameOf({ ok, headers }: Response): string | undefined {
  const disposition = headers.get("content-disposition") ?? "";
  if (!ok || !disposition.startsWith("attachment")) return undefined;
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return coded ? decodeURIComponent(coded) : /filename="?([^";]+)/.exec(disposition)?.[1] ?? "";
}

/** How long a browser may take to begin with a file, in milliseconds. */
const BEGUN = 60_000;

function keepFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), BEGUN);
}
