import { once } from "node:events";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import { ChatError, Invalid, TooLarge } from "@/lib/chat/errors.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A file in a form, whose bytes are read as they are taken. */
export interface FormFile {
  name: string;
  size: number;
  /** Fails with an `Invalid` if the file is cut off, or the form is not over after it. */
  body: ReadableStream<Bytes>;
}

/** What a form with one file, after all other fields, has brought. */
export interface FileForm {
  fields: ReadonlyMap<string, string>;
  /** `undefined`: none was chosen. */
  file: FormFile | undefined;
  /** Reads what is left and forgets it, so that a browser listens to why it was refused. */
  drop(): Promise<void>;
}

interface Head {
  fields: ReadonlyMap<string, string>;
  /** `undefined`: the form has no file at all. */
  file: { name: string; stream: BusboyFileStream } | undefined;
  /** Where in the body the file begins. */
  at: number;
}

/** Bytes before a file: a text of 8,000 signs, each of four bytes at most, and what stands round it. */
const LONGEST_HEAD = 65_536;
/** A head that does not come within this time is a slow attack, or a dead line. */
const HEAD_MS = 10_000;
/** So much of a refused file is still taken, in bytes; more is cut off. */
const DROPPED = 256 * 1_024 ** 2;

/**
 * Reads the form that a browser without a script sends (RFC 7578) as far as its file, and then the
 * file itself in constant memory. A file does not say its size there: it is what the whole body has
 * left, but for the line that ends a form.
 *
 * @throws {Invalid} if it is no such form
 * @throws {TooLarge} if its fields are longer than any that we ask for
 */
export async function readFileForm(request: Request): Promise<FileForm> {
  const type = request.headers.get("content-type") ?? "";
  const length = Number(request.headers.get("content-length") ?? "");
  const boundary = boundaryIn(type);
  if (!request.body || !boundary || !Number.isSafeInteger(length) || length === 0) throw unfit();
  const form = new Parsing(request.body, type);
  const { fields, file, at } = await form.head();
  const drop = () => form.drop(DROPPED);
  // Where no file was chosen a browser sends one without a name, of no bytes.
  if (!file?.name) return { fields, file: undefined, drop };
  const size = length - at - `\r\n--${boundary}--\r\n`.length;
  if (size < 0) throw unfit();
  const body = ReadableStream.from(form.bytesOf(file.stream, size));
  return { fields, file: { name: file.name, size, body }, drop };
}

// RFC 2046, section 5.1.1.
function boundaryIn(type: string): string | undefined {
  const [, quoted, bare] =
    /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? [];
  return quoted ?? bare;
}

/** A body on its way through the parser. */
class Parsing {
  readonly #reader: ReadableStreamDefaultReader<Bytes>;
  readonly #parser: InstanceType<typeof Busboy>;
  readonly #fields = new Map<string, string>();
  #file: Head["file"];
  #isOver = false;
  #rest: Bytes | undefined;

  constructor(body: ReadableStream<Bytes>, type: string) {
    this.#reader = body.getReader();
    this.#parser = new Busboy({
      headers: { "content-type": type },
      limits: { fieldSize: LONGEST_HEAD, fields: 10, files: 1, headerPairs: 20 },
    });
    this.#parser.on("field", (name, value) => void this.#fields.set(name, value));
    this.#parser.on("file", (_field, stream, name) => this.#file = { name, stream });
    this.#parser.on("finish", () => this.#isOver = true);
    this.#parser.on("error", (cause) => {
      this.#isOver = true;
      this.#file?.stream.destroy(unfit(cause));
    });
  }

  /** All up to the file. */
  async head(): Promise<Head> {
    const late = AbortSignal.timeout(HEAD_MS);
    const seen = new Uint8Array(LONGEST_HEAD);
    let n = 0;
    while (!this.#file && !this.#isOver) {
      const { value: bytes } = await this.#reader.read();
      if (!bytes || late.aborted) throw unfit();
      let read = 0;
      // One by one: so the parser tells of the file at the first byte by which it is sure.
      for (; read < bytes.length && !this.#file && !this.#isOver; read++) {
        if (n === LONGEST_HEAD) throw new TooLarge("The form is too large");
        this.#parser.write(bytes.subarray(read, read + 1));
        seen[n++] = bytes[read] ?? 0;
      }
      this.#rest = bytes.subarray(read);
    }
    // What it has seen of the file by then is like a boundary, but for the last byte.
    return { fields: this.#fields, file: this.#file, at: endOfHeader(seen.subarray(0, n)) };
  }

  async *bytesOf(stream: BusboyFileStream, size: number): AsyncGenerator<Bytes> {
    let taken = 0;
    const pumped = this.#pump().catch((cause) => void stream.destroy(unfit(cause)));
    try {
      for await (const bytes of stream) {
        taken += bytes.length;
        if (taken > size) throw unfit();
        yield bytes;
      }
    } catch (cause) {
      throw cause instanceof ChatError ? cause : unfit(cause);
    }
    await pumped;
    // The form goes on after the file, and its size was not what was left.
    if (taken < size) throw unfit();
  }

  async drop(most: number): Promise<void> {
    try {
      for (let dropped = 0; dropped < most;) {
        const { value: bytes } = await this.#reader.read();
        if (!bytes) return;
        dropped += bytes.length;
      }
      await this.#reader.cancel();
    } catch {
      // Whoever sent it is gone.
    }
  }

  async #pump(): Promise<void> {
    for (let bytes = this.#rest; bytes; bytes = (await this.#reader.read()).value) {
      if (!this.#parser.write(bytes)) await once(this.#parser, "drain");
    }
    this.#parser.end();
  }
}

function endOfHeader(bytes: Bytes): number {
  return bytes.findLastIndex((byte, at) =>
    byte === 10 && bytes[at - 1] === 13 && bytes[at - 2] === 10 && bytes[at - 3] === 13
  ) + 1;
}

function unfit(cause?: unknown): Invalid {
  return new Invalid("Cannot read the body: a form with a file at its end wanted", { cause });
}
