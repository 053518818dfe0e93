import { expect } from "expect";
import { NotFound, RateLimited } from "@/lib/chat/errors.ts";
import type { RoomFile } from "@/lib/chat/file_store.ts";
import { type ReadFile, type Zip, ZipDesk } from "@/lib/files/zip_desk.ts";
import { eventually } from "../../support/eventually.ts";
import { unzipped } from "../../support/unzipped.ts";

const ANA = 7;
const BRUNO = 8;
const AT = Date.parse("2026-11-26T21:00:00.000Z");

function fileOf(name: string, size: number, id = name): RoomFile {
  const file = { id, name, size, type: "application/octet-stream" };
  return { file, seq: 1, author: { id: ANA, name: "Ana" }, at: AT };
}

/** Reads files that are full of the first letter of their id, in pieces of seven bytes. */
const letters: ReadFile = async function* (id, { from, to }) {
  const piece = new TextEncoder().encode(id[0]!.repeat(7));
  for (let left = to - from; left > 0; left -= 7) yield piece.slice(0, left);
};

async function bytesOf({ body }: Zip): Promise<Uint8Array<ArrayBuffer>> {
  return await new Response(body).bytes();
}

Deno.test("an archive holds each file under a name of its own, as large as it was told to be", async () => {
  const files = [
    fileOf("bolo.txt", 20, "a"),
    fileOf("bolo.txt", 3, "b"),
    fileOf("../ação ✓.txt", 0, "c"),
  ];
  const zip = new ZipDesk().begin(ANA, files, letters);
  const bytes = await bytesOf(zip);
  expect(bytes.length).toBe(zip.size);
  const read = unzipped(bytes);
  expect(read.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ["bolo.txt", "a".repeat(20)],
    ["bolo (2).txt", "bbb"],
    [".._ação ✓.txt", ""],
  ]);
  for (const { isUtf8, modified } of read) {
    expect([isUtf8, modified.getTime()]).toEqual([true, AT]);
  }
});

Deno.test("a thousand files fit", async () => {
  const files = Array.from({ length: 1_000 }, (_, n) => fileOf("foto.jpg", 10, `${n}`));
  const zip = new ZipDesk().begin(ANA, files, letters);
  const bytes = await bytesOf(zip);
  expect([bytes.length, unzipped(bytes).length]).toEqual([zip.size, 1_000]);
});

Deno.test("nobody has more than two under way, and each that ends makes room", async () => {
  const desk = new ZipDesk();
  const files = [fileOf("a", 100)];
  const [first, second] = [desk.begin(ANA, files, letters), desk.begin(ANA, files, letters)];
  expect(() => desk.begin(ANA, files, letters)).toThrow(RateLimited);
  await bytesOf(desk.begin(BRUNO, files, letters));
  await bytesOf(first);
  const third = desk.begin(ANA, files, letters);
  expect(() => desk.begin(ANA, files, letters)).toThrow(RateLimited);
  // Nobody has read any of it.
  await second.body.cancel();
  await third.body.cancel();
  desk.begin(ANA, files, letters);
  desk.begin(ANA, files, letters);
  expect(() => desk.begin(ANA, files, letters)).toThrow(RateLimited);
});

Deno.test("a file that goes on the way ends the archive without its end, and makes room", async () => {
  const desk = new ZipDesk();
  const torn: ReadFile = async function* (id, range) {
    yield* letters(id, { ...range, to: range.to / 2 });
    if (id === "b") throw new NotFound("the file");
    yield* letters(id, { ...range, to: range.to / 2 });
  };
  for (let times = 0; times < 3; times++) {
    const zip = desk.begin(ANA, [fileOf("a", 14), fileOf("b", 14), fileOf("c", 14)], torn);
    const got: Uint8Array[] = [];
    const reading = zip.body.pipeTo(new WritableStream({ write: (piece) => void got.push(piece) }));
    await expect(reading).rejects.toThrow(NotFound);
    expect(got.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(zip.size);
  }
});

Deno.test("what is not taken is not read, and who goes away lets go of the file", async () => {
  let [read, ended] = [0, 0];
  const zeros: ReadFile = async function* () {
    try {
      for (;; read++) yield new Uint8Array(1_000);
    } finally {
      ended++;
    }
  };
  const { body } = new ZipDesk().begin(ANA, [fileOf("a", 10_000_000)], zeros);
  const reader = body.getReader();
  for (let pieces = 0; pieces < 10; pieces++) await reader.read();
  await new Promise((resolve) => setTimeout(resolve));
  expect(read).toBeLessThan(20);
  expect(ended).toBe(0);
  await reader.cancel();
  await eventually(() => ended === 1);
});
