import { joined } from "./joined.ts";

/** Told of a frame: the first bytes of its payload, as many as were asked for. */
export type FrameEar = (payload: Uint8Array, opcode: number) => void;

/**
 * Cuts what comes over a connection into WebSocket frames (RFC 6455, section 5.2), of which it keeps
 * only the first bytes: to count frames must cost far less than to send them. Servers do not mask,
 * and none of those that are measured sends a message in fragments.
 */
export class FrameReader {
  readonly #most: number;
  readonly #take: FrameEar;
  /** The bytes of a header that was cut. */
  #cut = new Uint8Array(0);
  #opcode = 0;
  /** Bytes of the payload that are still to come. */
  #left = 0;
  #kept = new Uint8Array(0);
  #filled = 0;

  /** @param most bytes of a payload that are told of */
  constructor(most: number, take: FrameEar) {
    this.#most = most;
    this.#take = take;
  }

  /** Takes the next bytes; they may be overwritten afterwards. */
  read(bytes: Uint8Array): void {
    let rest = this.#cut.length > 0 ? joined([this.#cut, bytes]) : bytes;
    this.#cut = NONE;
    while (rest.length > 0) {
      if (this.#left > 0) {
        rest = this.#fill(rest);
        continue;
      }
      const header = headerOf(rest);
      if (header === undefined) {
        this.#cut = rest.slice();
        return;
      }
      const { opcode, length, size } = header;
      rest = rest.subarray(size);
      const most = Math.min(length, this.#most);
      if (rest.length >= length) {
        this.#take(rest.subarray(0, most), opcode);
        rest = rest.subarray(length);
        continue;
      }
      this.#opcode = opcode;
      this.#left = length;
      this.#kept = new Uint8Array(most);
      this.#filled = 0;
    }
  }

  #fill(bytes: Uint8Array): Uint8Array {
    const size = Math.min(this.#left, bytes.length);
    const part = bytes.subarray(0, Math.min(size, this.#kept.length - this.#filled));
    this.#kept.set(part, this.#filled);
    this.#filled += part.length;
    this.#left -= size;
    if (this.#left === 0) this.#take(this.#kept, this.#opcode);
    return bytes.subarray(size);
  }
}

const NONE = new Uint8Array(0);

/** `undefined`: it has not come whole. */
function headerOf(bytes: Uint8Array): { opcode: number; length: number; size: number } | undefined {
  if (bytes.length < 2) return undefined;
  const opcode = bytes[0]! & 0x0f;
  const short = bytes[1]! & 0x7f;
  if (short < 126) return { opcode, length: short, size: 2 };
  const size = short === 126 ? 4 : 10;
  if (bytes.length < size) return undefined;
  let length = 0;
  for (let at = 2; at < size; at++) length = length * 256 + bytes[at]!;
  return { opcode, length, size };
}
