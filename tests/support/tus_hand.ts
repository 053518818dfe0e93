import { writeAll } from "./raw_http.ts";
import type { Answer, Person } from "./person.ts";

/** What a request by hand says beside what all say. */
export interface TusAsking {
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** How often somebody asks whether another instance has let go. */
const AGAIN_MS = 200;
const STRETCH = "application/offset+octet-stream";

/** Somebody who sends files by tus 1.0 (https://tus.io/protocols/resumable-upload), word by word. */
export class TusHand {
  readonly #person: Person;

  constructor(person: Person) {
    this.#person = person;
  }

  /** One request; the version of the protocol is said unless the headers say another. */
  async ask(method: string, path: string, { headers = {}, body }: TusAsking = {}): Promise<Answer> {
    const { url, cookie } = this.#person;
    const response = await fetch(url + path, {
      method,
      headers: { "tus-resumable": "1.0.0", ...(cookie ? { cookie } : {}), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Announces a file; the answer as it came. */
  async announce(name: string, size: number, headers: Record<string, string> = {}) {
    const encoded = new TextEncoder().encode(name).toBase64();
    return await this.ask("POST", "/tus", {
      headers: {
        "upload-length": String(size),
        "upload-metadata": `filename ${encoded}`,
        ...headers,
      },
    });
  }

  /** Announces a file; its path. */
  async begin(name: string, size: number): Promise<string> {
    const answer = await this.announce(name, size);
    if (answer.status !== 201) throw new Error(`${name} is not taken: ${answer.text}`);
    return answer.headers.get("location")!;
  }

  /** Brings a file on. */
  async bring(path: string, at: number, body: Uint8Array<ArrayBuffer>): Promise<Answer> {
    const headers = { "content-type": STRETCH, "upload-offset": String(at) };
    return await this.ask("PATCH", path, { headers, body });
  }

  /** How far a file is. */
  async offset(path: string): Promise<number> {
    const answer = await this.ask("HEAD", path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return Number(answer.headers.get("upload-offset"));
  }

  /** Goes on until all of it is here, asking again where it is not alone, as public clients do. */
  async finish(
    path: string,
    content: Uint8Array<ArrayBuffer>,
    { stretch = content.length } = {},
  ): Promise<void> {
    for (;;) {
      const at = await this.offset(path);
      if (at === content.length) return;
      const { status } = await this.bring(path, at, content.slice(at, at + stretch));
      if (![204, 409, 423].includes(status)) throw new Error(`${path} ends with ${status}`);
      if (status === 423) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  /** Begins to bring a file on over a line of its own, which can be cut, or just be silent. */
  async line(path: string, at: number, announced: number): Promise<Deno.TcpConn> {
    const { hostname, port } = new URL(this.#person.url);
    const connection = await Deno.connect({ hostname, port: Number(port) });
    const head = [
      `PATCH ${path} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      "Tus-Resumable: 1.0.0",
      `Cookie: ${this.#person.cookie}`,
      `Content-Type: ${STRETCH}`,
      `Upload-Offset: ${at}`,
      `Content-Length: ${announced}`,
      "",
      "",
    ];
    await writeAll(connection, new TextEncoder().encode(head.join("\r\n")));
    return connection;
  }

  /** Sends some of what it announced, and is cut off. */
  async cut(
    path: string,
    at: number,
    { sent, announced }: { sent: Uint8Array; announced: number },
  ): Promise<void> {
    using connection = await this.line(path, at, announced);
    await writeAll(connection, sent);
  }
}

/** Bytes like no others, as many as wanted, and quickly made. */
export function madeBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, Math.min(length, at + 65_536)));
  }
  return bytes;
}

/** What tells contents apart, in hex. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
