import { askForSocketOn, writeAll } from "./raw_http.ts";

/** A WebSocket by hand, for frames that no client would send. */
export class RawSocket implements Disposable {
  readonly #connection: Deno.TcpConn;
  #open = true;

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
    void this.#readOn();
  }

  /** Opens one; undefined if the server refuses. */
  static async open(port: number, headers: readonly string[]): Promise<RawSocket | undefined> {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port });
    const { status } = await askForSocketOn(connection, headers);
    if (status === 101) return new RawSocket(connection);
    connection.close();
    return undefined;
  }

  /** Whether the connection still stands, as far as is known. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** Sends one fragment of a text that never ends. */
  async fragment(bytes: number, { first }: { first: boolean }): Promise<void> {
    const head = new Uint8Array(14);
    head[0] = first ? 0x01 : 0x00;
    head[1] = 0x80 | 127;
    new DataView(head.buffer).setBigUint64(2, BigInt(bytes));
    // A mask of zeros: the payload is what it is.
    const frame = new Uint8Array(14 + bytes).fill(0x61);
    frame.set(head);
    await writeAll(this.#connection, frame);
  }

  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    this.#connection.close();
  }

  // A server that closes is seen here; what it says is of no interest.
  async #readOn(): Promise<void> {
    const buffer = new Uint8Array(4_096);
    try {
      while (await this.#connection.read(buffer) !== null);
    } catch {
      // Closed under us.
    }
    this[Symbol.dispose]();
  }
}
