import { ServerFrame } from "@/lib/chat/protocol.ts";
import type { Wire } from "@/lib/client/socket.ts";

/** Who listens in. */
export interface TapEvents {
  /** The client has just said this. */
  said(frame: { t: string }): unknown;
  /** The server has just said this; told before the client hears it. */
  heard(frame: ServerFrame): unknown;
  ended(): unknown;
}

/** A client's real connection, with somebody who listens in. */
export class Tap implements Wire {
  readonly addEventListener: Wire["addEventListener"];
  readonly #wire: Wire;
  readonly #events: TapEvents;
  #closed = false;

  constructor(wire: Wire, events: TapEvents) {
    this.#wire = wire;
    this.#events = events;
    wire.addEventListener("message", ({ data }) => {
      const frame = ServerFrame.safeParse(JSON.parse(String(data)));
      if (frame.success) events.heard(frame.data);
    });
    wire.addEventListener("close", () => this.#end());
    this.addEventListener = wire.addEventListener.bind(wire);
  }

  /** Whether it is no more. */
  get isClosed(): boolean {
    return this.#closed;
  }

  send(data: string): void {
    if (!this.#closed) this.#events.said(JSON.parse(data));
    this.#wire.send(data);
  }

  close(): void {
    this.#wire.close();
    this.#end();
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#events.ended();
  }
}
