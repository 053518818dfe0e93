import { crc32 } from "node:zlib";

/** One file of an archive. */
export interface Unzipped {
  name: string;
  /** Where it lies in the archive, as told by its central directory. */
  at: number;
  bytes: Uint8Array<ArrayBuffer>;
  /** General purpose bit 11: the name is UTF-8. */
  isUtf8: boolean;
  modified: Date;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * The files of an archive without compression, read as APPNOTE.TXT says: from its end.
 *
 * @throws {Error} if it is not whole, or anything in it is not as it is told to be
 */
export function unzipped(zip: Uint8Array<ArrayBuffer>): Unzipped[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  const end = zip.length - 22;
  need(end >= 0 && view.getUint32(end, true) === END, "the archive has no end");
  const files: Unzipped[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    need(view.getUint32(at, true) === ENTRY, "an entry is not where it should be");
    need(view.getUint16(at + 10, true) === 0, "an entry is compressed");
    const [size, name, extra] = [24, 28, 30].map((place) =>
      place === 24 ? view.getUint32(at + place, true) : view.getUint16(at + place, true)
    ) as [number, number, number];
    const local = view.getUint32(at + 42, true);
    need(view.getUint32(local, true) === LOCAL, "a file is not where it should be");
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const bytes = zip.slice(from, from + size);
    need(crc32(bytes) === view.getUint32(at + 16, true), "a file is damaged");
    files.push({
      name: new TextDecoder("utf-8", { fatal: true }).decode(zip.subarray(at + 46, at + 46 + name)),
      at: local,
      bytes,
      isUtf8: (view.getUint16(at + 8, true) & 0x800) !== 0,
      modified: dateOf(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
    });
    at += 46 + name + extra + view.getUint16(at + 32, true);
  }
  need(at === end, "there is more than the entries");
  return files;
}

/** As MS-DOS wrote it: two seconds are its smallest step. */
function dateOf(date: number, time: number): Date {
  return new Date(
    ...[1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31] as const,
    ...[time >> 11, (time >> 5) & 63, (time & 31) * 2] as const,
  );
}

function need(is: boolean, why: string): void {
  if (!is) throw new Error(why);
}
