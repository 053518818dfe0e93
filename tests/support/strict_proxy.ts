import { writeAll } from "./raw_http.ts";

/** What a proxy does with requests whose head looks like this. */
export interface Ban {
  what: RegExp;
  /** `refuse`: 403, as a filter says; `swallow`: takes them, and says nothing. */
  how: "refuse" | "swallow";
}

/** A request for a socket, and one for a stream of events. */
export const SOCKETS = /^upgrade: websocket\r$/im;
export const STREAMS = /^accept: text\/event-stream\r$/im;

const REFUSAL = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/** A proxy between browsers and a server on this machine, such as an office has in front of it. */
export class StrictProxy implements AsyncDisposable {
  readonly url: string;
  /** What does not get through; a test may change it at any time. */
  bans: Ban[];
  readonly #target: number;
  readonly #listener: Deno.TcpListener;
  readonly #pairs = new Set<Promise<void>>();
  readonly #open = new Set<Deno.TcpConn>();

  constructor(target: number, bans: Ban[]) {
    this.#target = target;
    this.bans = bans;
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.url = `http://127.0.0.1:${this.#listener.addr.port}`;
    this.#pairs.add(this.#accept());
  }

  /** Cuts every connection; new ones are taken. */
  cut(): void {
    for (const end of this.#open) close(end);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut();
    await Promise.all(this.#pairs);
  }

  async #accept(): Promise<void> {
    for await (const client of this.#listener) {
      const pair = this.#join(client).catch(() => {}).finally(() => this.#pairs.delete(pair));
      this.#pairs.add(pair);
    }
  }

  async #join(client: Deno.TcpConn): Promise<void> {
    const server = await Deno.connect({ hostname: "127.0.0.1", port: this.#target });
    const ends = [client, server];
    for (const end of ends) this.#open.add(end);
    const over = () =>
      ends.forEach((end) => {
        this.#open.delete(end);
        close(end);
      });
    await Promise.all([
      pump(client, (bytes) => this.#pass(bytes, client, server)).finally(over),
      pump(server, async (bytes) => {
        await writeAll(client, bytes);
        return true;
      }).finally(over),
    ]);
  }

  // A browser begins each request in a packet of its own.
  async #pass(bytes: Uint8Array, client: Deno.TcpConn, server: Deno.TcpConn): Promise<boolean> {
    const text = new TextDecoder("latin1").decode(bytes);
    const ban = /^[A-Z]+ \//.test(text) && this.bans.find(({ what }) => what.test(text));
    if (!ban) await writeAll(server, bytes);
    else if (ban.how === "refuse") await writeAll(client, new TextEncoder().encode(REFUSAL));
    return !ban || ban.how === "swallow";
  }
}

async function pump(
  from: Deno.TcpConn,
  take: (bytes: Uint8Array) => Promise<boolean>,
): Promise<void> {
  const buffer = new Uint8Array(65_536);
  try {
    for (let n = await from.read(buffer); n !== null; n = await from.read(buffer)) {
      if (!await take(buffer.slice(0, n))) return;
    }
  } catch {
    // Closed under us.
  }
}

function close(end: Deno.TcpConn): void {
  try {
    end.close();
  } catch {
    // The other direction has closed it.
  }
}
