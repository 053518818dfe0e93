import { writeAll } from "./raw_http.ts";

/** From the client up to the server, or down to the client. */
export type Way = "up" | "down";

/** One connection through a relay. */
export interface Passage {
  /** Hands bytes on, after all that was handed on that way before. */
  pass(way: Way, bytes: Uint8Array): Promise<void>;
  /** Ends it for both sides, at once. */
  cut(): void;
}

/** Sees all that comes, and hands on what shall arrive; the next bytes that way wait for it. */
export type Inspect = (bytes: Uint8Array, way: Way, passage: Passage) => Promise<void>;

/** Stands between clients and a server on this machine. */
export class TcpRelay implements AsyncDisposable {
  readonly host = "127.0.0.1";
  readonly port: number;
  /** Where new connections lead. */
  target: number;
  /** New connections are closed at once. */
  refusing = false;
  /** What happens to bytes on the way. */
  inspect: Inspect;
  readonly #listener: Deno.TcpListener;
  readonly #work = new Set<Promise<void>>();
  readonly #passages = new Set<Passage>();

  constructor(target: number, inspect: Inspect = straight) {
    this.target = target;
    this.inspect = inspect;
    this.#listener = Deno.listen({ hostname: this.host, port: 0 });
    this.port = this.#listener.addr.port;
    this.#work.add(this.#accept());
  }

  /** The connections that stand. */
  get passages(): ReadonlySet<Passage> {
    return this.#passages;
  }

  /** Ends every connection that stands. */
  cutAll(): void {
    for (const passage of [...this.#passages]) passage.cut();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cutAll();
    await Promise.all(this.#work);
  }

  async #accept(): Promise<void> {
    for await (const client of this.#listener) {
      if (this.refusing) {
        client.close();
        continue;
      }
      const work = this.#join(client).catch(() => {}).finally(() => this.#work.delete(work));
      this.#work.add(work);
    }
  }

  async #join(client: Deno.TcpConn): Promise<void> {
    const ends = [client];
    const close = () => ends.splice(0).forEach(closeQuietly);
    try {
      const server = await Deno.connect({ hostname: this.host, port: this.target });
      ends.push(server);
      for (const end of ends) end.setNoDelay(true);
      const passage: Passage = {
        pass: (way, bytes) => writeAll(way === "up" ? server : client, bytes),
        cut: close,
      };
      this.#passages.add(passage);
      const take = (way: Way) => (bytes: Uint8Array) => this.inspect(bytes, way, passage);
      await Promise.all([
        pump(client, take("up")).finally(close),
        pump(server, take("down")).finally(close),
      ]).finally(() => this.#passages.delete(passage));
    } finally {
      close();
    }
  }
}

/** Lets everything through as it is. */
export const straight: Inspect = (bytes, way, passage) => passage.pass(way, bytes);

async function pump(
  from: Deno.TcpConn,
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const buffer = new Uint8Array(65_536);
  try {
    for (let n = await from.read(buffer); n !== null; n = await from.read(buffer)) {
      await take(buffer.slice(0, n));
    }
  } catch {
    // Closed under us.
  }
}

function closeQuietly(end: Deno.Conn): void {
  try {
    end.close();
  } catch {
    // The other direction has closed it.
  }
}
