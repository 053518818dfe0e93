import { type FrameEar, FrameReader } from "./frame_reader.ts";
import { joined } from "./joined.ts";

/** Where a socket of the load goes, and as whom. */
export interface Seat {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** With its query. */
  path: string;
  cookie?: string | undefined;
  /** The room that is talked in there; 0 where there are none. */
  room: number;
}

/** What a socket keeps of each frame, and reads at once, in bytes. */
export interface SocketSizes {
  kept: number;
  chunk: number;
}

const OPCODE = { text: 0x1, close: 0x8, ping: 0x9, pong: 0xa };
// As RFC 6455 has it for an example: nobody here checks the answer.
const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * A WebSocket of the load, on plain TCP: the runtime's own costs more for each frame than many a
 * server that is measured, and it is not to be what is measured.
 */
export class LoadSocket {
  readonly #connection: Deno.TcpConn;
  #unsent: Uint8Array[] = [];
  #writing = false;
  #closed = false;

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  /** Opens it, and tells of every text frame from then on. */
  static async open(seat: Seat, { kept, chunk }: SocketSizes, take: FrameEar): Promise<LoadSocket> {
    const { hostname, port } = new URL(seat.url);
    const connection = await Deno.connect({ hostname, port: Number(port) });
    connection.setNoDelay(true);
    const socket = new LoadSocket(connection);
    const reader = new FrameReader(kept, (payload, opcode) => {
      if (opcode === OPCODE.ping) socket.#put(payload.slice(), OPCODE.pong);
      else if (opcode === OPCODE.close) socket.close();
      else if (opcode === OPCODE.text) take(payload, opcode);
    });
    const buffer = new Uint8Array(chunk);
    const early = await greet(connection, seat, buffer);
    reader.read(early);
    void socket.#listen(reader, buffer);
    return socket;
  }

  /** It is closed. */
  get isLost(): boolean {
    return this.#closed;
  }

  /** Sends a text; what is sent in one turn goes in one piece. */
  send(text: string): void {
    this.#put(encoder.encode(text), OPCODE.text);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.close();
  }

  #put(payload: Uint8Array, opcode: number): void {
    this.#unsent.push(headerFor(payload.length, opcode), payload);
    if (this.#writing) return;
    this.#writing = true;
    queueMicrotask(() => void this.#write());
  }

  async #write(): Promise<void> {
    try {
      while (this.#unsent.length > 0) {
        let bytes = joined(this.#unsent);
        this.#unsent = [];
        while (bytes.length > 0) bytes = bytes.subarray(await this.#connection.write(bytes));
      }
    } catch {
      this.#closed = true;
    }
    this.#writing = false;
  }

  async #listen(reader: FrameReader, buffer: Uint8Array): Promise<void> {
    try {
      for (let size = await this.#next(buffer); size > 0; size = await this.#next(buffer)) {
        reader.read(buffer.subarray(0, size));
      }
    } catch {
      // It was closed, here or there.
    }
    this.close();
  }

  async #next(buffer: Uint8Array): Promise<number> {
    return await this.#connection.read(buffer) ?? 0;
  }
}

/** @returns what has come after the answer already */
async function greet(
  connection: Deno.TcpConn,
  { url, path, cookie }: Seat,
  buffer: Uint8Array,
): Promise<Uint8Array> {
  const request = [
    `GET ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${KEY}`,
    ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
    "\r\n",
  ].join("\r\n");
  await connection.write(encoder.encode(request));
  let filled = 0;
  while (true) {
    const size = await connection.read(buffer.subarray(filled));
    if (size === null) throw new Error("The server hung up");
    filled += size;
    const answer = decoder.decode(buffer.subarray(0, filled));
    const end = answer.indexOf("\r\n\r\n");
    if (end < 0) continue;
    if (!answer.startsWith("HTTP/1.1 101")) throw new Error(`No socket: ${answer.slice(0, 200)}`);
    return buffer.slice(end + 4, filled);
  }
}

// A mask of zeros leaves the payload as it is (RFC 6455, section 5.3, wants one, not which).
function headerFor(length: number, opcode: number): Uint8Array {
  const [first, masked] = [0x80 | opcode, 0x80];
  if (length < 126) return Uint8Array.of(first, masked | length, 0, 0, 0, 0);
  return Uint8Array.of(first, masked | 126, length >> 8, length & 0xff, 0, 0, 0, 0);
}
