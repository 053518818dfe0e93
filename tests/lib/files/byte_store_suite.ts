import { expect } from "expect";
import fc from "fast-check";
import { Buffer } from "node:buffer";
import type { ByteStore } from "@/lib/chat/byte_store.ts";
import { NotFound } from "@/lib/chat/errors.ts";
import { randomId } from "@/lib/chat/random_id.ts";

/** A place where bytes are kept, as the suite needs it. */
export interface BytePlace {
  bytes: ByteStore;
  /** Gives a file to a holder, where the place looks who holds it. */
  hold?(id: string, holder: string): Promise<void>;
}

const HOLDER = "ana";

/** Runs what every place of bytes must do against one. */
export async function keepBytes(t: Deno.TestContext, { bytes, hold }: BytePlace): Promise<void> {
  const { piece } = bytes;
  const begun = async () => {
    const id = randomId();
    await hold?.(id, HOLDER);
    return id;
  };
  const put = async (id: string, whole: Uint8Array<ArrayBuffer>, from = 0) => {
    for (let at = from; at < whole.length; at += piece) {
      await bytes.write(id, HOLDER, at, whole.slice(at, at + piece));
    }
  };
  const kept = async (whole: Uint8Array<ArrayBuffer>) => {
    const id = await begun();
    await put(id, whole);
    return id;
  };

  await t.step("what is written is read, a piece or several", async () => {
    for (const length of [1, piece - 1, piece, piece + 1, 2 * piece + 7]) {
      const whole = noise(length);
      const id = await kept(whole);
      expect(same(await all(bytes.read(id, { from: 0, to: length })), whole)).toBe(true);
    }
  });

  await t.step("a range is read within a piece, across two, and up to the last byte", async () => {
    const whole = noise(2 * piece + 100);
    const id = await kept(whole);
    const ranges = [[0, 1], [10, 20], [piece - 5, piece + 5], [piece, piece + 1]] as const;
    for (const [from, to] of [...ranges, [piece - 1, whole.length] as const]) {
      expect(same(await all(bytes.read(id, { from, to })), whole.subarray(from, to))).toBe(true);
    }
  });

  await t.step("a range without a byte is empty, even of what is not there", async () => {
    expect(await all(bytes.read(randomId(), { from: 0, to: 0 }))).toHaveLength(0);
  });

  await t.step("a short last piece is written again when more has come", async () => {
    const whole = noise(piece + 900);
    const id = await begun();
    await put(id, whole.slice(0, 300));
    await put(id, whole.slice(0, piece + 20));
    await put(id, whole, piece);
    expect(same(await all(bytes.read(id, { from: 0, to: whole.length })), whole)).toBe(true);
  });

  await t.step("the same piece written twice is there once", async () => {
    const whole = noise(500);
    const id = await kept(whole);
    await put(id, whole);
    expect(same(await all(bytes.read(id, { from: 0, to: 500 })), whole)).toBe(true);
    await expect(all(bytes.read(id, { from: 0, to: 501 }))).rejects.toThrow(NotFound);
  });

  await t.step("what is not there is not found: no file, no further bytes", async () => {
    await expect(all(bytes.read(randomId(), { from: 0, to: 1 }))).rejects.toThrow(NotFound);
    const id = await kept(noise(piece + 10));
    for (const [from, to] of [[0, piece + 11], [piece + 10, piece + 11], [3 * piece, 4 * piece]]) {
      await expect(all(bytes.read(id, { from: from!, to: to! }))).rejects.toThrow(NotFound);
    }
  });

  await t.step("a removed file is gone in all its pieces, and its neighbour is not", async () => {
    const whole = noise(2 * piece + 3);
    const id = await kept(whole);
    const other = await kept(whole);
    await bytes.remove(id);
    for (const from of [0, piece, 2 * piece]) {
      await expect(all(bytes.read(id, { from, to: from + 1 }))).rejects.toThrow(NotFound);
    }
    expect(same(await all(bytes.read(other, { from: 0, to: whole.length })), whole)).toBe(true);
  });

  await t.step("removing what is not there, or is gone already, is no error", async () => {
    const id = await kept(noise(10));
    await bytes.remove(id);
    await bytes.remove(id);
    await bytes.remove(randomId());
  });

  await t.step("a reader who stops early holds nothing up", async () => {
    const whole = noise(3 * piece);
    const id = await kept(whole);
    for (let n = 0; n < 20; n++) {
      for await (const part of bytes.read(id, { from: 0, to: whole.length })) {
        expect(same(part, whole.subarray(0, part.length))).toBe(true);
        break;
      }
    }
    await bytes.remove(id);
  });

  await t.step("many write and read at once, each their own", async () => {
    const wholes = Array.from({ length: 8 }, (_, n) => noise(piece + n));
    const ids = await Promise.all(wholes.map(kept));
    const read = await Promise.all(
      ids.map((id, n) => all(bytes.read(id, { from: 0, to: piece + n }))),
    );
    expect(read.map((got, n) => same(got, wholes[n]!))).not.toContain(false);
    await Promise.all(ids.map((id) => bytes.remove(id)));
  });

  await t.step("it knows how much is free, or says that it does not", async () => {
    const free = await bytes.free();
    expect(free === undefined || free > 0 && Number.isSafeInteger(free)).toBe(true);
  });

  await t.step("whatever comes in whatever parts, it is as an array", async () => {
    const part = fc.integer({ min: 1, max: Math.ceil(piece * 1.5) });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const parts = fc.array(part, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(parts, fc.array(fc.tuple(share, share), { maxLength: 4 }), async (
        lengths,
        ranges,
      ) => {
        const whole = noise(lengths.reduce((sum, length) => sum + length));
        const id = await begun();
        let received = 0;
        for (const length of lengths) {
          const from = received - received % piece;
          await put(id, whole.slice(0, received += length), from);
        }
        for (const [a, b] of ranges) {
          const [from, to] = [a, b].map((at) => Math.floor(at * whole.length)).sort(ascending);
          const got = await all(bytes.read(id, { from: from!, to: to! }));
          expect(same(got, whole.subarray(from, to))).toBe(true);
        }
        await bytes.remove(id);
      }),
      // Pieces are megabytes: each run writes a dozen of them.
      { numRuns: 8 },
    );
  });
}

/** All the bytes that are read, in one. */
export async function all(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const list: Uint8Array[] = [];
  for await (const part of parts) list.push(part);
  const whole = new Uint8Array(list.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of list) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Bytes that are like no other ones; 64 KiB of chance, repeated, each time other in its first bytes. */
export function noise(length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  const chance = crypto.getRandomValues(new Uint8Array(65_536));
  for (let at = 0; at < length; at += chance.length) {
    new DataView(chance.buffer).setUint32(0, at);
    whole.set(chance.subarray(0, length - at), at);
  }
  return whole;
}

/** As `expect(…).toEqual` would say, without taking seconds for a megabyte. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function ascending(a: number, b: number): number {
  return a - b;
}
