/**
 * A WebSocket that reads only when it is told to, as a stuck or hostile client does: what the server
 * sends stays in the buffers on the way.
 */
export class LazyReader implements Disposable {
  readonly #conn: Deno.Conn;
  #open = true;

  private constructor(conn: Deno.Conn) {
    this.#conn = conn;
  }

  /** Connects and upgrades. */
  static async open(url: string): Promise<LazyReader> {
    const { hostname, port, pathname, search } = new URL(url);
    const conn = await Deno.connect({ hostname, port: Number(port) });
    const lines = [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==",
    ];
    await conn.write(new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`));
    const reader = new LazyReader(conn);
    const head = await reader.#read();
    if (!head.includes("101 Switching")) throw new Error(`Cannot upgrade: ${head}`);
    return reader;
  }

  /** Sends a text frame of at most 125 bytes, masked with zeros. */
  async say(frame: object): Promise<void> {
    const text = new TextEncoder().encode(JSON.stringify(frame));
    if (text.length > 125) throw new RangeError("Cannot send frame: more than 125 bytes");
    await this.#conn.write(new Uint8Array([0x81, 0x80 | text.length, 0, 0, 0, 0, ...text]));
  }

  /** Reads on until `words` have come or the connection ends; true if they came. */
  async readUntil(words: string): Promise<boolean> {
    let seen = "";
    while (this.#open) {
      seen = seen.slice(-words.length) + await this.#read();
      if (seen.includes(words)) return true;
    }
    return false;
  }

  [Symbol.dispose](): void {
    this.#conn.close();
  }

  async #read(): Promise<string> {
    const chunk = new Uint8Array(65_536);
    const count = await this.#conn.read(chunk).catch(() => null);
    if (count === null) this.#open = false;
    return new TextDecoder().decode(chunk.subarray(0, count ?? 0));
  }
}
