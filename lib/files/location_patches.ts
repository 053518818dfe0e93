import { heifLocation } from "./heif_location.ts";
import { jpegLocation } from "./jpeg_location.ts";
import { type Asking, latin1, type Patch } from "./location_walk.ts";
import { pngLocation } from "./png_location.ts";
import { webpLocation } from "./webp_location.ts";

export type { Patch };

/** Bytes of a file, from and to, exclusive; fewer at its end. */
export type ReadBytes = (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;

interface Format {
  /** How it begins, a character for a byte. */
  sign: RegExp;
  location: () => Asking<Patch[]>;
}

const FORMATS: readonly Format[] = [
  { sign: /^\xff\xd8\xff/, location: jpegLocation },
  { sign: /^.PNG\r\n/, location: pngLocation },
  { sign: /^RIFF[^]{4}WEBP/, location: webpLocation },
  { sign: /^[^]{4}ftyp(?:hei|hev|mif|msf|avi)/, location: heifLocation },
];
const SIGN = 12;
/** Headers of parts lie close to each other: one read serves many of them. */
const WINDOW = 2 ** 20;
/** A picture of half a gigabyte; what is longer is none that anybody took. */
const MOST_READS = 512;

/**
 * What is to be written over a picture so that it does not say where it was taken. It stays as long
 * as it was, and all else stays in it: when, with what, which way up.
 *
 * JPEG, PNG, WebP, HEIC and AVIF; not raw formats, no films. Metadata that cameras keep in a form of
 * their own (MakerNote), and names of places that somebody typed, stay. What is torn is not looked at.
 */
export async function locationPatches(read: ReadBytes, size: number): Promise<Patch[]> {
  const walk = location();
  let window = { from: 0, bytes: await read(0, Math.min(size, WINDOW)) };
  let step = walk.next();
  for (let reads = 1; !step.done;) {
    const { from, to } = step.value;
    const end = window.from + window.bytes.length;
    if (from < window.from || Math.min(to, size) > end) {
      if (++reads > MOST_READS) return [];
      const start = Math.min(from, size);
      const bytes = await read(start, Math.min(size, Math.max(to, start + WINDOW)));
      window = { from: start, bytes };
    }
    step = walk.next(window.bytes.subarray(from - window.from, to - window.from));
  }
  return step.value;
}

function* location(): Asking<Patch[]> {
  const start = latin1(yield { from: 0, to: SIGN });
  const format = FORMATS.find(({ sign }) => sign.test(start));
  return format ? yield* format.location() : [];
}
