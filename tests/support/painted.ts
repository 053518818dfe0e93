import {
  type ColorSpace,
  type IMagickImage,
  initializeImageMagick,
  type MagickFormat,
  MagickImage,
  MagickImageCollection,
  MagickReadSettings,
} from "@imagemagick/magick-wasm";
import type { Bytes } from "./pictures.ts";

/** Red, green, blue, and how much covers. */
export type Colour = readonly [number, number, number, number];

export const RED: Colour = [220, 30, 30, 255];
export const GREEN: Colour = [30, 180, 30, 255];
export const BLUE: Colour = [30, 30, 220, 255];
export const WHITE: Colour = [250, 250, 250, 255];
export const NOTHING: Colour = [0, 0, 0, 0];

/** The colours of the four quarters: above left and right, below left and right. */
export type Quarters = readonly [Colour, Colour, Colour, Colour];

interface Painting {
  width: number;
  height: number;
  quarters?: Quarters;
  /** Several make it move. */
  frames?: number;
  change?: (image: IMagickImage) => void;
}

let ready: Promise<void> | undefined;

/** A picture of four quarters, in any format that the codecs write. */
export async function painted(format: MagickFormat, painting: Painting): Promise<Bytes> {
  await open();
  const frames = MagickImageCollection.create();
  for (let i = 0; i < (painting.frames ?? 1); i++) frames.push(paint(painting));
  const bytes = frames.write(format, (data) => data.slice());
  frames.dispose();
  return new Uint8Array(bytes);
}

/** The colours in the middle of the four quarters of a picture, and how large it is. */
export async function lookAt(picture: Bytes): Promise<
  { width: number; height: number; quarters: Colour[]; profiles: string[]; frames: number }
> {
  await open();
  const all = MagickImageCollection.create();
  all.read(picture);
  const image = all[0]!;
  const { width, height } = image;
  const places = [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]] as const;
  const quarters = image.getPixels((pixels) =>
    places.map(([x, y]) => {
      const left = Math.floor(x * width);
      const top = Math.floor(y * height);
      const [red = 0, green = 0, blue = 0, cover = 255] =
        pixels.toByteArray(left, top, 1, 1, "RGBA") ?? [];
      return [red, green, blue, cover] as const;
    })
  );
  const profiles = [...image.profileNames];
  const frames = all.length;
  all.dispose();
  return { width, height, quarters, profiles, frames };
}

/** Which of these colours each of them is nearest to: codecs are not exact. */
export function named(colours: readonly Colour[]): string {
  const names = { R: RED, G: GREEN, B: BLUE, W: WHITE, n: NOTHING };
  const distance = (one: Colour, other: Colour) =>
    one[3] < 40 && other[3] === 0
      ? 0
      : one.reduce((sum, value, i) => sum + Math.abs(value - other[i]!), 0);
  return colours.map((colour) =>
    Object.entries(names).toSorted(([, a], [, b]) =>
      distance(colour, a) - distance(colour, b)
    )[0]![0]
  ).join("");
}

/** Sets the colours of a painting, as for printing. */
export function inColours(space: ColorSpace): (image: IMagickImage) => void {
  return (image) => image.colorSpace = space;
}

function paint(
  { width, height, quarters = [RED, GREEN, BLUE, WHITE], change }: Painting,
): IMagickImage {
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const quarter = (y * 2 < height ? 0 : 2) + (x * 2 < width ? 0 : 1);
      pixels.set(quarters[quarter]!, (y * width + x) * 4);
    }
  }
  const image = MagickImage.create();
  image.read(pixels, new MagickReadSettings({ format: "RGBA", width, height, depth: 8 }));
  change?.(image);
  return image;
}

function open(): Promise<void> {
  return ready ??= Deno.readFile(
    new URL(import.meta.resolve("@imagemagick/magick-wasm/magick.wasm")),
  ).then((codecs) => initializeImageMagick(codecs));
}
