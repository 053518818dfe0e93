import { type Asking, latin1, MOST_PARTS, part, type Patch } from "./location_walk.ts";
import { Tiff } from "./tiff.ts";
import { forgetPlaceInXmp } from "./xmp.ts";

/** A segment's data, behind marker and length. */
interface Segment {
  marker: number;
  from: number;
  to: number;
}

// Markers of ISO/IEC 10918-1, table B.1.
const APP1 = 0xe1;
const SOS = 0xda;
const EOI = 0xd9;
/** How APP1 tells what it is (Exif 2.32, section 4.7.2; XMP part 3, section 1.1.3). */
const EXIF = "Exif\0\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const MORE_XMP = "http://ns.adobe.com/xmp/extension/\0";
/** Then: which packet it continues, how long that is, and where this piece of it belongs. */
const MORE_XMP_HEAD = MORE_XMP.length + 32 + 8;

/**
 * Places in a JPEG: in Exif, in XMP and in its continuations, all before the first scan. Whatever
 * points at other pictures behind it (CIPA DC-007) stays right, since nothing moves.
 */
export function* jpegLocation(): Asking<Patch[]> {
  const patches: Patch[] = [];
  const pieces: Patch[] = [];
  for (const { from, to } of yield* applications()) {
    const bytes = yield* part(from, to);
    if (!bytes) break;
    const name = latin1(bytes.subarray(0, MORE_XMP.length));
    if (name === MORE_XMP) pieces.push(behind({ at: from, bytes }, MORE_XMP_HEAD));
    else if (forgetPlace(name, bytes)) patches.push({ at: from, bytes });
  }
  return [...patches, ...withoutPlace(pieces)];
}

function forgetPlace(name: string, bytes: Uint8Array): boolean {
  if (name.startsWith(EXIF)) return new Tiff(bytes.subarray(EXIF.length)).forgetPlace();
  return name.startsWith(XMP) && forgetPlaceInXmp(bytes.subarray(XMP.length));
}

/** The segments APP1, up to where the picture itself begins. */
function* applications(): Asking<Segment[]> {
  const found: Segment[] = [];
  let at = 2;
  for (let count = 0; count < MOST_PARTS; count++) {
    const [sign, marker, high, low] = yield { from: at, to: at + 4 };
    if (sign === 0xff && marker === 0xff) {
      at++;
      continue;
    }
    if (sign !== 0xff || high === undefined || low === undefined) break;
    const segment = { marker: marker!, from: at + 4, to: at + 2 + (high << 8 | low) };
    if (marker === SOS || marker === EOI || segment.to < segment.from) break;
    if (marker === APP1) found.push(segment);
    at = segment.to;
  }
  return found;
}

/** A name may be torn between two pieces: they are looked at as one. */
function withoutPlace(pieces: readonly Patch[]): Patch[] {
  const whole = new Uint8Array(pieces.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let end = 0;
  const places = pieces.map(({ at, bytes }) => {
    whole.set(bytes, end);
    return { at, from: end, to: end += bytes.length };
  });
  if (!forgetPlaceInXmp(whole)) return [];
  return places.map(({ at, from, to }) => ({ at, bytes: whole.slice(from, to) }));
}

function behind({ at, bytes }: Patch, length: number): Patch {
  return { at: at + length, bytes: bytes.slice(length) };
}
