import { PROTOCOL, ServerFrame } from "@/lib/chat/protocol.ts";
import type { Wire } from "@/lib/client/socket.ts";

/** Who listens in. */
export interface TapEvents {
  /** The client has just said this. */
  said(frame: { t: string }): unknown;
  /** The server has just said this; told before the client hears it. */
  heard(frame: ServerFrame): unknown;
  ended(): unknown;
}

/** A client's real socket, with somebody who listens in. */
export class Tap implements Wire {
  readonly addEventListener: Wire["addEventListener"];
  readonly #socket: WebSocket;
  readonly #events: TapEvents;

  constructor(url: string, cookie: string, events: TapEvents) {
    const address = url.replace(/^http/, "ws") + "/ws";
    // Deno's own second argument, which the browser's types do not know.
    this.#socket = Reflect.construct(WebSocket, [
      address,
      { protocols: [PROTOCOL], headers: { cookie } },
    ]);
    this.#events = events;
    this.#socket.addEventListener("message", ({ data }) => {
      const frame = ServerFrame.safeParse(JSON.parse(String(data)));
      if (frame.success) events.heard(frame.data);
    });
    this.#socket.addEventListener("close", () => events.ended());
    // A broken connection is told by `close` as well.
    this.#socket.addEventListener("error", (event) => event.preventDefault());
    this.addEventListener = this.#socket.addEventListener.bind(this.#socket);
  }

  get isClosed(): boolean {
    return this.#socket.readyState > WebSocket.OPEN;
  }

  send(data: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#events.said(JSON.parse(data));
    this.#socket.send(data);
  }

  close(): void {
    this.#socket.close();
  }
}
