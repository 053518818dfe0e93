import { type IMagickImage, MagickFormat } from "@imagemagick/magick-wasm";
import { expect } from "expect";
import fc from "fast-check";
import { crc32, deflateSync } from "node:zlib";
import { Tiff } from "@/lib/files/tiff.ts";
import { locationPatches } from "@/lib/files/location_patches.ts";
import { lookAt, named, painted } from "../../support/painted.ts";
import {
  type Bytes,
  joined,
  JPEG,
  jpegSegment,
  jpegWith,
  PNG,
  pngChunk,
  pngWith,
  tiff,
  WEBP,
  webpChunk,
  webpWith,
} from "../../support/pictures.ts";

// Exif 2.32, section 4.6: what a telephone writes.
const ORIENTATION = 0x0112;
const MODEL = 0x0110;
const EXIF = 0x8769;
const GPS = 0x8825;
const TAKEN_AT = 0x9003;
const PLACE = {
  1: { text: "S\0" },
  2: { ratios: [[23, 1], [33, 1], [1234567, 100]] as [number, number][] },
  3: { text: "W\0" },
  4: { ratios: [[46, 1], [38, 1], [7654321, 100]] as [number, number][] },
  29: { text: "2026:11:26\0" },
};
const HOME = ["1234567", "7654321"].map((digits) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, Number(digits), true);
  view.setUint32(4, Number(digits));
  return new Uint8Array(view.buffer);
});

function exif(little = true): Bytes {
  return tiff([
    {
      [MODEL]: { text: "Telefone 9\0" },
      [ORIENTATION]: { short: 6 },
      [EXIF]: { directory: { [TAKEN_AT]: { text: "2026:11:26 21:00:00\0" } } },
      [GPS]: { directory: PLACE },
      0xc4a5: { text: "PIM\0behind" },
    },
    { 0x0103: { short: 6 } },
  ], { little });
}

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="23,33.1S"
  exif:GPSLongitude='46,38.2W' xmp:CreatorTool="Telefone" exif:GPSVersionID="2.3.0.0">
  <exif:GPSAltitude>7600/10</exif:GPSAltitude><exif:GPSDestBearing/><dc:title>Praia: GPS</dc:title>
  </rdf:Description></x:xmpmeta>`;

/** A file after its patches; `undefined`: there are none. */
async function withoutLocation(file: Bytes): Promise<Bytes | undefined> {
  const read = (from: number, to: number) => Promise.resolve(file.slice(from, to));
  const patches = await locationPatches(read, file.length);
  const quiet = file.slice();
  for (const { at, bytes } of patches) quiet.set(bytes, at);
  return patches.length === 0 ? undefined : quiet;
}

function says(file: Uint8Array, text: string): boolean {
  return new TextDecoder("latin1").decode(file).includes(text);
}

/** Whether any byte order of the seconds that name the place is left. */
function tellsHome(file: Uint8Array): boolean {
  const hex = file.toHex();
  return HOME.some((one) =>
    hex.includes(one.slice(0, 4).toHex()) || hex.includes(one.slice(4).toHex())
  ) || /23,33|46,38|7600\/10/.test(new TextDecoder("latin1").decode(file));
}

/** A HEIC (ISO/IEC 23008-12) of a single item, behind what tells where it is. */
function heic(kind: string, item: Bytes | string): Bytes {
  const data = joined(item);
  const entry = box("infe", joined([2, 0, 0, 0, 0, 7, 0, 0], kind));
  const info = box("iinf", joined([0, 0, 0, 0, 0, 1], entry));
  const place = (at: number) =>
    box(
      "iloc",
      joined([1, 0, 0, 0, 0x44, 0, 0, 1, 0, 7, 0, 0, 0, 0, 0, 1], long(at), long(data.length)),
    );
  const file = (at: number) =>
    joined(
      box("ftyp", "heic\0\0\0\0mif1heic"),
      box("meta", joined([0, 0, 0, 0], info, place(at))),
      box("mdat", data),
    );
  return file(file(0).length - data.length);
}

function box(type: string, content: Bytes | string): Bytes {
  const body = joined(type, content);
  return joined(long(body.length + 4), body);
}

function long(value: number): Bytes {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value);
  return new Uint8Array(view.buffer);
}

const TALKATIVE: Record<string, Bytes> = {
  "JPEG, Exif of a little-endian camera": jpegWith(jpegSegment(0xe1, joined("Exif\0\0", exif()))),
  "JPEG, Exif of a big-endian camera": jpegWith(
    jpegSegment(0xe1, joined("Exif\0\0", exif(false))),
    jpegSegment(0xe2, "MPF\0the index of other pictures"),
  ),
  "JPEG, XMP": jpegWith(jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0${XMP}`)),
  "JPEG, XMP in two pieces": jpegWith(
    ...[XMP.slice(0, 90), XMP.slice(90)].map((piece) =>
      jpegSegment(
        0xe1,
        `http://ns.adobe.com/xmp/extension/\0${"0".repeat(32)}\0\0\0\0\0\0\0\0${piece}`,
      )
    ),
  ),
  "PNG, eXIf": pngWith([pngChunk("eXIf", exif(false))]),
  "PNG, eXIf behind the picture": pngWith([pngChunk("eXIf", exif())], { behind: true }),
  "PNG, XMP": pngWith([pngChunk("iTXt", `XML:com.adobe.xmp\0\0\0\0\0${XMP}`)]),
  "WebP, EXIF": webpWith(webpChunk("EXIF", exif())),
  "WebP, EXIF as in a JPEG": webpWith(webpChunk("EXIF", joined("Exif\0\0", exif(false)))),
  "WebP, XMP": webpWith(webpChunk("XMP ", XMP)),
  "HEIC, Exif": heic("Exif\0", joined([0, 0, 0, 6], "Exif\0\0", exif(false))),
  "HEIC, XMP": heic("mime\0application/rdf+xml\0", XMP),
};

