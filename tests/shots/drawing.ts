import { deflateSync } from "node:zlib";
import { type Bytes, joined, pngChunk } from "../support/pictures.ts";

type Colour = readonly [number, number, number];

/** A picture as it is drawn: rectangles over one another. */
interface Drawing {
  width: number;
  height: number;
  ground: Colour;
  shapes: readonly (readonly [x: number, y: number, width: number, height: number, Colour])[];
}

const WALL: Colour = [214, 204, 189];
const WOOD: Colour = [150, 104, 62];
const STEEL: Colour = [58, 62, 70];
const CASE: Colour = [34, 36, 42];
const GREEN: Colour = [74, 190, 108];
const AMBER: Colour = [236, 172, 60];
const BLUE: Colour = [62, 118, 196];
const PLUM: Colour = [128, 58, 108];
const PAPER: Colour = [250, 248, 243];
const INK: Colour = [70, 74, 84];

/** A bench with two screens and its cables. */
export function bench(): Bytes {
  return png({
    width: 1_200,
    height: 800,
    ground: WALL,
    shapes: [
      [0, 540, 1_200, 260, WOOD],
      ...[160, 640].flatMap((x) =>
        [
          [x, 180, 400, 270, CASE],
          [x + 18, 198, 364, 234, [38, 70, 96]],
          [x + 40, 226, 180, 12, GREEN],
          [x + 40, 254, 250, 12, PAPER],
          [x + 40, 282, 120, 12, AMBER],
          [x + 40, 310, 210, 12, PAPER],
          [x + 170, 450, 60, 70, STEEL],
          [x + 110, 516, 180, 24, STEEL],
        ] as const
      ),
      [200, 590, 320, 60, [224, 222, 216]],
      [680, 590, 320, 60, [224, 222, 216]],
      [1_080, 300, 60, 240, STEEL],
      [60, 690, 1_080, 10, BLUE],
      [60, 712, 1_080, 10, PLUM],
    ],
  });
}

/** A cupboard of machines with their lamps. */
export function racks(): Bytes {
  const units = Array.from({ length: 9 }, (_, n) => 90 + n * 96);
  return png({
    width: 900,
    height: 1_000,
    ground: [190, 196, 200],
    shapes: [
      [140, 40, 620, 940, CASE],
      ...units.flatMap((y, n) =>
        [
          [180, y, 540, 72, STEEL],
          ...Array.from(
            { length: 12 },
            (_, port) => [210 + port * 32, y + 22, 20, 28, CASE] as const,
          ),
          [640, y + 30, 14, 14, n % 3 === 1 ? AMBER : GREEN],
          [670, y + 30, 14, 14, GREEN],
        ] as const
      ),
    ],
  });
}

/** What is joined to what, as a drawing on paper. */
export function topology(): Bytes {
  const leaves = [130, 430, 730, 1_030];
  return png({
    width: 1_300,
    height: 800,
    ground: PAPER,
    shapes: [
      [645, 190, 10, 190, INK],
      [225, 380, 850, 10, INK],
      ...leaves.map((x) => [x + 65, 380, 10, 150, INK] as const),
      [540, 80, 220, 120, PLUM],
      [560, 330, 180, 110, BLUE],
      ...leaves.map((x) => [x, 520, 140, 110, GREEN] as const),
      ...leaves.map((x) => [x + 10, 660, 120, 14, INK] as const),
    ],
  });
}

/** A board that was written on. */
export function board(): Bytes {
  const lines = [620, 480, 700, 380, 560];
  return png({
    width: 1_200,
    height: 780,
    ground: [96, 70, 48],
    shapes: [
      [40, 40, 1_120, 700, [36, 74, 62]],
      ...lines.map((width, n) => [110, 120 + n * 96, width, 16, PAPER] as const),
      [880, 130, 200, 200, PAPER],
      [890, 140, 180, 180, [36, 74, 62]],
      [110, 620, 320, 18, AMBER],
    ],
  });
}

/** The drawing as PNG, 8 bits each of red, green and blue. */
function png({ width, height, ground, shapes }: Drawing): Bytes {
  const stride = width * 3 + 1;
  const pixels = new Uint8Array(stride * height);
  for (const [x, y, w, h, colour] of [[0, 0, width, height, ground] as const, ...shapes]) {
    for (let row = y; row < y + h; row++) {
      for (let column = x; column < x + w; column++) {
        pixels.set(colour, row * stride + 1 + column * 3);
      }
    }
  }
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, width);
  head.setUint32(4, height);
  head.setUint8(8, 8);
  head.setUint8(9, 2);
  return joined(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    pngChunk("IHDR", new Uint8Array(head.buffer)),
    pngChunk("IDAT", new Uint8Array(deflateSync(pixels))),
    pngChunk("IEND", ""),
  );
}
