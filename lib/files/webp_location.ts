import { type Asking, latin1, MOST_PARTS, part, type Patch } from "./location_walk.ts";
import { Tiff } from "./tiff.ts";
import { forgetPlaceInXmp } from "./xmp.ts";

/** "RIFF", a size, "WEBP" (RFC 9649, section 2.4). */
const HEADER = 12;
/** Type and length of a chunk. */
const CHUNK = 8;
/** Some programs begin Exif as it begins in a JPEG. */
const EXIF = "Exif\0\0";

/** Places in a WebP: in its chunks EXIF and XMP, which stand behind the picture. */
export function* webpLocation(): Asking<Patch[]> {
  const patches: Patch[] = [];
  let at = HEADER;
  for (let count = 0; count < MOST_PARTS; count++) {
    const head = yield { from: at, to: at + CHUNK };
    if (head.length < CHUNK) break;
    const type = latin1(head.subarray(0, 4));
    const length = new DataView(head.buffer, head.byteOffset).getUint32(4, true);
    at += CHUNK;
    if (type === "EXIF" || type === "XMP ") {
      const bytes = yield* part(at, at + length);
      if (bytes && forgetPlace(type, bytes)) patches.push({ at, bytes });
    }
    at += length + length % 2;
  }
  return patches;
}

function forgetPlace(type: string, bytes: Uint8Array): boolean {
  if (type === "XMP ") return forgetPlaceInXmp(bytes);
  const head = latin1(bytes.subarray(0, EXIF.length)) === EXIF ? EXIF.length : 0;
  return new Tiff(bytes.subarray(head)).forgetPlace();
}
