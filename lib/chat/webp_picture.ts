import { type Cleaned, joined } from "./png_picture.ts";

/** "RIFF", a size, "WEBP" (RFC 9649, section 2.4). */
const HEADER = 12;
const CHUNK = 8;
/** The one flag of VP8X that says how to draw it; the others announce what is left out. */
const ALPHA = 0x10;

interface Size {
  width: number;
  height: number;
}

/** A WebP (RFC 9649) of nothing but what is drawn; `undefined` if it is torn, or moves. */
export function cleanWebp(bytes: Uint8Array<ArrayBuffer>): Cleaned | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Uint8Array[] = [];
  const sizes: Size[] = [];
  let images = 0;
  const end = Math.min(bytes.length, CHUNK + view.getUint32(4, true));
  for (let at = HEADER; at < end;) {
    if (at + CHUNK > end) return undefined;
    const length = view.getUint32(at + 4, true);
    const next = at + CHUNK + length + length % 2;
    if (at + CHUNK + length > end) return undefined;
    const type = String.fromCharCode(...bytes.subarray(at, at + 4));
    const data = bytes.slice(at + CHUNK, at + CHUNK + length);
    const size = sizeOf(type, data);
    if (size) sizes.push(size);
    if (type === "VP8 " || type === "VP8L") images++;
    const kept = size || type === "ALPH" ? written(type, data) : undefined;
    if (kept) chunks.push(kept);
    at = next;
  }
  if (images !== 1) return undefined;
  return { ...largest(sizes), bytes: file(chunks) };
}

function sizeOf(type: string, data: Uint8Array): Size | undefined {
  if (type === "VP8X" && data.length === 10) {
    return { width: 1 + threeAt(data, 4), height: 1 + threeAt(data, 7) };
  }
  if (type === "VP8 " && data.length > 10 && data.subarray(3, 6).toHex() === "9d012a") {
    return { width: wordAt(data, 6) & 0x3fff, height: wordAt(data, 8) & 0x3fff };
  }
  if (type === "VP8L" && data.length > 5 && data[0] === 0x2f) {
    const bits = wordAt(data, 1) + wordAt(data, 3) * 2 ** 16;
    return { width: 1 + bits % 2 ** 14, height: 1 + Math.floor(bits / 2 ** 14) % 2 ** 14 };
  }
  return undefined;
}

/** Each chunk may claim another size: the one that needs the most memory counts. */
function largest(sizes: readonly Size[]): Size {
  return {
    width: Math.max(...sizes.map(({ width }) => width)),
    height: Math.max(...sizes.map(({ height }) => height)),
  };
}

function written(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(CHUNK + data.length + data.length % 2);
  chunk.set(new TextEncoder().encode(type));
  new DataView(chunk.buffer).setUint32(4, data.length, true);
  chunk.set(data, CHUNK);
  if (type === "VP8X") chunk[CHUNK] = data[0]! & ALPHA;
  return chunk;
}

function file(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = joined([new TextEncoder().encode("RIFF\0\0\0\0WEBP"), ...chunks]);
  new DataView(whole.buffer).setUint32(4, whole.length - CHUNK, true);
  return whole;
}

function wordAt(data: Uint8Array, at: number): number {
  return data[at]! | (data[at + 1]! << 8);
}

function threeAt(data: Uint8Array, at: number): number {
  return wordAt(data, at) | (data[at + 2]! << 16);
}
