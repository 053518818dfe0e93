import { systemClock } from "@/lib/chat/clock.ts";
import { isClosing, LOST } from "./ask_frames.ts";
import { cursorQuery } from "./cursor_query.ts";
import { FramePost, type Origin } from "./frame_post.ts";
import type { Wire } from "./socket.ts";

/** As much of an EventSource as is used. */
export interface Source {
  addEventListener(type: string, told: (event: Event) => void): void;
  close(): void;
}

/** What stands in for the browser in a test. */
export interface StreamWireOptions {
  source?(url: string): Source;
  fetch?: typeof fetch;
}

/**
 * A connection where no WebSocket gets through: server-sent events in, posted frames out. It is
 * the server who pings here, so that a stream that has died falls silent like a socket.
 */
export class StreamWire extends EventTarget implements Wire {
  readonly #open: (url: string) => Source;
  readonly #post: FramePost;
  readonly #over = new AbortController();
  #source: Source | undefined;
  #from: Origin | undefined;

  constructor(options: StreamWireOptions = {}) {
    super();
    this.#open = options.source ?? ((url) => new EventSource(url));
    this.#post = new FramePost({
      from: () => this.#from,
      heard: (frame) => this.#hear(JSON.stringify(frame)),
      ended: (code) => this.#end(code),
      clock: systemClock,
      fetch: options.fetch ?? ((...request) => fetch(...request)),
      signal: this.#over.signal,
    });
    queueMicrotask(() => this.dispatchEvent(new Event("open")));
  }

  send(text: string): void {
    const { t, rooms } = JSON.parse(text);
    if (t === "hello") this.#listen(rooms);
    else if (t !== "ping") this.#post.send(text);
  }

  close(): void {
    this.#over.abort();
    this.#source?.close();
  }

  #listen(rooms: Record<string, number>): void {
    // A server that could not greet is greeted again.
    this.#source?.close();
    const source = this.#open(`/api/v1/events?${cursorQuery(Object.entries(rooms))}`);
    this.#source = source;
    source.addEventListener("message", (event) => this.#take(dataOf(event)));
    source.addEventListener(
      "close",
      (event) => {
        const closing = JSON.parse(dataOf(event));
        this.#end(isClosing(closing) ? closing.code : LOST);
      },
    );
    // It would come back by itself, with cursors that are old by then.
    source.addEventListener("error", () => this.#end(LOST));
  }

  #take(data: string): void {
    this.#from ??= originIn(data);
    this.#hear(data);
  }

  #hear(data: string): void {
    if (!this.#over.signal.aborted) this.dispatchEvent(new MessageEvent("message", { data }));
  }

  #end(code: number): void {
    if (this.#over.signal.aborted) return;
    this.close();
    this.dispatchEvent(new CloseEvent("close", { code }));
  }
}

function dataOf(event: Event): string {
  return event instanceof MessageEvent ? String(event.data) : "";
}

/** Who is welcomed to which database, where this is a welcome. */
function originIn(data: string): Origin | undefined {
  const { t, me, store } = JSON.parse(data);
  return t === "welcome" ? { me: me.id, store } : undefined;
}
