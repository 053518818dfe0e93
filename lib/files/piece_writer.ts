import type { ByteStore } from "@/lib/chat/byte_store.ts";
import { readAll } from "./read_all.ts";

/** Which file is written, by whom, and where its bytes go. */
export interface PieceTarget {
  bytes: Pick<ByteStore, "piece" | "write" | "read">;
  id: string;
  holder: string;
  /** Bytes that it will have. */
  size: number;
}

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Puts what comes together into pieces, and writes one while the next is gathered: two of them are
 * all the memory that an upload takes.
 */
export class PieceWriter {
  readonly #target: PieceTarget;
  /** Where the piece that is gathered begins, and how much of it is here. */
  #at: number;
  #filled: number;
  #piece: Bytes;
  #spare: Bytes | undefined;
  #writing: Promise<void> = Promise.resolve();
  #written: number;

  private constructor(target: PieceTarget, at: number, begun: Bytes) {
    this.#target = target;
    this.#at = at;
    this.#filled = begun.length;
    this.#written = at + begun.length;
    this.#piece = this.#newPiece();
    this.#piece.set(begun);
  }

  /** Goes on where the file ends just now; what there is of its last piece is read again. */
  static async goOn(target: PieceTarget, received: number): Promise<PieceWriter> {
    const at = received - received % target.bytes.piece;
    return new PieceWriter(target, at, await readAll(target.bytes, target.id, at, received));
  }

  /** The bytes before this one are all there. */
  get written(): number {
    return this.#written;
  }

  /** Takes what comes next; resolves when it takes more. @throws what a write threw */
  async take(bytes: Bytes): Promise<void> {
    for (let from = 0; from < bytes.length;) {
      const some = bytes.subarray(from, from + this.#piece.length - this.#filled);
      this.#piece.set(some, this.#filled);
      this.#filled += some.length;
      from += some.length;
      if (this.#filled === this.#piece.length) await this.#turnOver();
    }
  }

  /** Writes what has been taken, whole pieces or not. @throws what a write threw */
  async flush(): Promise<void> {
    await this.#writing;
    const to = this.#at + this.#filled;
    if (to === this.#written) return;
    await this.#write(this.#at, this.#piece.subarray(0, this.#filled));
  }

  /** The piece is full: the one before is there, this one is begun. */
  async #turnOver(): Promise<void> {
    await this.#writing;
    const full = this.#piece;
    this.#writing = this.#write(this.#at, full);
    // Its error is told to whoever waits for it.
    this.#writing.catch(() => {});
    this.#at += full.length;
    this.#filled = 0;
    const length = this.#nextLength();
    this.#piece = this.#spare?.length === length ? this.#spare : this.#newPiece();
    this.#spare = full;
  }

  async #write(at: number, bytes: Bytes): Promise<void> {
    const { bytes: store, id, holder } = this.#target;
    await store.write(id, holder, at, bytes);
    this.#written = at + bytes.length;
  }

  #newPiece(): Bytes {
    return new Uint8Array(this.#nextLength());
  }

  #nextLength(): number {
    return Math.min(this.#target.bytes.piece, Math.max(1, this.#target.size - this.#at));
  }
}
