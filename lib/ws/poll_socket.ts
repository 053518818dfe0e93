import { Buffer } from "node:buffer";
import type { Closing } from "@/lib/chat/answered.ts";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { Cursors } from "./greeting.ts";
import { hear } from "./hear.ts";
import type { Wire } from "./wire.ts";

/** How long what follows the first news is awaited, in milliseconds: it costs no poll of its own. */
const GATHER_MS = 10;

/**
 * A long poll in the shape of a socket, which closes with its answer: `{"frames": […]}` once there
 * is news beside the welcome, or the wait is over.
 */
export class PollSocket extends EventTarget implements Wire {
  /** The answer's body: as a stream, since only that tells when the asker has gone away. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  readyState: Wire["readyState"] = WebSocket.OPEN;
  /** Bytes that wait to be answered with. */
  bufferedAmount = 0;
  readonly #clock: Clock;
  readonly #answer = Promise.withResolvers<string>();
  readonly #wait: Timer;
  #gathering: Timer | undefined;
  readonly #frames: string[] = [];
  #closing: Closing | undefined;
  #greeted = false;
  #due: boolean;
  #news = false;

  constructor(clock: Clock, waitMs: number) {
    super();
    this.#clock = clock;
    this.#due = waitMs === 0;
    this.#wait = clock.after(waitMs, () => {
      this.#due = true;
      this.#look();
    });
    this.body = new ReadableStream({
      pull: async (controller) => {
        controller.enqueue(new TextEncoder().encode(await this.#answer.promise));
        controller.close();
      },
      cancel: () => this.#end(),
    }, { highWaterMark: 0 });
  }

  /** Says hello for the client. */
  greet(cursors: Cursors): void {
    hear(this, { t: "hello", rooms: Object.fromEntries(cursors) });
  }

  /** All that was missed has been sent. */
  settle(): void {
    this.#greeted = true;
    this.#look();
  }

  send(text: string): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.#frames.push(text);
    this.bufferedAmount += Buffer.byteLength(text);
    this.#news ||= isNews(text);
    this.#look();
  }

  close(code = 1_000, reason = ""): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.#closing = { code, reason };
    this.#end();
  }

  // Without a single frame the greeting was not even begun: a close is to come, and says why.
  #look(): void {
    if (!this.#greeted || this.#frames.length === 0) return;
    if (this.#due) return this.#end();
    if (this.#news) this.#gathering ??= this.#clock.after(GATHER_MS, () => this.#end());
  }

  #end(): void {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    this.#wait.cancel();
    this.#gathering?.cancel();
    const close = this.#closing ? `,"close":${JSON.stringify(this.#closing)}` : "";
    this.#answer.resolve(`{"frames":[${this.#frames.join(",")}]${close}}`);
    this.bufferedAmount = 0;
    this.dispatchEvent(new Event("close"));
  }
}

/** Frames that go with an answer, and are no reason for one: the next welcome says it too. */
const ASIDES = /^\{"t":"(?:welcome|presence|typing|read)"/;

function isNews(text: string): boolean {
  if (ASIDES.test(text)) return false;
  return !text.startsWith('{"t":"events"') || !text.endsWith('"messages":[]}');
}