for (const [kind, file] of Object.entries(TALKATIVE)) {
  Deno.test(`a picture forgets where it was taken, and nothing else (${kind})`, async () => {
    expect(tellsHome(file)).toBe(true);
    const quiet = (await withoutLocation(file))!;
    expect(quiet.length).toBe(file.length);
    expect(tellsHome(quiet)).toBe(false);
    const kept = ["Telefone", "Praia: GPS", "2026:11:26 21:00:00", "PIM\0behind", "MPF\0the index"];
    for (const text of kept) expect(says(quiet, text)).toBe(says(file, text));
    expect(says(quiet, "2026:11:26\0")).toBe(false);
    expect(await withoutLocation(quiet)).toBeUndefined();
  });
}

Deno.test("how a picture is turned stays in it, in order", async () => {
  for (const little of [true, false]) {
    const file = joined("Exif\0\0", exif(little));
    const quiet = (await withoutLocation(jpegWith(jpegSegment(0xe1, file))))!;
    const metadata = new Tiff(quiet.subarray(20 + 4 + 6));
    expect(metadata.orientation()).toBe(6);
    expect(metadata.forgetPlace()).toBe(false);
  }
});

Deno.test("the checksums of a PNG are right afterwards", async () => {
  for (const [kind, file] of Object.entries(TALKATIVE).filter(([kind]) => kind.startsWith("PNG"))) {
    const quiet = (await withoutLocation(file))!;
    const view = new DataView(quiet.buffer);
    let chunks = 0;
    for (let at = 8; at < quiet.length; chunks++) {
      const length = view.getUint32(at);
      const body = quiet.subarray(at + 4, at + 8 + length);
      expect([kind, view.getUint32(at + 8 + length)]).toEqual([kind, crc32(body)]);
      at += 12 + length;
    }
    expect(chunks).toBeGreaterThan(3);
  }
});

Deno.test("a picture that an encoder has made forgets it, too, and can still be seen", async () => {
  const change = (image: IMagickImage) => image.setProfile("exif", joined("Exif\0\0", exif(false)));
  for (
    const format of [
      MagickFormat.Avif,
      MagickFormat.Jpeg,
      MagickFormat.WebP,
      MagickFormat.Png,
    ] as const
  ) {
    const file = await painted(format, { width: 64, height: 48, change });
    expect([format, tellsHome(file)]).toEqual([format, true]);
    const quiet = (await withoutLocation(file))!;
    expect([format, tellsHome(quiet)]).toEqual([format, false]);
    expect(named((await lookAt(quiet)).quarters)).toBe(named((await lookAt(file)).quarters));
  }
});

