import { type Asking, latin1, part, type Patch } from "./location_walk.ts";
import { Tiff } from "./tiff.ts";
import { forgetPlaceInXmp } from "./xmp.ts";

/** The content of a box (ISO/IEC 14496-12, section 4.2), behind its header. */
interface Box {
  type: string;
  from: number;
  to: number;
}

/** What the items of a picture are (section 8.11.6), and where each is, in one piece (8.11.3). */
interface Item {
  kind: "exif" | "xmp";
  from: number;
  to: number;
}

/** Boxes beside one another, and items: a telephone writes some dozens of them. */
const MOST_BOXES = 64;
const MOST_ITEMS = 4_096;

/** Places in a HEIC or an AVIF: in its items of Exif and XMP, wherever in the file they are. */
export function* heifLocation(): Asking<Patch[]> {
  const meta = (yield* topBoxes()).find(({ type }) => type === "meta");
  const bytes = meta && (yield* part(meta.from, meta.to));
  if (!bytes) return [];
  const patches: Patch[] = [];
  for (const { kind, from, to } of itemsIn(bytes)) {
    const item = yield* part(from, to);
    if (!item) continue;
    const forgot = kind === "xmp" ? forgetPlaceInXmp(item) : forgetPlaceInExif(item);
    if (forgot) patches.push({ at: from, bytes: item });
  }
  return patches;
}

/** Exif of an item tells first how far behind it begins (ISO/IEC 23008-12, section A.2.1). */
function forgetPlaceInExif(item: Uint8Array): boolean {
  if (item.length < 4) return false;
  const { buffer, byteOffset } = item;
  return new Tiff(item.subarray(4 + new DataView(buffer, byteOffset).getUint32(0))).forgetPlace();
}

function* topBoxes(): Asking<Box[]> {
  const found: Box[] = [];
  for (let at = 0; found.length < MOST_BOXES;) {
    const head = yield { from: at, to: at + 16 };
    const box = boxAt(head, 0, Infinity);
    if (!box) break;
    found.push({ type: box.type, from: at + box.from, to: at + box.to });
    at += box.to;
  }
  return found;
}

/** Boxes within a box that is in memory. */
function boxesIn(bytes: Uint8Array, start: number): Box[] {
  const found: Box[] = [];
  for (let at = start; found.length < MOST_ITEMS;) {
    const box = boxAt(bytes, at, bytes.length);
    if (!box) break;
    found.push(box);
    at = box.to;
  }
  return found;
}

function boxAt(bytes: Uint8Array, at: number, end: number): Box | undefined {
  if (at + 8 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const short = view.getUint32(at);
  if (short === 1 && at + 16 > bytes.length) return undefined;
  const [length, head] = short === 1 ? [Number(view.getBigUint64(at + 8)), 16] : [short, 8];
  if (length < head || at + length > end) return undefined;
  return { type: latin1(bytes.subarray(at + 4, at + 8)), from: at + head, to: at + length };
}

function itemsIn(meta: Uint8Array): Item[] {
  // Version and flags come first.
  const boxes = boxesIn(meta, 4).map((box) => ({ ...box, bytes: meta.subarray(box.from, box.to) }));
  const info = boxes.find(({ type }) => type === "iinf");
  const places = boxes.find(({ type }) => type === "iloc");
  if (!info || !places) return [];
  const kinds = kindsIn(info.bytes);
  return [...placesIn(places.bytes)].flatMap(([id, place]) => {
    const kind = kinds.get(id);
    return kind === undefined ? [] : [{ kind, ...place }];
  });
}

/** Items of Exif and XMP, by their ids. */
function kindsIn(info: Uint8Array): Map<number, Item["kind"]> {
  const kinds = new Map<number, Item["kind"]>();
  for (const { from, to } of boxesIn(info, info[0] === 0 ? 6 : 8)) {
    const fields = new Fields(info.subarray(from, to));
    const version = fields.take(1);
    fields.skip(3);
    const id = fields.take(version === 2 ? 2 : 4);
    fields.skip(2);
    const type = latin1(fields.rest);
    if (version < 2) continue;
    if (type.startsWith("Exif")) kinds.set(id, "exif");
    if (/^mime[^\0]*\0application\/rdf\+xml\0/.test(type)) kinds.set(id, "xmp");
  }
  return kinds;
}

/** Where items are that are one piece of the file itself. */
function placesIn(iloc: Uint8Array): Map<number, { from: number; to: number }> {
  const places = new Map<number, { from: number; to: number }>();
  const fields = new Fields(iloc);
  const version = fields.take(1);
  fields.skip(3);
  const [sizes, more] = [fields.take(1), fields.take(1)];
  const index = version === 0 ? 0 : more & 15;
  const count = Math.min(fields.take(version < 2 ? 2 : 4), MOST_ITEMS);
  for (let i = 0; i < count && fields.rest.length > 0; i++) {
    const id = fields.take(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : fields.take(2) & 15;
    fields.skip(2);
    const base = fields.take(more >> 4);
    const extents = fields.take(2);
    // Those in several pieces are passed over, at once: there may be said to be thousands of none.
    if (extents !== 1) {
      fields.skip(extents * (index + (sizes >> 4) + (sizes & 15)));
      continue;
    }
    fields.skip(index);
    const from = base + fields.take(sizes >> 4);
    const to = from + fields.take(sizes & 15);
    if (method === 0) places.set(id, { from, to });
  }
  return places;
}

/** Numbers one after another, the high byte first; 0 where there are no more. */
class Fields {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#at);
  }

  skip(length: number): void {
    this.#at += length;
  }

  take(length: number): number {
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.skip(length);
    return bytes.length < length ? 0 : bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  }
}
