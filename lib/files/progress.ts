import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import type { Hold } from "./hold.ts";
import type { PieceWriter } from "./piece_writer.ts";

/** What is noted, of what. */
export interface ProgressParts {
  hold: Hold;
  writer: PieceWriter;
  bytes: Pick<ByteStore, "settle">;
  clock: Clock;
  /** Called as often as is noted; what it throws ends it: there may be no space any more. */
  look(): Promise<void>;
}

/** Told of what goes wrong behind its back. */
type Told = (failure: unknown) => void;

/** How often is noted what has come: what a power cut costs; and where it is no whole piece. */
const NOTE_MS = 1_000;
const NOTE_PART_MS = 4_000;

/** Notes how far a file has come, behind the back of whoever goes on with it. */
export class Progress {
  readonly #parts: ProgressParts;
  #notedAt: number;
  readonly #failed: Told;
  #noting: Promise<void> | undefined;

  constructor(parts: ProgressParts, failed: Told) {
    this.#parts = parts;
    this.#failed = failed;
    this.#notedAt = parts.clock.now();
  }

  /**
   * Begins to note what is written, if it is time. Where nothing comes nothing is noted, and so
   * another instance may go on soon.
   */
  async noteInTime(): Promise<void> {
    const { hold, writer, clock } = this.#parts;
    const since = clock.now() - this.#notedAt;
    if (since < NOTE_MS || this.#noting !== undefined) return;
    if (writer.written === hold.file.received) {
      if (since < NOTE_PART_MS) return;
      await writer.flush();
    }
    this.#notedAt = clock.now();
    this.#noting = this.#noteAndLook().finally(() => this.#noting = undefined);
  }

  /** Writes and notes all that has been taken, as far as that can be done. */
  async putDown(): Promise<void> {
    const { hold, writer } = this.#parts;
    await this.#noting;
    try {
      await writer.flush();
    } finally {
      if (writer.written > hold.file.received) await this.#note();
    }
  }

  /** Never throws. */
  async #noteAndLook(): Promise<void> {
    try {
      await this.#note();
      await this.#parts.look();
    } catch (error) {
      this.#failed(error);
    }
  }

  async #note(): Promise<void> {
    const { hold, writer, bytes } = this.#parts;
    const { written } = writer;
    await bytes.settle?.(hold.file.id);
    await hold.note(written);
  }
}
