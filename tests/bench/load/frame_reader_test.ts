import { expect } from "expect";
import fc from "fast-check";
import { FrameReader } from "./frame_reader.ts";

const encoder = new TextEncoder();

/** A frame as servers send them, RFC 6455, section 5.2. */
function frameOf(text: string): Uint8Array {
  const payload = encoder.encode(text);
  const { length } = payload;
  const head = length < 126
    ? [0x81, length]
    : length < 65_536
    ? [0x81, 126, length >> 8, length & 0xff]
    : [0x81, 127, 0, 0, 0, 0, 0, length >> 16, (length >> 8) & 0xff, length & 0xff];
  return Uint8Array.from([...head, ...payload]);
}

/** What a reader tells of bytes that come in such pieces. */
function told(bytes: Uint8Array, pieces: readonly number[], most = Infinity): string[] {
  const heard: string[] = [];
  const reader = new FrameReader(most, (payload, opcode) => {
    heard.push(`${opcode} ${new TextDecoder().decode(payload)}`);
  });
  let at = 0;
  for (const size of [...pieces, bytes.length]) {
    // The same memory each time, as a connection has it.
    reader.read(bytes.slice(at, at + size));
    at += size;
  }
  return heard;
}

Deno.test("frames are the same however the bytes are cut", () => {
  const texts = ["", "oi", "bolo ".repeat(30), "fubá ".repeat(20_000), "fim"];
  const bytes = Uint8Array.from(texts.flatMap((text) => [...frameOf(text)]));
  const whole = texts.map((text) => `1 ${text}`);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 12 }), (pieces) => {
      expect(told(bytes, pieces)).toEqual(whole);
    }),
    { numRuns: 60 },
  );
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 200 }), (pieces) => {
      expect(told(bytes, pieces)).toEqual(whole);
    }),
    { numRuns: 60 },
  );
});

Deno.test("of a long frame only the beginning is told, and the next one is found", () => {
  const bytes = Uint8Array.from([...frameOf("cozinha ".repeat(500)), ...frameOf("fim")]);
  const short = ["1 cozin", "1 fim"];
  expect(told(bytes, [], 5)).toEqual(short);
  expect(told(bytes, [3, 1, 200], 5)).toEqual(short);
});
