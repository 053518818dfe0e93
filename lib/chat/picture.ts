import { Invalid, TooLarge } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Picture } from "./store.ts";

/** How each type begins; `at`: where. What a request says of itself counts for nothing. */
const SIGNS: readonly { type: Picture["type"]; parts: readonly [at: number, hex: string][] }[] = [
  // PNG (ISO/IEC 15948), section 5.2.
  { type: "image/png", parts: [[0, "89504e470d0a1a0a"]] },
  // JPEG (ISO/IEC 10918-1), annex B: SOI, and another marker.
  { type: "image/jpeg", parts: [[0, "ffd8ff"]] },
  // WebP (RFC 9649), section 2.4: "RIFF", a size, "WEBP".
  { type: "image/webp", parts: [[0, "52494646"], [8, "57454250"]] },
];

/**
 * Checks a picture of a person by its first bytes.
 *
 * @throws {Invalid} if it is no PNG, JPEG or WebP
 * @throws {TooLarge} above 65,536 bytes
 */
export function parsePicture(bytes: Uint8Array<ArrayBuffer>): Omit<Picture, "number"> {
  if (bytes.length > LIMITS.picture) {
    throw new TooLarge(
      `Cannot take picture: it has ${bytes.length} bytes, at most ${LIMITS.picture} allowed`,
    );
  }
  const sign = SIGNS.find(({ parts }) =>
    parts.every(([at, hex]) => bytes.slice(at, at + hex.length / 2).toHex() === hex)
  );
  if (!sign) {
    throw new Invalid("Cannot take picture: it is no PNG, JPEG or WebP", { field: "picture" });
  }
  return { type: sign.type, bytes };
}
