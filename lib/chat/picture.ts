import { Invalid, TooLarge } from "./errors.ts";
import { cleanJpeg } from "./jpeg_picture.ts";
import { LIMITS } from "./limits.ts";
import { type Cleaned, cleanPng } from "./png_picture.ts";
import type { Picture } from "./store.ts";
import { cleanWebp } from "./webp_picture.ts";

interface Format {
  type: Picture["type"];
  /** How it begins. What a request says of itself counts for nothing. */
  signs: readonly [at: number, hex: string][];
  clean(bytes: Uint8Array<ArrayBuffer>): Cleaned | undefined;
}

const FORMATS: readonly Format[] = [
  // PNG (ISO/IEC 15948), section 5.2.
  { type: "image/png", signs: [[0, "89504e470d0a1a0a"]], clean: cleanPng },
  // JPEG (ISO/IEC 10918-1), annex B: SOI, and another marker.
  { type: "image/jpeg", signs: [[0, "ffd8ff"]], clean: cleanJpeg },
  // WebP (RFC 9649), section 2.4: "RIFF", a size, "WEBP".
  { type: "image/webp", signs: [[0, "52494646"], [8, "57454250"]], clean: cleanWebp },
];

/**
 * Checks a picture of a person, and cuts off what is not drawn: where and when it was taken, texts,
 * thumbnails, whatever hangs on behind.
 *
 * @throws {Invalid} if it is no PNG, JPEG or WebP, torn, moving, or more than 1,024 pixels a side
 * @throws {TooLarge} above 65,536 bytes
 */
export function parsePicture(bytes: Uint8Array<ArrayBuffer>): Omit<Picture, "number"> {
  if (bytes.length > LIMITS.picture) {
    throw new TooLarge(
      `Cannot take picture: it has ${bytes.length} bytes, at most ${LIMITS.picture} allowed`,
    );
  }
  const format = FORMATS.find(({ signs }) =>
    signs.every(([at, hex]) => bytes.slice(at, at + hex.length / 2).toHex() === hex)
  );
  if (!format) throw unfit("it is no PNG, JPEG or WebP");
  const cleaned = format.clean(bytes);
  if (!cleaned) throw unfit("it is torn, or it moves");
  const { width, height } = cleaned;
  const most = LIMITS.pictureSide;
  if (Math.min(width, height) < 1 || Math.max(width, height) > most) {
    throw unfit(`it has ${width} x ${height} pixels, 1 to ${most} a side allowed`);
  }
  return { type: format.type, bytes: cleaned.bytes };
}

function unfit(why: string): Invalid {
  return new Invalid(`Cannot take picture: ${why}`, { field: "picture" });
}
