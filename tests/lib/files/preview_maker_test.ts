import { ColorSpace, MagickFormat } from "@imagemagick/magick-wasm";
import { expect } from "expect";
import { systemClock } from "@/lib/chat/clock.ts";
import { NoPreview, PreviewMaker } from "@/lib/files/preview_maker.ts";
import { inColours, lookAt, named, NOTHING, painted, RED } from "../../support/painted.ts";
import {
  type Bytes,
  joined,
  JPEG,
  jpegSegment,
  PNG,
  pngChunk,
  tiff,
} from "../../support/pictures.ts";

const SMALL = { width: 64, height: 48 };

/** Long enough for a machine that does much else at once. */
function opened(limitMs = 60_000) {
  const maker = new PreviewMaker({ clock: systemClock, limitMs });
  return {
    make: (bytes: Bytes, type: string) => maker.make(() => Promise.resolve(bytes.slice()), type),
    maker,
    [Symbol.dispose]: () => maker.stop(),
  };
}

function withExif(jpeg: Bytes, turn: number): Bytes {
  const exif = tiff([{ 0x010f: { text: "Telefone\0" }, 0x0112: { short: turn } }]);
  return joined(jpeg.slice(0, 2), jpegSegment(0xe1, joined("Exif\0\0", exif)), jpeg.slice(2));
}

Deno.test("previews are WebP, in two sizes, and never larger than the picture", async () => {
  using codecs = opened();
  const wide = await painted(MagickFormat.Png, { width: 2_400, height: 300 });
  const { small, large } = await codecs.make(wide, "image/png");
  expect([large.width, large.height]).toEqual([1_920, 240]);
  expect([small.width, small.height]).toEqual([640, 80]);
  for (const { bytes, width, height } of [small, large]) {
    expect(new TextDecoder().decode(bytes.subarray(8, 12))).toBe("WEBP");
    expect(await lookAt(bytes)).toMatchObject({ width, height });
  }
  const tiny = await codecs.make(PNG, "image/png");
  expect([tiny.large.width, tiny.small.width]).toEqual([8, 8]);
});

Deno.test("a photograph stands upright, and says nothing of its camera", async () => {
  using codecs = opened();
  const jpeg = await painted(MagickFormat.Jpeg, SMALL);
  const upright = ["RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"];
  for (const [i, expected] of upright.entries()) {
    const { small, large } = await codecs.make(withExif(jpeg, i + 1), "image/jpeg");
    const seen = await lookAt(small.bytes);
    expect([i + 1, named(seen.quarters)]).toEqual([i + 1, expected]);
    expect([large.width, large.height]).toEqual(i < 4 ? [64, 48] : [48, 64]);
    expect(seen.profiles).toEqual([]);
    expect(new TextDecoder("latin1").decode(large.bytes)).not.toContain("Telefone");
  }
});

Deno.test("every format that has previews is read, and what is see-through stays so", async () => {
  using codecs = opened();
  const quarters = [RED, NOTHING, NOTHING, RED] as const;
  const formats = [
    MagickFormat.Png,
    MagickFormat.WebP,
    MagickFormat.Gif,
    MagickFormat.Avif,
  ] as const;
  for (const format of formats) {
    const picture = await painted(format, { ...SMALL, quarters });
    const { small } = await codecs.make(picture, `image/${format.toLowerCase()}`);
    expect([format, named((await lookAt(small.bytes)).quarters)]).toEqual([format, "RnnR"]);
  }
});

Deno.test("pictures of unusual kinds are read, too", async () => {
  using codecs = opened();
  const kinds: [string, Bytes][] = [
    [
      "image/jpeg",
      await painted(MagickFormat.Jpeg, { ...SMALL, change: inColours(ColorSpace.CMYK) }),
    ],
    ["image/jpeg", await painted(MagickFormat.Pjpeg, SMALL)],
    ["image/png", await painted(MagickFormat.Png64, SMALL)],
    ["image/png", await painted(MagickFormat.Png8, SMALL)],
  ];
  for (const [type, picture] of kinds) {
    const { small } = await codecs.make(picture, type);
    expect(named((await lookAt(small.bytes)).quarters)).toBe("RGBW");
  }
  const dot = await painted(MagickFormat.Gif, { width: 1, height: 1 });
  expect((await codecs.make(dot, "image/gif")).large).toMatchObject({ width: 1, height: 1 });
});

Deno.test("of what moves, the first frame is shown", async () => {
  using codecs = opened();
  for (const format of [MagickFormat.Gif, MagickFormat.WebP] as const) {
    const picture = await painted(format, { ...SMALL, frames: 5 });
    const { small } = await codecs.make(picture, `image/${format.toLowerCase()}`);
    expect(await lookAt(small.bytes)).toMatchObject({ frames: 1, width: 64, height: 48 });
  }
});

