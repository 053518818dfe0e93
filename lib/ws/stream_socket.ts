import { Buffer } from "node:buffer";
import type { Closing } from "@/lib/chat/answered.ts";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { Cursors } from "./greeting.ts";
import { hear } from "./hear.ts";
import type { Wire } from "./wire.ts";

/**
 * How often a sign of life goes out, in milliseconds: a client that doubts its connection gives it
 * 8 s, and the network its share of them.
 */
const BEAT_MS = 5_000;
/** How much is handed to the network at once, and how long it has to take the last of it. */
const CHUNK = 65_536;
const GOODBYE_MS = 1_000;

/**
 * A stream of server-sent events in the shape of a socket. Events wait here until the reader takes
 * them, so that whoever writes can see how far behind it is. What the client cannot say by a stream,
 * its `hello` and its pings, is said for it; who takes nothing is not spoken for, and so falls silent.
 */
export class StreamSocket extends EventTarget implements Wire {
  /** What the client is sent (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  readyState: Wire["readyState"] = WebSocket.OPEN;
  readonly #clock: Clock;
  readonly #beat: Timer;
  #goodbye: Timer | undefined;
  #waiting: string[] = [];
  #bytes = 0;
  /** The reader has taken something since the last beat. */
  #taken = false;
  #wake: (() => void) | undefined;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
    this.#beat = clock.every(BEAT_MS, () => this.#beatOnce());
    this.body = new ReadableStream({
      pull: (controller) => this.#give(controller),
      cancel: () => this.#end(),
    }, { highWaterMark: 0 });
  }

  /** Bytes that the reader has not taken. */
  get bufferedAmount(): number {
    return this.#bytes;
  }

  /** Says hello for the client. */
  greet(cursors: Cursors): void {
    hear(this, { t: "hello", rooms: Object.fromEntries(cursors) });
  }

  send(text: string): void {
    if (this.readyState === WebSocket.OPEN) this.#put(`data: ${text}\n\n`);
  }

  /** Says why, and ends the stream; at once if the reader does not take that. */
  close(code = 1_000, reason = ""): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.readyState = WebSocket.CLOSING;
    this.#beat.cancel();
    this.#goodbye = this.#clock.after(GOODBYE_MS, () => this.#end());
    const closing: Closing = { code, reason };
    this.#put(`event: close\ndata: ${JSON.stringify(closing)}\n\n`);
  }

  #put(event: string): void {
    this.#waiting.push(event);
    this.#bytes += Buffer.byteLength(event);
    this.#wake?.();
  }

  async #give(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> {
    this.#taken = true;
    if (this.#waiting.length === 0 && this.readyState === WebSocket.OPEN) {
      await new Promise<void>((wake) => this.#wake = wake);
      this.#wake = undefined;
      if (this.#isClosed) return;
    }
    if (this.#waiting.length > 0) return controller.enqueue(this.#take());
    controller.close();
    this.#end();
  }

  #take(): Uint8Array<ArrayBuffer> {
    let text = "";
    let count = 0;
    while (count < this.#waiting.length && text.length < CHUNK) text += this.#waiting[count++];
    this.#waiting.splice(0, count);
    const bytes = new TextEncoder().encode(text);
    this.#bytes -= bytes.length;
    return bytes;
  }

  #beatOnce(): void {
    if (this.#taken || this.#bytes === 0) hear(this, { t: "ping", n: 0 });
    this.#taken = false;
  }

  get #isClosed(): boolean {
    return this.readyState === WebSocket.CLOSED;
  }

  #end(): void {
    if (this.#isClosed) return;
    this.readyState = WebSocket.CLOSED;
    this.#beat.cancel();
    this.#goodbye?.cancel();
    this.#waiting = [];
    this.#bytes = 0;
    this.#wake?.();
    this.dispatchEvent(new Event("close"));
  }
}
