import { crc32 } from "node:zlib";
import { type Asking, latin1, MOST_PARTS, part, type Patch } from "./location_walk.ts";
import { Tiff } from "./tiff.ts";
import { forgetPlaceInXmp } from "./xmp.ts";

/** A chunk (ISO/IEC 15948, section 5.3): a length, then type and data, then a checksum of both. */
interface Chunk {
  type: string;
  from: number;
  to: number;
}

const SIGNATURE = 8;
const TYPE = 4;
const SUM = 4;
const TEXTS: ReadonlySet<string> = new Set(["tEXt", "zTXt", "iTXt"]);
/** The keyword of XMP (XMP part 3, section 1.1.5); then: not compressed, no language, no translation. */
const XMP = "XML:com.adobe.xmp\0";
const PLAIN_XMP = `${XMP}\0\0\0\0`;
/** How some programs put down the metadata of other formats. */
const RAW_PROFILE = /^Raw profile type (?:exif|APP1|xmp)\0/;

/** Places in a PNG: in eXIf, in XMP, and in metadata of other formats that was put down as a text. */
export function* pngLocation(): Asking<Patch[]> {
  const patches: Patch[] = [];
  for (const { from, to } of yield* tellingChunks()) {
    const bytes = yield* part(from, to + SUM);
    if (!bytes || !forgetPlace(bytes.subarray(0, -SUM))) continue;
    const sum = new DataView(bytes.buffer, bytes.length - SUM);
    sum.setUint32(0, crc32(bytes.subarray(0, -SUM)));
    patches.push({ at: from, bytes });
  }
  return patches;
}

/** Those that may tell a place; `from` is where the type stands. They may be behind the picture, too. */
function* tellingChunks(): Asking<Chunk[]> {
  const found: Chunk[] = [];
  let at = SIGNATURE;
  for (let count = 0; count < MOST_PARTS; count++) {
    const head = yield { from: at, to: at + 8 };
    if (head.length < 8) break;
    const type = latin1(head.subarray(4));
    const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
    const chunk = { type, from: at + 4, to: at + 8 + length };
    if (type === "eXIf" || TEXTS.has(type)) found.push(chunk);
    at = chunk.to + SUM;
  }
  return found;
}

function forgetPlace(chunk: Uint8Array): boolean {
  const type = latin1(chunk.subarray(0, TYPE));
  const data = chunk.subarray(TYPE);
  if (type === "eXIf") return new Tiff(data).forgetPlace();
  const start = latin1(data.subarray(0, 64));
  if (type === "iTXt" && start.startsWith(PLAIN_XMP)) {
    return forgetPlaceInXmp(data.subarray(PLAIN_XMP.length));
  }
  if (type === "iTXt") return start.startsWith(XMP) && blank(data, PLAIN_XMP);
  const keyword = RAW_PROFILE.exec(start)?.[0];
  return keyword !== undefined && blank(data, keyword) && becomePlain(chunk);
}

/** What is compressed or in digits cannot be blanked in parts: nothing is left of it but its keyword. */
function blank(data: Uint8Array, head: string): boolean {
  if (data.length < head.length) return false;
  new TextEncoder().encodeInto(head, data);
  data.fill(0x20, head.length);
  return true;
}

function becomePlain(chunk: Uint8Array): boolean {
  new TextEncoder().encodeInto("tEXt", chunk);
  return true;
}
