import { expect } from "expect";
import { crc32 } from "node:zlib";
import { Invalid, TooLarge } from "@/lib/chat/errors.ts";
import { parsePicture } from "@/lib/chat/picture.ts";

type Bytes = Uint8Array<ArrayBuffer>;

// Eight by six pixels, as a browser's canvas wrote them; without the colour profile it adds.
const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAYAAAD+Bd/7AAAANUlEQVR4AZSMQQ0AMAgDt1maF6ygASt4QRO8IP0B" +
    "TZo0zbXvNCrgK3saNwVgiXkOGMlNrx4CAAD//1P5o2UAAAAGSURBVAMAIsYMDft/1ZgAAAAASUVORK5CYII=",
);
const JPEG = Uint8Array.fromBase64(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQ" +
    "c1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpK" +
    "SkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAA" +
    "AAAAAAT/xAAZEAACAwEAAAAAAAAAAAAAAAAAAQIREkH/xAAVAQEBAAAAAAAAAAAAAAAAAAADBf/EABYRAQEBAA" +
    "AAAAAAAAAAAAAAAAEAMf/aAAwDAQACEQMRAD8AlclhRyrXQADUADL/2Q==",
);
const WEBP = Uint8Array.fromBase64(
  "UklGRlAAAABXRUJQVlA4WAoAAAAQAAAABwAABQAAQUxQSAwAAAABDzD/ERFiOCL6Hw5WUDggHgAAADABAJ0BKggA" +
    "BgACwEwlAACOgACT/rjPC3mqzgAAAA==",
);
const SECRET = "-23.5505,-46.6333";

function joined(...parts: (Uint8Array | string | number[])[]): Bytes {
  const bytes = parts.flatMap((part) =>
    typeof part === "string" ? [...new TextEncoder().encode(part)] : [...part]
  );
  return new Uint8Array(bytes);
}

function pngChunk(type: string, data: string): Bytes {
  const body = joined(type, data);
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, data.length);
  ends.setUint32(4, crc32(body));
  const words = new Uint8Array(ends.buffer);
  return joined(words.slice(0, 4), body, words.slice(4));
}

function jpegSegment(marker: number, data: string): Bytes {
  const length = data.length + 2;
  return joined([0xff, marker, length >> 8, length & 0xff], data);
}

function webpChunk(type: string, data: string): Bytes {
  const even = data.length % 2 === 0 ? data : `${data}\0`;
  return joined(type, [data.length & 0xff, data.length >> 8, 0, 0], even);
}

/** The same pictures, telling where they were taken. */
function talkative(): [type: string, plain: Bytes, full: Bytes][] {
  const afterHeader = 8 + 25;
  const png = joined(
    PNG.slice(0, afterHeader),
    pngChunk("tEXt", `Location\0${SECRET}`),
    pngChunk("eXIf", SECRET),
    PNG.slice(afterHeader),
    `<script>${SECRET}</script>`,
  );
  const jpeg = joined(
    JPEG.slice(0, 2),
    jpegSegment(0xe1, `Exif\0\0${SECRET}`),
    jpegSegment(0xe2, `ICC_PROFILE\0${SECRET}`),
    JPEG.slice(2, 20),
    jpegSegment(0xfe, SECRET),
    JPEG.slice(20),
    SECRET,
  );
  const webp = joined(WEBP, webpChunk("EXIF", SECRET), webpChunk("XMP ", `<x>${SECRET}</x>`));
  webp[20] = webp[20]! | 0x0c;
  new DataView(webp.buffer).setUint32(4, webp.length - 8, true);
  return [
    ["image/png", PNG, png],
    ["image/jpeg", JPEG, jpeg],
    ["image/webp", WEBP, joined(webp, SECRET)],
  ];
}

for (const [type, plain, full] of talkative()) {
  Deno.test(`${type}: where it was taken is cut off, and what is drawn stays`, () => {
    expect(new TextDecoder("latin1").decode(full)).toContain(SECRET);
    expect(parsePicture(full)).toEqual({ type, bytes: plain });
    expect(parsePicture(plain)).toEqual({ type, bytes: plain });
  });

  Deno.test(`${type}: a torn one is refused, wherever it is torn`, () => {
    for (let length = 0; length < plain.length - 1; length++) {
      expect(() => parsePicture(plain.slice(0, length))).toThrow(Invalid);
    }
  });
}

Deno.test("what it says of itself counts, not what it is called", () => {
  for (const text of ["<svg onload=alert(1)>", "GIF89a", "%PDF-1.7", "", "<html>"]) {
    expect(() => parsePicture(joined(text))).toThrow(Invalid);
  }
  expect(() => parsePicture(joined("RIFF\x04\0\0\0WAVE"))).toThrow(Invalid);
});

Deno.test("a picture of more than 1,024 pixels a side is refused, however few its bytes", () => {
  const wide = PNG.slice();
  new DataView(wide.buffer).setUint32(16, 1_025);
  const tall = JPEG.slice();
  const frame = tall.findIndex((byte, at) => byte === 0xff && tall[at + 1] === 0xc0);
  new DataView(tall.buffer).setUint16(frame + 5, 1_025);
  const vast = WEBP.slice();
  vast.set([0, 4, 0], 24);
  const none = PNG.slice();
  new DataView(none.buffer).setUint32(16, 0);
  for (const bytes of [wide, tall, vast, none]) {
    expect(() => parsePicture(bytes)).toThrow(/pixels/);
  }
  const fit = PNG.slice();
  new DataView(fit.buffer).setUint32(16, 1_024);
  expect(parsePicture(fit).type).toBe("image/png");
});

Deno.test("a WebP that moves is refused", () => {
  const moving = joined(
    WEBP.slice(0, 30),
    webpChunk("ANIM", "\0\0\0\0\0\0"),
    webpChunk("ANMF", "\0".repeat(24)),
  );
  new DataView(moving.buffer).setUint32(4, moving.length - 8, true);
  expect(() => parsePicture(moving)).toThrow(Invalid);
});

Deno.test("64 KiB will do, and one byte more is too large", () => {
  const fill = pngChunk("tEXt", "x".repeat(65_536 - PNG.length - 12));
  const full = joined(PNG.slice(0, 33), fill, PNG.slice(33));
  expect(full).toHaveLength(65_536);
  expect(parsePicture(full).bytes).toEqual(PNG);
  expect(() => parsePicture(joined(full, "x"))).toThrow(TooLarge);
});