Deno.test("a first frame that is a part of the picture stands where it belongs", async () => {
  using codecs = opened();
  const gif = await painted(MagickFormat.Gif, { ...SMALL, quarters: [RED, RED, RED, RED] });
  new DataView(gif.buffer).setUint32(6, 96 << 16 | 128, true);
  const { small } = await codecs.make(gif, "image/gif");
  const { width, height, quarters } = await lookAt(small.bytes);
  expect([width, height, named(quarters.slice(0, 1))]).toEqual([128, 96, "R"]);
});

Deno.test("what is torn, or no picture, or another than was said, has no preview", async () => {
  using codecs = opened();
  const png = await painted(MagickFormat.Png, SMALL);
  const wrong: [Bytes, string][] = [
    [png.slice(0, 40), "image/png"],
    [joined("GIF89a"), "image/gif"],
    [new Uint8Array(0), "image/webp"],
    [PNG, "image/jpeg"],
    [joined("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"), "image/svg+xml"],
    [
      joined("push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 '/etc/passwd'"),
      "image/png",
    ],
  ];
  for (const [bytes, type] of wrong) {
    await expect(codecs.make(bytes, type)).rejects.toThrow(NoPreview);
  }
  expect((await codecs.make(JPEG, "image/jpeg")).small.width).toBe(8);
});

/** A PNG of this size, all of one colour: next to nothing until it is unpacked. */
async function emptyPng(width: number, height: number, rows = height): Promise<Bytes> {
  const header = joined(PNG.slice(16, 29));
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  const row = new Uint8Array(4 * width + 1);
  const data = ReadableStream.from(Array.from({ length: rows }, () => row))
    .pipeThrough(new CompressionStream("deflate"));
  const packed = pngChunk("IDAT", await new Response(data).bytes());
  return joined(PNG.slice(0, 8), pngChunk("IHDR", header), packed, pngChunk("IEND", ""));
}

Deno.test("a bomb is not unpacked, whatever its format", async () => {
  using codecs = opened();
  const gif = await painted(MagickFormat.Gif, SMALL);
  new DataView(gif.buffer).setUint32(6, 0xffffffff);
  const jpeg = joined(JPEG);
  new DataView(jpeg.buffer).setUint32(jpeg.toHex().indexOf("ffc00011") / 2 + 5, 0xffffffff);
  const webp = await painted(MagickFormat.WebP, { ...SMALL, quarters: [RED, NOTHING, RED, RED] });
  webp.set([0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 24);
  const bombs: [Bytes, string][] = [
    [await emptyPng(50_000, 50_000, 100), "image/png"],
    [gif, "image/gif"],
    [jpeg, "image/jpeg"],
    [webp, "image/webp"],
  ];
  for (const [bytes, type] of bombs) {
    await expect(codecs.make(bytes, type)).rejects.toThrow(NoPreview);
  }
});

Deno.test("a picture that is larger inside than its header says ends in an error, not in memory", async () => {
  using codecs = opened();
  const gif = await painted(MagickFormat.Gif, SMALL);
  // The descriptor of the first frame (GIF89a, section 20): where, and how large.
  const frame = gif.toHex().indexOf("2c000000004000300") / 2;
  gif.fill(0xff, frame + 5, frame + 9);
  const png = await emptyPng(12_000, 12_000, 1);
  png.set(joined("IHDR", [0, 0, 0, 64, 0, 0, 0, 48]), 12);
  const before = Deno.memoryUsage().rss;
  for (const [bytes, type] of [[gif, "image/gif"], [png, "image/png"]] as const) {
    await expect(codecs.make(bytes, type)).rejects.toThrow(NoPreview);
  }
  expect(Deno.memoryUsage().rss - before).toBeLessThan(400 * 2 ** 20);
});

Deno.test("the largest picture that may be is made smaller", async () => {
  using codecs = opened();
  const picture = await emptyPng(7_000, 7_000);
  expect(picture.length).toBeLessThan(1_000_000);
  expect((await codecs.make(picture, "image/png")).large).toMatchObject({ width: 1_920 });
});

Deno.test("what takes too long is ended, and the next picture is made all the same", async () => {
  using codecs = opened(1);
  const large = await painted(MagickFormat.Png, { width: 4_000, height: 3_000 });
  await expect(codecs.make(large, "image/png")).rejects.toThrow("too long");
  expect(codecs.maker.isRunning).toBe(false);
  using patient = opened();
  expect((await patient.make(PNG, "image/png")).small.width).toBe(8);
});
