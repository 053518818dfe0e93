import { imageDimensionsFromData } from "image-dimensions";
import { latin1 } from "./location_walk.ts";
import { Tiff } from "./tiff.ts";

/** Pixels. */
export interface PictureSize {
  width: number;
  height: number;
}

/** In so many first bytes its size is found: cameras put depth and second pictures before it. */
export const LONG_HEAD = 4 * 2 ** 20;

/** Larger pictures have no previews: one of them, decoded, takes 200 MB. */
const MOST_PIXELS = 50e6;
/** Longest side: that of WebP (RFC 9649, section 2.6), and one. */
const MOST_SIDE = 16_384;
/** "Exif\0\0", as APP1 of a JPEG begins with it (Exif 2.32, section 4.7.2). */
const EXIF = /\xff\xe1[^]{2}Exif\0\0/;
/** The box that turns a picture by quarters (ISO/IEC 23008-12, section 6.5.10): its name, and its angle. */
const TURNED = /irot([^])/;

/**
 * How large a picture is when it stands upright, by its header; `undefined` if it has no previews,
 * because it does not say, or is too large.
 *
 * @param type as it was sniffed
 */
export function pictureSize(head: Uint8Array, type: string): PictureSize | undefined {
  const found = imageDimensionsFromData(head);
  if (found === undefined || `image/${found.type}` !== type) return undefined;
  const { width, height } = found;
  if (Math.min(width, height) < 1 || Math.max(width, height) > MOST_SIDE) return undefined;
  if (width * height > MOST_PIXELS) return undefined;
  return isTurned(head, type) ? { width: height, height: width } : { width, height };
}

function isTurned(head: Uint8Array, type: string): boolean {
  if (type === "image/avif") return (TURNED.exec(latin1(head))?.[1]?.charCodeAt(0) ?? 0) % 2 === 1;
  return type === "image/jpeg" && orientationOf(head) >= 5;
}

/** How a JPEG is to be turned, 1 to 8 (TIFF 6.0, tag 274). */
export function orientationOf(jpeg: Uint8Array): number {
  const exif = EXIF.exec(latin1(jpeg));
  return exif ? new Tiff(jpeg.subarray(exif.index + exif[0].length)).orientation() : 1;
}
