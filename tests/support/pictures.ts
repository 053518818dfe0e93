import { crc32 } from "node:zlib";

export type Bytes = Uint8Array<ArrayBuffer>;

// Eight by six pixels, as a browser's canvas wrote them; without the colour profile it adds.
export const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAYAAAD+Bd/7AAAANUlEQVR4AZSMQQ0AMAgDt1maF6ygASt4QRO8IP0B" +
    "TZo0zbXvNCrgK3saNwVgiXkOGMlNrx4CAAD//1P5o2UAAAAGSURBVAMAIsYMDft/1ZgAAAAASUVORK5CYII=",
);
export const JPEG = Uint8Array.fromBase64(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQ" +
    "c1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpK" +
    "SkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAA" +
    "AAAAAAT/xAAZEAACAwEAAAAAAAAAAAAAAAAAAQIREkH/xAAVAQEBAAAAAAAAAAAAAAAAAAADBf/EABYRAQEBAA" +
    "AAAAAAAAAAAAAAAAEAMf/aAAwDAQACEQMRAD8AlclhRyrXQADUADL/2Q==",
);
export const WEBP = Uint8Array.fromBase64(
  "UklGRlAAAABXRUJQVlA4WAoAAAAQAAAABwAABQAAQUxQSAwAAAABDzD/ERFiOCL6Hw5WUDggHgAAADABAJ0BKggA" +
    "BgACwEwlAACOgACT/rjPC3mqzgAAAA==",
);

/** Bytes after one another; a character stands for a byte. */
export function joined(...parts: (Uint8Array | string | number[])[]): Bytes {
  const pieces = parts.map((part) =>
    typeof part === "string"
      ? Uint8Array.from(part, (character) => character.charCodeAt(0))
      : Uint8Array.from(part)
  );
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  pieces.reduce((at, piece) => {
    whole.set(piece, at);
    return at + piece.length;
  }, 0);
  return whole;
}

/** A chunk of a PNG, with its checksum. */
export function pngChunk(type: string, data: Uint8Array | string): Bytes {
  const body = joined(type, data);
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, body.length - 4);
  ends.setUint32(4, crc32(body));
  const words = new Uint8Array(ends.buffer);
  return joined(words.slice(0, 4), body, words.slice(4));
}

/** A segment of a JPEG. */
export function jpegSegment(marker: number, data: Uint8Array | string): Bytes {
  const body = joined(data);
  const length = body.length + 2;
  return joined([0xff, marker, length >> 8, length & 0xff], body);
}

/** A chunk of a WebP. */
export function webpChunk(type: string, data: Uint8Array | string): Bytes {
  const body = joined(data);
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, body.length, true);
  return joined(type, new Uint8Array(length.buffer), body, body.length % 2 === 0 ? "" : "\0");
}

/** The JPEG with these segments after its first. */
export function jpegWith(...segments: Bytes[]): Bytes {
  return joined(JPEG.slice(0, 20), ...segments, JPEG.slice(20));
}

/** The PNG with these chunks after its header, or behind the picture. */
export function pngWith(chunks: Bytes[], { behind = false } = {}): Bytes {
  const at = behind ? PNG.length - 12 : 33;
  return joined(PNG.slice(0, at), ...chunks, PNG.slice(at));
}

/** The WebP with these chunks behind the picture. */
export function webpWith(...chunks: Bytes[]): Bytes {
  const whole = joined(WEBP, ...chunks);
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return whole;
}

/** A value of a TIFF directory: shorts, longs, ratios of longs, characters, or another directory. */
export type TiffValue =
  | { short: number }
  | { ratios: [number, number][] }
  | { text: string }
  | { directory: TiffDirectory };
export type TiffDirectory = Readonly<Record<number, TiffValue>>;

/** A TIFF structure (TIFF 6.0, section 2) of these directories, each of which leads to the next. */
export function tiff(directories: readonly TiffDirectory[], { little = true } = {}): Bytes {
  const view = new DataView(new ArrayBuffer(65_536));
  let end = 8;
  const long = (at: number, value: number) => view.setUint32(at, value, little);
  const short = (at: number, value: number) => view.setUint16(at, value, little);
  const take = (length: number) => (end += length) - length;

  function value(entry: number, one: TiffValue): void {
    if ("short" in one) return typed(entry, 3, 1, () => short(entry + 8, one.short));
    if ("directory" in one) return typed(entry, 4, 1, () => long(entry + 8, write(one.directory)));
    if ("text" in one) {
      return typed(entry, 2, one.text.length, () => {
        const at = one.text.length > 4 ? take(one.text.length) : entry + 8;
        if (at !== entry + 8) long(entry + 8, at);
        [...one.text].forEach((character, i) => view.setUint8(at + i, character.charCodeAt(0)));
      });
    }
    typed(entry, 5, one.ratios.length, () => {
      const at = take(8 * one.ratios.length);
      long(entry + 8, at);
      one.ratios.flat().forEach((number, i) => long(at + 4 * i, number));
    });
  }

  function typed(entry: number, type: number, count: number, rest: () => void): void {
    short(entry + 2, type);
    long(entry + 4, count);
    rest();
  }

  function write(directory: TiffDirectory): number {
    const entries = Object.entries(directory);
    const at = take(2 + 12 * entries.length + 4);
    short(at, entries.length);
    entries.forEach(([tag, one], i) => {
      short(at + 2 + 12 * i, Number(tag));
      value(at + 2 + 12 * i, one);
    });
    return at;
  }

  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  short(2, 42);
  let link = 4;
  for (const directory of directories) {
    const at = write(directory);
    long(link, at);
    link = at + 2 + 12 * Object.keys(directory).length;
  }
  return new Uint8Array(view.buffer, 0, end).slice();
}
