/** Where a relay breaks: at the first bytes from the client that look like this. */
interface Break {
  what: RegExp;
  /** Whether the other end still gets those bytes, and only its answer is lost. */
  delivered: boolean;
}

/** Stands between a client and a server on this machine, listens, and breaks where it is told. */
export class Relay implements AsyncDisposable {
  readonly host = "127.0.0.1";
  readonly port: number;
  readonly #listener: Deno.TcpListener;
  readonly #target: number;
  readonly #open = new Set<Promise<void>>();
  #break: Break | undefined;
  #heard = "";

  constructor(target: number) {
    this.#target = target;
    this.#listener = Deno.listen({ hostname: this.host, port: 0 });
    this.port = this.#listener.addr.port;
    this.#open.add(this.#accept());
  }

  /** What clients have sent so far, a byte a character. */
  get heard(): string {
    return this.#heard;
  }

  /** Breaks the next connection that sends this. */
  breakAt(what: RegExp, { delivered }: { delivered: boolean }): void {
    this.#break = { what, delivered };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    await Promise.all(this.#open);
  }

  async #accept(): Promise<void> {
    for await (const client of this.#listener) {
      const pair = this.#join(client).catch(() => {}).finally(() => this.#open.delete(pair));
      this.#open.add(pair);
    }
  }

  async #join(client: Deno.TcpConn): Promise<void> {
    const server = await Deno.connect({ hostname: this.host, port: this.#target });
    const state = { mute: false };
    const close = () => {
      for (const end of [client, server]) {
        try {
          end.close();
        } catch {
          // The other direction has closed it.
        }
      }
    };
    await Promise.all([
      pump(client, (bytes) => this.#forward(bytes, server, state)).finally(close),
      pump(server, async (bytes) => {
        if (state.mute) return false;
        await writeAll(client, bytes);
        return true;
      }).finally(close),
    ]);
  }

  async #forward(
    bytes: Uint8Array,
    server: Deno.TcpConn,
    state: { mute: boolean },
  ): Promise<boolean> {
    const text = new TextDecoder("latin1").decode(bytes);
    this.#heard += text;
    const here = this.#break?.what.test(text) ?? false;
    if (here) {
      const { delivered } = this.#break!;
      this.#break = undefined;
      if (!delivered) return false;
      state.mute = true;
    }
    await writeAll(server, bytes);
    return true;
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

async function writeAll(to: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await to.write(bytes.subarray(at));
}
