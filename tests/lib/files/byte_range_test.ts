import { expect } from "expect";
import fc from "fast-check";
import { rangeOf } from "@/lib/files/byte_range.ts";

Deno.test("one range is taken as RFC 9110 has it", () => {
  expect(rangeOf("bytes=0-499", 10_000)).toEqual({ from: 0, to: 500 });
  expect(rangeOf("bytes=9500-", 10_000)).toEqual({ from: 9_500, to: 10_000 });
  expect(rangeOf("bytes=-500", 10_000)).toEqual({ from: 9_500, to: 10_000 });
  expect(rangeOf("Bytes= 0-0 ", 10_000)).toEqual({ from: 0, to: 1 });
});

Deno.test("a range that ends behind the end ends there", () => {
  expect(rangeOf("bytes=9999-20000", 10_000)).toEqual({ from: 9_999, to: 10_000 });
  expect(rangeOf("bytes=-20000", 10_000)).toEqual({ from: 0, to: 10_000 });
  expect(rangeOf(`bytes=1-${"9".repeat(400)}`, 10_000)).toEqual({ from: 1, to: 10_000 });
});

Deno.test("a range that begins behind the end, or the last nothing, is none", () => {
  for (
    const header of ["bytes=10000-", "bytes=10000-10001", "bytes=-0", `bytes=${"9".repeat(400)}-`]
  ) {
    expect([header, rangeOf(header, 10_000)]).toEqual([header, "none"]);
  }
  expect(rangeOf("bytes=0-", 0)).toBe("none");
});

Deno.test("several ranges, another unit, or what is no range at all asks for everything", () => {
  const headers = [
    ...[null, "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1", "bytes=5-4", "bytes=--1"],
    ...["bytes=0-1,3-4", "bytes=0-,0-,0-", "lines=0-1", "bytes 0-1", "bytes=0x1-2", "bytes=1.5-2"],
    ...["bytes=+1-2", "bytes=0 - 1", "bytes=٠-١", "bytes=0-1\n"],
  ];
  for (const header of headers) {
    expect([header, rangeOf(header, 10_000)]).toEqual([header, undefined]);
  }
  expect(rangeOf("bytes=-5", 0)).toBeUndefined();
});

Deno.test("whatever is asked for, what is given lies within, and is something", () => {
  const words = fc.array(fc.constantFrom("bytes", "=", "-", ",", " ", "0", "7", "99"), {
    maxLength: 7,
  });
  fc.assert(
    fc.property(words, fc.nat({ max: 100 }), (parts, size) => {
      const range = rangeOf(parts.join(""), size);
      if (range === undefined || range === "none") return;
      expect(range.from).toBeGreaterThanOrEqual(0);
      expect(range.to).toBeGreaterThan(range.from);
      expect(range.to).toBeLessThanOrEqual(size);
    }),
    { numRuns: 2_000 },
  );
});
