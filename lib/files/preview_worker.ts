/// <reference lib="deno.worker" />
import {
  ColorSpace,
  type IMagickImage,
  initializeImageMagick,
  MagickFormat,
  MagickImageCollection,
  MagickReadSettings,
  ResourceLimits,
} from "@imagemagick/magick-wasm";
import type { Preview, PreviewSize } from "@/lib/chat/file_store.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { LONG_HEAD, type PictureSize, pictureSize } from "./picture_size.ts";
import { previewCost } from "./preview_cost.ts";

/** The codecs, first and once; then one picture at a time. */
export type PreviewRequest =
  | { codecs: ArrayBuffer }
  | { picture: ArrayBuffer; type: string };

/** Both previews of one picture. */
export type Made = Record<PreviewSize, Preview>;

/** Ready for pictures; what came of one; or what is wrong with it. */
export type PreviewAnswer = { ready: true } | { made: Made } | { fault: string };

/** The codec is chosen by what was sniffed: none of the hundred others can be asked for by a file. */
const CODECS: Readonly<Record<string, MagickFormat>> = {
  "image/png": MagickFormat.Png,
  "image/jpeg": MagickFormat.Jpeg,
  "image/gif": MagickFormat.Gif,
  "image/webp": MagickFormat.WebP,
  "image/avif": MagickFormat.Avif,
};
/** What memory grows by (WebAssembly Core, section 4.2.8). */
const PAGE = 65_536;
/** Of colours that a telephone's picture has; one for printing presses is a thousand times longer. */
const MOST_COLOURS = 16_384;
const QUALITY = 80;
/** Half the time of the encoder's default, for a twentieth more bytes. */
const ENCODER_METHOD = "2";

/**
 * Codecs ask for memory by what is inside a picture, which may be more than its header says: here is
 * where theirs grows.
 */
let mostMemory = Infinity;
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * PAGE > mostMemory) {
    throw new RangeError("Cannot grow: the picture wants more memory than its header says");
  }
  return grow.call(this, pages);
};

self.onmessage = async ({ data }: MessageEvent<PreviewRequest>) => {
  try {
    self.postMessage(await perform(data));
  } catch (error) {
    const fault = error instanceof Error ? error.name : typeof error;
    self.postMessage({ fault } satisfies PreviewAnswer);
  }
};

async function perform(request: PreviewRequest): Promise<PreviewAnswer> {
  if ("picture" in request) return { made: make(new Uint8Array(request.picture), request.type) };
  await initializeImageMagick(new Uint8Array(request.codecs));
  ResourceLimits.disk = 0n;
  return { ready: true };
}

/** By its header first: what says that it is larger than any may be is not even begun. */
function make(bytes: Uint8Array, type: string): Made {
  const size = pictureSize(bytes.subarray(0, LONG_HEAD), type);
  if (!size) throw new TypeError("Cannot make previews: there is no such picture");
  mostMemory = previewCost(size, bytes.length);
  const frames = MagickImageCollection.create();
  try {
    frames.read(bytes, settingsFor(type, size));
    const { width = 0, height = 0 } = frames[0] ?? {};
    // The first frame may be a part of the canvas only.
    const isPart = width < size.width || height < size.height;
    if (type === "image/gif" && isPart) frames.coalesce();
    const picture = frames[0];
    if (!picture) throw new TypeError("Cannot make previews: there is no picture");
    // As `pictureSize` reads it: of other formats nobody turns pictures by Exif.
    if (type === "image/jpeg") picture.autoOrient();
    const large = written(picture, LIMITS.previewLarge);
    return { large, small: written(picture, LIMITS.previewSmall) };
  } finally {
    frames.dispose();
  }
}

function settingsFor(type: string, size: PictureSize): MagickReadSettings {
  const format = CODECS[type];
  if (format === undefined) throw new TypeError(`Cannot make previews of ${type}`);
  const settings = new MagickReadSettings({ format, frameIndex: 0, frameCount: 1 });
  const side = LIMITS.previewLarge;
  // A JPEG is decoded at the least of its eighths that is not below this; a small one would grow.
  if (Math.max(size.width, size.height) > side) {
    settings.setDefine(MagickFormat.Jpeg, "size", `${side}x${side}`);
  }
  return settings;
}

/** The picture at most `side` pixels long, without anything that is not drawn. */
function written(picture: IMagickImage, side: number): Preview {
  if (Math.max(picture.width, picture.height) > side) picture.resize(side, side);
  plain(picture);
  picture.quality = QUALITY;
  picture.settings.setDefine(MagickFormat.WebP, "method", ENCODER_METHOD);
  const { width, height } = picture;
  return picture.write(MagickFormat.WebP, (bytes) => ({ width, height, bytes: bytes.slice() }));
}

function plain(picture: IMagickImage): void {
  const colours = picture.getColorProfile();
  const isScreen = picture.colorSpace === ColorSpace.sRGB;
  if (!isScreen) picture.colorSpace = ColorSpace.sRGB;
  picture.strip();
  if (colours && isScreen && colours.data.length <= MOST_COLOURS) picture.setProfile(colours);
}