Deno.test("metadata that is compressed goes as a whole", async () => {
  const packed = deflateSync(joined(XMP));
  const file = pngWith([
    pngChunk("iTXt", joined("XML:com.adobe.xmp\0\x01\0\0\0", packed)),
    pngChunk("zTXt", joined("Raw profile type APP1\0\0", packed)),
    pngChunk("tEXt", "Title\0Praia"),
  ]);
  const quiet = (await withoutLocation(file))!;
  expect(quiet.length).toBe(file.length);
  expect(quiet.toHex().includes(packed.toHex())).toBe(false);
  expect(says(quiet, "Title\0Praia")).toBe(true);
  expect(says(quiet, "zTXt")).toBe(false);
});

Deno.test("a picture that says nothing of a place stays as it is", async () => {
  const quiet = tiff([{ [ORIENTATION]: { short: 3 } }]);
  const files = [
    ...[JPEG, PNG, WEBP, new Uint8Array(0), joined("GPS")],
    jpegWith(jpegSegment(0xe1, joined("Exif\0\0", quiet))),
    jpegWith(jpegSegment(0xe1, "http://ns.adobe.com/xap/1.0/\0<dc:title>:GPS</dc:title>")),
    webpWith(webpChunk("EXIF", quiet)),
  ];
  for (const file of files) expect(await withoutLocation(file)).toBeUndefined();
});

Deno.test("a large picture is read by its headers, not as a whole", async () => {
  const picture = 40 * 2 ** 20;
  const behind = webpChunk("EXIF", exif());
  const head = joined("RIFF\0\0\0\0WEBP", "VP8 ", [0, 0, 0x80, 0x02]);
  const size = head.length + picture + behind.length;
  let taken = 0;
  const patches = await locationPatches((from, to) => {
    taken += to - from;
    const bytes = new Uint8Array(to - from);
    if (from < head.length) bytes.set(head.subarray(from));
    if (to > head.length + picture) bytes.set(behind.subarray(from - head.length - picture));
    return Promise.resolve(bytes);
  }, size);
  expect(patches.length).toBe(1);
  expect(patches[0]!.at).toBe(head.length + picture + 8);
  expect(taken).toBeLessThan(2.1 * 2 ** 20);
});

Deno.test("whatever is broken in a picture throws nothing, and moves nothing", async () => {
  const files = Object.values(TALKATIVE);
  const damage = fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), damage, fc.nat(1_200), async (file, spots, end) => {
      const broken = file.slice(0, end % 3 === 0 ? end : file.length);
      for (const [at, value] of spots) broken[at % (broken.length + 1)] = value;
      const quiet = await withoutLocation(broken);
      expect(quiet?.length ?? broken.length).toBe(broken.length);
    }),
    { numRuns: 3_000 },
  );
});

Deno.test("metadata made to be slow is not", async () => {
  const markup = `http://ns.adobe.com/xap/1.0/\0${"<x:GPSa x:GPSb='".repeat(4_000)}`;
  const claims = joined("Exif\0\0", greedyTiff());
  const files = [markup, claims].map((data) =>
    jpegWith(...Array.from({ length: 60 }, () => jpegSegment(0xe1, data)))
  );
  files.push(
    joined("RIFF\0\0\0\0WEBP", new Uint8Array(4 * 2 ** 20)),
    joined("\x89PNG\r\n\x1a\n", new Uint8Array(4 * 2 ** 20)),
  );
  for (const file of files) {
    const started = performance.now();
    await withoutLocation(file);
    expect(performance.now() - started).toBeLessThan(1_000);
  }
});

/** Five hundred entries that point to places of one entry each, all of which claim the same bytes. */
function greedyTiff(): Bytes {
  const view = new DataView(new ArrayBuffer(65_000));
  view.setUint32(0, 0x4d4d002a);
  view.setUint32(4, 8);
  view.setUint16(8, 500);
  for (let i = 0; i < 500; i++) {
    const place = 8_000 + 18 * i;
    for (const [at, tag, to] of [[10 + 12 * i, GPS, place], [place + 2, 2, 20_000]] as const) {
      view.setUint16(at, tag);
      view.setUint16(at + 2, 7);
      view.setUint32(at + 4, 45_000);
      view.setUint32(at + 8, to);
    }
    view.setUint16(place, 1);
  }
  return new Uint8Array(view.buffer);
}
