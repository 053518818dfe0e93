import { expect } from "expect";
import fc from "fast-check";
import { MOST_BYTES, readByteSize, writeByteSize } from "@/lib/chat/byte_size.ts";

Deno.test("a size is read as people write it", () => {
  const sizes: Record<string, number> = {
    "0": 0,
    "1": 1,
    "2147483648": 2 ** 31,
    "7 B": 7,
    "500MB": 500 * 2 ** 20,
    "500 mb": 500 * 2 ** 20,
    "1,5 GB": 1.5 * 2 ** 30,
    "1.5GiB": 1.5 * 2 ** 30,
    " 2 GiB ": 2 ** 31,
    "64kib": 65_536,
    "1TB": 2 ** 40,
    "1 PiB": 2 ** 50,
  };
  for (const [text, bytes] of Object.entries(sizes)) expect(readByteSize(text)).toBe(bytes);
});

Deno.test("what is no size is none", () => {
  const words = ["", "-1", "GB", "1 G B", "1.5", "1e9", "2 XB", "1.2345 GB", "0x10", "1,000 B"];
  for (const text of [...words, "9007199254740993", "99999 PB", "2GB;", "NaN", "∞", "٣"]) {
    expect(readByteSize(text)).toBeUndefined();
  }
});

Deno.test("a size is written in the largest unit that says it whole", () => {
  const sizes = [2 ** 31, 500 * 2 ** 20, 1.5 * 2 ** 30, 1024, 1536, 1000, 0, 123_456_789];
  expect(sizes.map(writeByteSize)).toEqual([
    "2 GB",
    "500 MB",
    "1.5 GB",
    "1 KB",
    "1.5 KB",
    "1000 B",
    "0 B",
    "123456789 B",
  ]);
});

Deno.test("what is written is read as the same bytes", () => {
  const size = fc.oneof(
    fc.integer({ min: 0, max: MOST_BYTES }),
    fc.tuple(fc.integer({ min: 1, max: 4096 }), fc.constantFrom(2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40))
      .map(([count, unit]) => count * unit),
  );
  fc.assert(fc.property(size, (bytes) => {
    expect(readByteSize(writeByteSize(bytes))).toBe(bytes);
  }));
});
