import type { PictureSize } from "./picture_size.ts";

/** The codecs themselves, before they have seen a picture. */
const CODECS = 96 * 2 ** 20;
/** Red, green, blue, cover, four times: AVIF, the greediest, takes that for 12 MP. */
const PIXEL = 16;
/** What a server of a gigabyte can spare: a picture that needs more has no previews. */
const MOST = 448 * 2 ** 20;

/** How much memory the codecs may take for a picture, in bytes, by what its header says of it. */
export function previewCost({ width, height }: PictureSize, fileBytes: number): number {
  return Math.min(MOST, CODECS + fileBytes + PIXEL * width * height);
}
