import type { Clock } from "@/lib/chat/clock.ts";
import { ChatError, Invalid, TooLarge, Unavailable } from "@/lib/chat/errors.ts";
import { type BodyReader, readerOf } from "./body_reader.ts";
import type { ContentHash } from "./content_hash.ts";
import type { Hold } from "./hold.ts";
import type { PieceWriter } from "./piece_writer.ts";

/** What comes in is put where. */
export interface IncomingParts {
  hold: Hold;
  writer: PieceWriter;
  /** Of all that is here already; `undefined`: it is not known, and is made at the end. */
  hash: ContentHash | undefined;
  clock: Clock;
  /** Called as often as is noted; what it throws ends it: there may be no space any more. */
  look(): Promise<void>;
}

/** So long without a byte is a dead line, or somebody who only wants to hold us up. */
const SILENCE_MS = 30_000;
const WATCH_MS = 5_000;
/** How often is noted what has come: what a power cut costs; and where it is no whole piece. */
const NOTE_MS = 1_000;
const NOTE_PART_MS = 4_000;

/** The body of one request on its way into the file. */
export class Incoming {
  readonly #body: BodyReader;
  readonly #parts: IncomingParts;
  #at: number;
  #heardAt: number;
  #notedAt: number;
  /** What ends it before its time. */
  #why: unknown;

  constructor(body: ReadableStream<Uint8Array<ArrayBuffer>>, parts: IncomingParts) {
    this.#body = readerOf(body);
    this.#parts = parts;
    this.#at = parts.hold.file.received;
    this.#heardAt = this.#notedAt = parts.clock.now();
  }

  /**
   * Takes all of it in, or until it is ended: what is on its way then is not waited for. However it ends, what has come is there and noted.
   *
   * @throws {TooLarge} if it is more than was announced, or the disk is full
   * @throws {Conflict} if another instance has the file by now
   * @throws {Invalid} if it is cut off
   * @throws {Unavailable} if nothing comes for 30 s
   * @throws the reason of `ended`, if it is one of our errors
   */
  async take(ended: AbortSignal): Promise<void> {
    const end = () => this.#end(ended.reason);
    ended.addEventListener("abort", end);
    if (ended.aborted) end();
    const watch = this.#parts.clock.every(WATCH_MS, () => this.#watch());
    try {
      await this.#readAll();
    } catch (error) {
      this.#why ??= error;
      await this.#body.cancel().catch(() => {});
    } finally {
      watch.cancel();
      ended.removeEventListener("abort", end);
    }
    await this.#putDown();
    if (this.#why) throw this.#why;
  }

  async #readAll(): Promise<void> {
    const { hold: { file }, writer, hash } = this.#parts;
    for (;;) {
      const bytes = await this.#body.read().catch(refuse);
      if (bytes === undefined || this.#why) return;
      this.#heardAt = this.#parts.clock.now();
      if (bytes.length > file.size - this.#at) {
        throw new TooLarge("Cannot take the file: more comes than was announced", {
          field: "size",
        });
      }
      hash?.add(bytes);
      this.#at += bytes.length;
      await writer.take(bytes);
      await this.#noteInTime();
    }
  }

  /** Where nothing comes nothing is noted, and so another instance may go on soon. */
  async #noteInTime(): Promise<void> {
    const { hold, writer, clock, look } = this.#parts;
    const since = clock.now() - this.#notedAt;
    if (since < NOTE_MS) return;
    if (writer.written === hold.file.received) {
      if (since < NOTE_PART_MS) return;
      await writer.flush();
    }
    await hold.note(writer.written);
    this.#notedAt = clock.now();
    await look();
  }

  /** Writes and notes the rest, as far as that can be done. */
  async #putDown(): Promise<void> {
    const { hold, writer } = this.#parts;
    try {
      await writer.flush();
    } catch (error) {
      this.#why ??= error;
    }
    try {
      if (writer.written > hold.file.received) await hold.note(writer.written);
    } catch (error) {
      this.#why ??= error;
    }
  }

  #end(why: unknown): void {
    this.#why ??= why instanceof ChatError ? why : cutOff(why);
    // The read that waits is answered as if it were the end.
    this.#body.cancel().catch(() => {});
  }

  #watch(): void {
    if (this.#parts.clock.now() - this.#heardAt < SILENCE_MS) return;
    this.#end(new Unavailable("Nothing came for too long"));
  }
}

/** Nobody is there to be answered: it is no fault of ours, and no news to whoever runs this. */
function cutOff(cause: unknown): Invalid {
  return new Invalid("Cannot take the file: the request was cut off", { cause });
}

function refuse(cause: unknown): never {
  throw cutOff(cause);
}
