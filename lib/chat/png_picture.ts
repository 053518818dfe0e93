/** A picture without what does not belong to it, and its size in pixels. */
export interface Cleaned {
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
}

const SIGNATURE = 8;
/** What a chunk has beside its data: length, type, checksum. */
const FRAME = 12;
/** What is needed to draw it; texts, times, places and animations are not (PNG, section 11). */
const KEPT: ReadonlySet<string> = new Set([
  ...["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT"],
]);

/** A PNG (ISO/IEC 15948) of nothing but what is drawn; `undefined` if it is torn. */
export function cleanPng(bytes: Uint8Array<ArrayBuffer>): Cleaned | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.slice(0, SIGNATURE)];
  const types: string[] = [];
  for (let at = SIGNATURE; types.at(-1) !== "IEND";) {
    if (at + FRAME > bytes.length) return undefined;
    const end = at + FRAME + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end > bytes.length || (type === "IHDR") !== (at === SIGNATURE)) return undefined;
    if (KEPT.has(type)) parts.push(bytes.slice(at, end));
    types.push(type);
    at = end;
  }
  if (!types.includes("IDAT") || parts[1]!.length !== FRAME + 13) return undefined;
  return {
    width: view.getUint32(SIGNATURE + 8),
    height: view.getUint32(SIGNATURE + 12),
    bytes: joined(parts),
  };
}

/** These bytes after one another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
