import type { PictureSize } from "./picture_size.ts";

/** The codecs themselves, before they have seen a picture. */
const CODECS = 96 * 2 ** 20;
/** Red, green, blue, cover; as the file has them, as they are worked on, and what is made of them. */
const PIXEL = 12;
/** What a server of a gigabyte can spare: a picture that needs more has no previews. */
const MOST = 448 * 2 ** 20;

/** How much memory the codecs may take for a picture, in bytes, by what its header says of it. */
export function previewCost({ width, height }: PictureSize, fileBytes: number): number {
  return Math.min(MOST, CODECS + fileBytes + PIXEL * width * height);
}
