import type { Timer } from "@/lib/chat/clock.ts";
import { ChatError, Invalid, TooLarge, Unavailable } from "@/lib/chat/errors.ts";
import { type BodyReader, readerOf } from "./body_reader.ts";
import type { ContentHash } from "./content_hash.ts";
import { Progress, type ProgressParts } from "./progress.ts";

/** What comes in is put where. */
export interface IncomingParts extends ProgressParts {
  /** Of all that is here already; `undefined`: it is not known, and is made at the end. */
  hash: ContentHash | undefined;
}

/** So long without a byte is a dead line, or somebody who only wants to hold us up. */
const SILENCE_MS = 30_000;
const WATCH_MS = 5_000;
/** What came before it was ended is at hand, or on its way to nobody; and how long it may take. */
const AT_HAND_MS = 50;
const LAST_MS = 1_000;

/** The body of one request on its way into the file. */
export class Incoming {
  readonly #body: BodyReader;
  readonly #parts: IncomingParts;
  readonly #progress: Progress;
  #at: number;
  /** Since when the next bytes are waited for; `undefined`: it is us who are waited for. */
  #waiting: number | undefined;
  /** What ends it before its time. */
  #why: unknown;
  #isOver = false;

  constructor(body: ReadableStream<Uint8Array<ArrayBuffer>>, parts: IncomingParts) {
    this.#body = readerOf(body);
    this.#parts = parts;
    this.#progress = new Progress(parts, (error) => this.#stop(error));
    this.#at = parts.hold.file.received;
  }

  /**
   * Takes all of it in, or until it is ended. However it ends, what has come is there and noted.
   *
   * @throws {TooLarge} if it is more than was announced, or the disk is full
   * @throws {Conflict} if another instance has the file by now
   * @throws {Invalid} if it is cut off
   * @throws {Unavailable} if nothing comes for 30 s
   * @throws the reason of `ended`, if it is one of our errors
   */
  async take(ended: AbortSignal): Promise<void> {
    const timers = [this.#parts.clock.every(WATCH_MS, () => this.#watch())];
    const end = () => timers.push(this.#end(ended.reason));
    ended.addEventListener("abort", end);
    if (ended.aborted) end();
    try {
      await this.#readAll();
    } catch (error) {
      this.#stop(error);
    } finally {
      for (const timer of timers) timer.cancel();
      ended.removeEventListener("abort", end);
    }
    await this.#progress.putDown().catch((error) => this.#why ??= error);
    if (this.#why !== undefined) throw this.#why;
  }

  async #readAll(): Promise<void> {
    const { hold: { file }, writer, hash, clock } = this.#parts;
    for (;;) {
      this.#waiting = clock.now();
      const bytes = await this.#body.read().catch(refuse);
      this.#waiting = undefined;
      if (bytes === undefined || this.#isOver) return;
      if (bytes.length > file.size - this.#at) {
        throw new TooLarge("Cannot take the file: more comes than was announced", {
          field: "size",
        });
      }
      hash?.add(bytes);
      this.#at += bytes.length;
      await writer.take(bytes);
      await this.#progress.noteInTime();
    }
  }

  /** Takes what has come already, which would have to be sent again, and then no more. */
  #end(reason: unknown): Timer {
    const why = reason instanceof ChatError ? reason : cutOff(reason);
    this.#why ??= why;
    const { clock } = this.#parts;
    const asked = clock.now();
    return clock.every(AT_HAND_MS, () => {
      const isLate = clock.now() - asked >= LAST_MS;
      if (isLate || this.#silence() >= AT_HAND_MS) this.#stop(why);
    });
  }

  /** The read that waits is answered as if it were the end. */
  #stop(why: unknown): void {
    this.#why ??= why;
    this.#isOver = true;
    this.#body.cancel().catch(() => {});
  }

  #watch(): void {
    if (this.#silence() < SILENCE_MS) return;
    this.#stop(new Unavailable("Nothing came for too long"));
  }

  /** For how long nothing has come that was waited for, in milliseconds. */
  #silence(): number {
    return this.#waiting === undefined ? 0 : this.#parts.clock.now() - this.#waiting;
  }
}

/** Nobody is there to be answered: it is no fault of ours, and no news to whoever runs this. */
function cutOff(cause: unknown): Invalid {
  return new Invalid("Cannot take the file: the request was cut off", { cause });
}

function refuse(cause: unknown): never {
  throw cutOff(cause);
}
