import { type Cleaned, joined } from "./png_picture.ts";

// Markers of ISO/IEC 10918-1, table B.1.
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const JFIF = 0xe0;
const ADOBE = 0xee;
/** Tables, and the interval between restarts. */
const TABLES: ReadonlySet<number> = new Set([0xc4, 0xcc, 0xdb, 0xdd]);
/** A segment of this length holds no thumbnail (JFIF), or nothing but the kind of colours (Adobe). */
const LENGTHS: ReadonlyMap<number, number> = new Map([[JFIF, 16], [ADOBE, 14]]);

/** A JPEG (ISO/IEC 10918-1) of nothing but what is drawn; `undefined` if it is torn. */
export function cleanJpeg(bytes: Uint8Array<ArrayBuffer>): Cleaned | undefined {
  const parts = [bytes.slice(0, 2)];
  let size: { width: number; height: number } | undefined;
  let scans = 0;
  for (let at = 2; at + 4 <= bytes.length || bytes[at + 1] === EOI;) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker === SOI) return undefined;
    if (marker === EOI) {
      if (!size || scans === 0) return undefined;
      return { ...size, bytes: joined([...parts, bytes.slice(at, at + 2)]) };
    }
    let end = at + 2 + wordAt(bytes, at + 2);
    if (end < at + 4 || end > bytes.length) return undefined;
    if (isFrame(marker)) {
      if (size || end < at + 9) return undefined;
      size = { height: wordAt(bytes, at + 5), width: wordAt(bytes, at + 7) };
    }
    if (marker === SOS) {
      scans++;
      end = endOfScan(bytes, end);
    }
    if (isDrawn(marker, end - at - 2)) parts.push(bytes.slice(at, end));
    at = end;
  }
  return undefined;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function isDrawn(marker: number, length: number): boolean {
  return isFrame(marker) || marker === SOS || TABLES.has(marker) || LENGTHS.get(marker) === length;
}

/** Where the coded data ends: at a marker that is neither a stuffed zero, a fill nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}
