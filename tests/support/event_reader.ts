import type { Source } from "@/lib/client/stream_wire.ts";
import { eventsOf, isFrame } from "./frames_of.ts";

/** An EventSource that sends a cookie, and never comes back by itself. */
export class EventReader extends EventTarget implements Source {
  readonly #over = new AbortController();

  constructor(url: string, headers: Record<string, string>) {
    super();
    void this.#read(url, headers);
  }

  close(): void {
    this.#over.abort();
  }

  async #read(url: string, headers: Record<string, string>): Promise<void> {
    const { signal } = this.#over;
    const asked = { headers: { ...headers, accept: "text/event-stream" }, signal };
    try {
      const response = await fetch(url, asked);
      if (!response.ok || !response.body) throw new Error(`answered ${response.status}`);
      for await (const told of eventsOf(response.body)) {
        const data = JSON.stringify(told);
        this.dispatchEvent(new MessageEvent(isFrame(told) ? "message" : "close", { data }));
      }
    } catch {
      // Told below, like an end.
    }
    if (!signal.aborted) this.dispatchEvent(new Event("error"));
  }
}
