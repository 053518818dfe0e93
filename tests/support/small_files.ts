import { deflateSync } from "node:zlib";
import { type Bytes, joined, pngChunk } from "./pictures.ts";

/** A picture of one colour, as PNG (8 bits each of red, green and blue). */
export function plainPng(width: number, height: number, [red, green, blue] = [120, 40, 90]): Bytes {
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, width);
  head.setUint32(4, height);
  head.setUint8(8, 8);
  head.setUint8(9, 2);
  const line = [0, ...Array.from({ length: width }, () => [red, green, blue]).flat()];
  const pixels = new Uint8Array(Array.from({ length: height }, () => line).flat());
  return joined(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    pngChunk("IHDR", new Uint8Array(head.buffer)),
    pngChunk("IDAT", new Uint8Array(deflateSync(pixels))),
    pngChunk("IEND", ""),
  );
}

/** So much silence, in seconds: WAV, 8,000 samples of 8 bits a second. */
export function silence(seconds: number): Bytes {
  const samples = new Uint8Array(8_000 * seconds).fill(128);
  const number = (value: number) => new Uint8Array(new Uint32Array([value]).buffer);
  return joined(
    ...["RIFF", number(36 + samples.length), "WAVEfmt ", number(16), [1, 0, 1, 0]],
    ...[number(8_000), number(8_000), [1, 0, 8, 0], "data", number(samples.length), samples],
  );
}

/** The beginning of a film, by which it is known as one (ISO/IEC 14496-12): it cannot be played. */
export function filmHead(): Bytes {
  return joined(
    ...[[0, 0, 0, 20], "ftypisom", [0, 0, 2, 0], "isom"],
    ...[[0, 0, 0, 33], "hdlr", [0, 0, 0, 0], [0, 0, 0, 0], "vide", new Uint8Array(13)],
  );
}
