type Bytes = Uint8Array<ArrayBuffer>;

/** The body of a request, part by part; a part is good until the next one is asked for. */
export interface BodyReader {
  /** `undefined`: it is over, or nobody wants any more of it. */
  read(): Promise<Bytes | undefined>;
  cancel(): Promise<void>;
}

/** As much as is read at once where one buffer serves for all of it. */
const READ = 256 * 1_024;

/** Reads a body with as little memory as it allows: what the network brings, over and over. */
export function readerOf(body: ReadableStream<Bytes>): BodyReader {
  try {
    return intoOneBuffer(body.getReader({ mode: "byob" }));
  } catch (error) {
    // It gives what it has, in buffers of its own.
    if (!(error instanceof TypeError) || body.locked) throw error;
    const reader = body.getReader();
    return {
      read: async () => (await reader.read()).value,
      cancel: () => reader.cancel(),
    };
  }
}

function intoOneBuffer(reader: ReadableStreamBYOBReader): BodyReader {
  let buffer = new ArrayBuffer(READ);
  return {
    async read() {
      const { value, done } = await reader.read(new Uint8Array(buffer));
      if (done || value === undefined) return undefined;
      buffer = value.buffer;
      return value;
    },
    cancel: () => reader.cancel(),
  };
}
