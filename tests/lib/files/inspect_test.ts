import { expect } from "expect";
import fc from "fast-check";
import { isInline } from "@/lib/files/file_types.ts";
import { inspect } from "@/lib/files/inspect.ts";
import {
  type Bytes,
  joined,
  JPEG,
  jpegSegment,
  jpegWith,
  PNG,
  pngChunk,
  tiff,
  WEBP,
} from "../../support/pictures.ts";

const GIF = Uint8Array.fromBase64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

async function look(file: Bytes, name = "arquivo") {
  const read = (from: number, to: number) => Promise.resolve(file.slice(from, to));
  return await inspect(read, { name, size: file.length });
}

/** A PNG that says it is so large, and has next to nothing in it. */
function pngOf(width: number, height: number): Bytes {
  const header = joined(PNG.slice(16, 29));
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  return joined(PNG.slice(0, 8), pngChunk("IHDR", header), PNG.slice(33));
}

/** A file as `ftyp` and `hdlr` make it (ISO/IEC 14496-12). */
function film(brand: string, ...handlers: string[]): Bytes {
  const tracks = handlers.map((kind) => joined([0, 0, 0, 32], `hdlr\0\0\0\0\0\0\0\0${kind}`));
  return joined([0, 0, 0, 24], `ftyp${brand}\0\0\0\0isommp42`, ...tracks, new Uint8Array(64));
}

/** EBML (RFC 8794): a document type, and a codec id somewhere behind. */
function matroska(type: string, codec: string): Bytes {
  const head = joined([0x42, 0x82, 0x80 + type.length], type);
  return joined([0x1a, 0x45, 0xdf, 0xa3, 0x80 + head.length], head, `\x18\x53\x80\x67\xff${codec}`);
}

Deno.test("pictures are known by their bytes, with how large they are", async () => {
  expect(await look(PNG, "a.txt")).toEqual({ type: "image/png", width: 8, height: 6 });
  expect(await look(JPEG, "a.html")).toEqual({ type: "image/jpeg", width: 8, height: 6 });
  expect(await look(WEBP, "a.svg")).toEqual({ type: "image/webp", width: 8, height: 6 });
  expect(await look(GIF)).toEqual({ type: "image/gif", width: 1, height: 1 });
});

Deno.test("a picture that is to be turned by a quarter is as large as it is shown", async () => {
  for (let turn = 1; turn <= 8; turn++) {
    const exif = joined(
      "Exif\0\0",
      tiff([{ 0x0112: { short: turn } }], { little: turn % 2 === 0 }),
    );
    const { width, height } = await look(jpegWith(jpegSegment(0xe1, exif)));
    expect([turn, width, height]).toEqual(turn >= 5 ? [turn, 6, 8] : [turn, 8, 6]);
  }
});

Deno.test("the size of a JPEG is found behind megabytes of what cameras put there", async () => {
  const depth = Array.from({ length: 30 }, () => jpegSegment(0xe2, new Uint8Array(65_000)));
  expect(await look(jpegWith(...depth))).toEqual({ type: "image/jpeg", width: 8, height: 6 });
});

Deno.test("a bomb has a type, and no size: nobody makes a preview of it", async () => {
  for (const [width, height] of [[50_000, 50_000], [16_385, 10], [10_000, 5_001], [0, 5]]) {
    expect(await look(pngOf(width!, height!))).toEqual({ type: "image/png" });
  }
  expect(await look(pngOf(16_384, 3_051))).toHaveProperty("width", 16_384);
});

Deno.test("of a picture that is small, and behind which a gigabyte follows, there is no preview", async () => {
  const read = (from: number, to: number) => Promise.resolve(joined(JPEG.slice(from, to)));
  const jpeg = { type: "image/jpeg", width: 8, height: 6 };
  expect(await inspect(read, { name: "a", size: 64 * 2 ** 20 })).toEqual(jpeg);
  expect(await inspect(read, { name: "a", size: 2 ** 30 })).toEqual({ type: "image/jpeg" });
});

