import { fileTypeFromBuffer } from "file-type";
import { knownType, UNKNOWN_TYPE } from "./file_types.ts";
import { isPlainText } from "./is_plain_text.ts";
import { isSoundAlone } from "./is_sound_alone.ts";
import { LONG_HEAD, type PictureSize, pictureSize } from "./picture_size.ts";
import type { ReadBytes } from "./location_patches.ts";

/** What a file is; a size only of a picture that has previews. */
export interface Inspected extends Partial<PictureSize> {
  /** Of the table of types. */
  type: string;
}

/** Enough of a file to know what it is. */
const HEAD = 256 * 1024;
/** Whoever makes previews has all of a picture in memory: 50 MP of a camera take half of this. */
const MOST_BYTES = 64 * 2 ** 20;
const PICTURES: ReadonlySet<string> = new Set([
  ...["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"],
]);

/**
 * Says what a file is, by what its bytes are. Its name only ever makes it less: text that is named
 * like markup is no text to be shown.
 *
 * @param read bytes of the file, from and to, exclusive
 */
export async function inspect(
  read: ReadBytes,
  { name, size }: { name: string; size: number },
): Promise<Inspected> {
  const head = await read(0, Math.min(size, HEAD));
  const type = await typeOf(head, { name, size });
  if (!PICTURES.has(type) || size > MOST_BYTES) return { type };
  const found = pictureSize(head, type);
  if (found || type !== "image/jpeg" || size <= HEAD) return { type, ...found };
  return { type, ...pictureSize(await read(0, Math.min(size, LONG_HEAD)), type) };
}

async function typeOf(
  head: Uint8Array<ArrayBuffer>,
  file: { name: string; size: number },
): Promise<string> {
  const sniffed = await sniff(head);
  if (sniffed === undefined) return isPlainText(head, file) ? "text/plain" : UNKNOWN_TYPE;
  const type = knownType(sniffed);
  return isSoundAlone(type, head) ? type.replace("video/", "audio/") : type;
}

async function sniff(head: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    // It began like something, and was not.
    return undefined;
  }
}
