const LARGEST_FILE = 256 * 1024;
const LARGEST_TOTAL = 16 * 1024 * 1024;

/** A file opened for an answer. */
export interface OpenedFile {
  size: number;
  readable: ReadableStream<Uint8Array> | Uint8Array;
  close(): void;
}

/** Opens files, and keeps the small ones (256 KiB) in memory, up to 16 MiB in all. */
export class FileMemory {
  readonly #kept = new Map<string, OpenedFile>();
  #total = 0;

  /** Opens a file; null if there is none, which is so once another build has taken its place. */
  async open(path: string): Promise<OpenedFile | null> {
    const kept = this.#kept.get(path);
    if (kept !== undefined) return kept;
    try {
      const file = await Deno.open(path);
      const { size } = await file.stat();
      if (size <= LARGEST_FILE && this.#total + size <= LARGEST_TOTAL) {
        return this.#keep(path, new Uint8Array(await new Response(file.readable).arrayBuffer()));
      }
      return { size, readable: file.readable, close: () => file.close() };
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
  }

  #keep(path: string, readable: Uint8Array): OpenedFile {
    const size = readable.byteLength;
    const file = { size, readable, close: () => {} };
    // Two requests may have read it at once.
    if (!this.#kept.has(path)) this.#total += size;
    this.#kept.set(path, file);
    return file;
  }
}