Deno.test("films and sounds are told apart", async () => {
  expect(await look(film("isom", "vide", "soun"))).toEqual({ type: "video/mp4" });
  expect(await look(film("iso5", "soun"))).toEqual({ type: "audio/mp4" });
  expect(await look(film("M4A ", "soun"))).toEqual({ type: "audio/mp4" });
  expect(await look(film("M4V ", "vide"))).toEqual({ type: "video/mp4" });
  expect(await look(film("qt  ", "vide"))).toEqual({ type: "video/quicktime" });
  expect(await look(matroska("webm", "V_VP9 A_OPUS"))).toEqual({ type: "video/webm" });
  expect(await look(matroska("webm", "A_OPUS"))).toEqual({ type: "audio/webm" });
  expect(await look(matroska("matroska", "A_OPUS"))).toEqual({ type: "video/matroska" });
  const frame = [0xff, 0xfb, 0x90, 0x64];
  expect(await look(joined("ID3\x03\0\0\0\0\0\x0a", new Uint8Array(10), frame))).toEqual({
    type: "audio/mpeg",
  });
  const cover = joined("ID3\x03\0\0\0\x20\0\0", new Uint8Array(2 ** 19), frame);
  expect(await look(cover)).toEqual({ type: "audio/mpeg" });
  expect(await look(joined("RIFF\x24\0\0\0WAVEfmt ", new Uint8Array(40)))).toEqual({
    type: "audio/wav",
  });
  const opus = joined("OggS\0\x02", new Uint8Array(22), "OpusHead", new Uint8Array(40));
  expect(await look(opus)).toEqual({ type: "audio/ogg" });
});

Deno.test("text is text in UTF-8, whatever it is called", async () => {
  const texts = ["Olá, Ana", "\ufeffOlá", "a,b\r\n1,2\n", "{}", "#!/bin/sh\n", "x < y"];
  for (const text of texts) {
    expect(await look(new TextEncoder().encode(text), "nota.bin")).toEqual({ type: "text/plain" });
  }
  const long = new TextEncoder().encode("ã".repeat(200_000));
  expect(await look(joined(" ", long))).toEqual({ type: "text/plain" });
});

Deno.test("what is no text, or may be taken for markup, is saved and not shown", async () => {
  const bytes = [
    "\xff\xfeO\0l\0",
    "Ol\xe1",
    "a\0b",
    "a\x1b[31m",
    "",
    "<!doctype html>",
    " \n<svg/>",
  ];
  for (const text of [...bytes, "\xef\xbb\xbf<script>"]) {
    const { type } = await look(joined(text), "nota.txt");
    expect([text, isInline(type)]).toEqual([text, false]);
  }
  const names = ["a.html", "A.SVG ", "b.xhtml", "c.xml", "d.mhtml", "e.htc", "f.shtml", "g.rss"];
  for (const name of names) {
    expect([name, await look(joined("Ola"), name)]).toEqual([
      name,
      { type: "application/octet-stream" },
    ]);
  }
});

Deno.test("what runs, or is not known, is never shown inline", async () => {
  const files = [
    joined("%PDF-1.7\n<html><script>alert(1)</script>"),
    joined("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"),
    joined("PK\x03\x04", new Uint8Array(60)),
    joined("MZ", new Uint8Array(100)),
    joined("\x7fELF", new Uint8Array(60)),
    joined("\0asm\x01\0\0\0"),
    joined("BM", new Uint8Array(60)),
  ];
  for (const file of files) expect(isInline((await look(file)).type)).toBe(false);
});

Deno.test("a picture that is a script, too, is a picture", async () => {
  const polyglot = joined("GIF89a=1;/*", new Uint8Array(20), "*/alert(1)//");
  expect((await look(polyglot, "a.js")).type).toBe("image/gif");
});

Deno.test("of a long file only the beginning is read", async () => {
  const asked: number[] = [];
  const size = 2 ** 31;
  const { type } = await inspect((from, to) => {
    asked.push(from, to);
    return Promise.resolve(new Uint8Array(to - from).fill(0x61));
  }, { name: "a", size });
  expect([type, Math.max(...asked)]).toEqual(["text/plain", 256 * 1024]);
});

Deno.test("no bytes make it throw, or name a type that is not in the table", async () => {
  const heads = [
    PNG,
    JPEG,
    WEBP,
    GIF,
    film("avif"),
    matroska("webm", "A_OPUS"),
    joined("PK\x03\x04"),
  ];
  const damage = fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 8 });
  const rest = fc.uint8Array({ maxLength: 400 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...heads), damage, rest, async (head, spots, tail) => {
      const file = joined(head, tail);
      for (const [at, value] of spots) file[at % file.length] = value;
      const { type, width = 1, height = 1 } = await look(file);
      expect(type).toMatch(/^(?:image|video|audio|text|application|font)\/[\w.+-]+$/);
      expect(width * height).toBeLessThanOrEqual(50e6);
    }),
    { numRuns: 500 },
  );
});
