import { type Delay, delayOf } from "./delay.ts";
import { joined } from "./joined.ts";

/** Pages that are asked for over and over. */
export interface PagesOptions {
  url: string;
  path: string;
  cookie?: string | undefined;
  /** Connections that ask, each for one page at a time. */
  connections: number;
  seconds: number;
  /** Pages a second in all; left out: as many as there are answers. */
  perSecond?: number | undefined;
}

/** What was measured of pages. */
export interface Asked {
  pages: number;
  seconds: number;
  /** From when each was asked for, or should have been, to its last byte. */
  delay: Delay;
}

const CHUNK = 65_536;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Asks for a page on connections that stay open, as HTTP/1.1 has it. */
export async function askForPages(options: PagesOptions): Promise<Asked> {
  const { connections, seconds, perSecond } = options;
  const delays: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  let asked = 0;
  await Promise.all(Array.from({ length: connections }, async () => {
    using asker = await Asker.open(options);
    while (true) {
      const due = perSecond === undefined ? performance.now() : begun + asked++ * 1_000 / perSecond;
      if (due >= until) return;
      const wait = due - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      await asker.ask();
      delays.push(performance.now() - due);
    }
  }));
  const took = (performance.now() - begun) / 1_000;
  return { pages: delays.length, seconds: took, delay: delayOf(delays) };
}

/** One connection, and the page that it asks for. */
class Asker implements Disposable {
  readonly #connection: Deno.TcpConn;
  readonly #request: Uint8Array;
  readonly #buffer = new Uint8Array(CHUNK);

  private constructor(connection: Deno.TcpConn, request: string) {
    this.#connection = connection;
    this.#request = encoder.encode(request);
  }

  static async open({ url, path, cookie }: PagesOptions): Promise<Asker> {
    const { hostname, port, host } = new URL(url);
    const connection = await Deno.connect({ hostname, port: Number(port) });
    connection.setNoDelay(true);
    const fields = [`Host: ${host}`, ...(cookie === undefined ? [] : [`Cookie: ${cookie}`])];
    return new Asker(connection, [`GET ${path} HTTP/1.1`, ...fields, "\r\n"].join("\r\n"));
  }

  /** @throws {Error} if the answer is another than 200 */
  async ask(): Promise<void> {
    await this.#connection.write(this.#request);
    let answer: Uint8Array = new Uint8Array(0);
    let isWhole: ((bytes: Uint8Array) => boolean) | undefined;
    do {
      const size = await this.#connection.read(this.#buffer);
      if (size === null) throw new Error("The server hung up");
      const bytes = this.#buffer.subarray(0, size);
      answer = answer.length === 0 ? bytes.slice() : joined([answer, bytes]);
      isWhole ??= endOf(answer);
    } while (!isWhole?.(answer));
  }

  [Symbol.dispose](): void {
    this.#connection.close();
  }
}

/** How to tell that an answer is whole, once its fields are there. */
function endOf(answer: Uint8Array): ((bytes: Uint8Array) => boolean) | undefined {
  const text = decoder.decode(answer.subarray(0, 8_192));
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const fields = text.slice(0, end).toLowerCase();
  if (!fields.startsWith("http/1.1 200")) throw new Error(`No page: ${fields.slice(0, 100)}`);
  const length = /\r\ncontent-length: (\d+)/.exec(fields)?.[1];
  const bytesOfFields = encoder.encode(text.slice(0, end + 4)).length;
  if (length !== undefined) return (all) => all.length >= bytesOfFields + Number(length);
  return (all) => decoder.decode(all.subarray(-5)) === "0\r\n\r\n";
}
