import { expect } from "expect";
import * as fc from "fast-check";
import type { FileState } from "@/lib/chat/file_store.ts";
import { Conflict, NotFound, TooLarge, Unauthenticated, Unavailable } from "@/lib/chat/errors.ts";
import { locationPatches } from "@/lib/files/location_patches.ts";
import { joined, jpegSegment, jpegWith, tiff, type TiffDirectory } from "../../support/pictures.ts";
import { eventually } from "../../support/eventually.ts";
import { meanwhile } from "../../support/meanwhile.ts";
import { Body, bodyOf, sha256, someBytes, UploadScene } from "./upload_scene.ts";

const HOUR_MS = 3_600_000;

Deno.test("a file that comes in one request is whole, and is what was sent", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana } = scene;
  const told: string[] = [];
  uploads.onWhole(({ id }) => void told.push(id));
  const content = someBytes(4_321);
  const file = await uploads.create(ana, { name: "c/ação.bin", size: content.length });
  expect(file).toMatchObject({ name: "ação.bin", size: 4_321, received: 0, owner: ana.id });
  const done = await uploads.append(ana, file.id, 0, bodyOf(content));
  expect(done.received).toBe(4_321);
  expect(done.whole?.hash.toHex()).toBe(sha256(content));
  expect(done.whole?.blob).toBe(file.id);
  expect(await scene.kept(file.id, 4_321)).toEqual(content);
  expect(told).toEqual([file.id]);
  expect((await uploads.status(ana, file.id)).whole?.hash.toHex()).toBe(sha256(content));
});

Deno.test("however it is cut into requests and parts, it is what was sent", async () => {
  await using scene = await UploadScene.open();
  const { ana } = scene;
  const cuts = fc.array(fc.integer({ min: 0, max: 2_500 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(cuts, fc.integer({ min: 1, max: 1_700 }), async (stretches, part) => {
      const size = stretches.reduce((sum, one) => sum + one, 0);
      const content = someBytes(size);
      const { id, whole } = await scene.uploads.create(ana, { name: "a", size });
      let [at, last] = [0, whole];
      for (const [n, stretch] of stretches.entries()) {
        // Another process each second time: it knows no hash of what came before.
        const uploads = n % 2 === 0 ? scene.uploads : scene.instance();
        const parts = [];
        for (let from = at; from < at + stretch; from += part) {
          parts.push(content.slice(from, Math.min(from + part, at + stretch)));
        }
        const file = await uploads.append(ana, id, at, ReadableStream.from(parts));
        at += stretch;
        expect(file.received).toBe(at);
        last = file.whole;
      }
      expect(last?.hash.toHex()).toBe(sha256(content));
      expect(await scene.kept(last!.blob, size)).toEqual(content);
    }),
    { numRuns: 15 },
  );
});

Deno.test("an empty file is whole at once", async () => {
  await using scene = await UploadScene.open();
  const { whole } = await scene.uploads.create(scene.ana, { name: "vazio", size: 0 });
  expect(whole?.hash.toHex()).toBe(sha256(new Uint8Array()));
});

Deno.test("what came before a cut is kept, and another process goes on at once", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana } = scene;
  const content = someBytes(5_000);
  const { id } = await uploads.create(ana, { name: "a", size: 5_000 });
  const body = new Body();
  const first = uploads.append(ana, id, 0, body.stream);
  await body.asked();
  await body.send(content.slice(0, 2_345));
  body.cut();
  await expect(first).rejects.toMatchObject({ code: "invalid" });
  const other = scene.instance();
  expect((await other.status(ana, id)).received).toBe(2_345);
  const done = await other.append(ana, id, 2_345, bodyOf(content.slice(2_345)));
  expect(done.whole?.hash.toHex()).toBe(sha256(content));
});

Deno.test("bytes for another place change nothing", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 10 });
  await uploads.append(ana, id, 0, bodyOf(someBytes(4)));
  for (const at of [0, 3, 5, 10, 1e12]) {
    const answer = uploads.append(ana, id, at, bodyOf(someBytes(1)));
    await expect(answer).rejects.toMatchObject({ code: "conflict", afterMs: undefined });
  }
  expect((await uploads.status(ana, id)).received).toBe(4);
});

Deno.test("more than was announced is refused, said beforehand or not", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 10 });
  const said = uploads.append(ana, id, 0, bodyOf(someBytes(11)), { announced: 11 });
  await expect(said).rejects.toThrow(TooLarge);
  expect((await uploads.status(ana, id)).received).toBe(0);
  const body = new Body();
  const unsaid = uploads.append(ana, id, 0, body.stream);
  await body.asked();
  await body.send(someBytes(6));
  body.send(someBytes(5));
  await expect(unsaid).rejects.toThrow(TooLarge);
  await body.dropped;
  expect(await uploads.status(ana, id)).toMatchObject({ received: 6, whole: undefined });
});

Deno.test("a newer request ends the older one, and goes on where that was", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana } = scene;
  const content = someBytes(3_000);
  const { id } = await uploads.create(ana, { name: "a", size: 3_000 });
  const dead = new Body();
  const first = uploads.append(ana, id, 0, dead.stream);
  first.catch(() => {});
  await dead.asked();
  await dead.send(content.slice(0, 1_500));
  const { received } = await meanwhile(scene.clock, uploads.status(ana, id));
  expect(received).toBe(1_500);
  await expect(first).rejects.toMatchObject({ code: "conflict", afterMs: expect.any(Number) });
  const done = await uploads.append(ana, id, 1_500, bodyOf(content.slice(1_500)));
  expect(done.whole?.hash.toHex()).toBe(sha256(content));
});

Deno.test("what is at hand when a newer request comes is not lost", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, clock, bytes } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 30_000 });
  const body = new Body();
  const first = uploads.append(ana, id, 0, body.stream);
  first.catch(() => {});
  await body.asked();
  const writing = bytes.hold("write");
  void body.send(someBytes(2_500));
  await writing.reached;
  const asked = meanwhile(clock, uploads.status(ana, id));
  for (let n = 0; n < 5; n++) void body.send(someBytes(1_000));
  writing.release();
  expect((await asked).received).toBe(7_500);
});

Deno.test("a sender who never stops is ended all the same", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, clock } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 100_000 });
  const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      controller.enqueue(someBytes(1));
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
  });
  const first = uploads.append(ana, id, 0, endless);
  first.catch(() => {});
  const { received } = await meanwhile(clock, uploads.status(ana, id));
  expect(received).toBeLessThan(1_000);
  await expect(first).rejects.toThrow(Conflict);
});

Deno.test("what another process writes is its own until that is cut off", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 3_000 });
  const body = new Body();
  const first = uploads.append(ana, id, 0, body.stream);
  first.catch(() => {});
  await body.asked();
  const other = scene.instance();
  const refused = other.append(ana, id, 0, bodyOf(someBytes(3_000)));
  await expect(refused).rejects.toMatchObject({ code: "conflict", afterMs: expect.any(Number) });
  body.cut();
  await expect(first).rejects.toThrow();
  const done = await other.append(ana, id, 0, bodyOf(someBytes(3_000)));
  expect(done.received).toBe(3_000);
});

Deno.test("a line without a byte for thirty seconds is let go of, with what it brought", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, clock } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 100 });
  const body = new Body();
  const first = uploads.append(ana, id, 0, body.stream);
  first.catch(() => {});
  await body.asked();
  await body.send(someBytes(42));
  clock.pass(29_000);
  await body.send(someBytes(1));
  clock.pass(36_000);
  await expect(first).rejects.toThrow(Unavailable);
  await body.dropped;
  expect((await uploads.status(ana, id)).received).toBe(43);
  expect(clock.waiting).toBe(0);
});

Deno.test("what a slow sender brings is noted in time", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, clock, store } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 100 });
  const body = new Body();
  const sending = uploads.append(ana, id, 0, body.stream);
  await body.asked();
  await body.send(someBytes(10));
  clock.pass(4_000);
  await body.send(someBytes(1));
  await eventually(async () => (await store.files.find(id))?.received === 11);
  body.end();
  expect((await sending).received).toBe(11);
});

Deno.test("a file that is all here and not whole is made whole by the next question", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, files } = scene;
  const content = someBytes(2_000);
  const { id } = await uploads.create(ana, { name: "a", size: 2_000 });
  files.answer("finish", () => Promise.reject(new Unavailable()));
  await expect(uploads.append(ana, id, 0, bodyOf(content))).rejects.toThrow(Unavailable);
  const other = scene.instance();
  const { whole } = await other.status(ana, id);
  expect(whole?.hash.toHex()).toBe(sha256(content));
});

Deno.test("somebody else's file is as if it were not there", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, bruno } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 10 });
  const missing = "0".repeat(32);
  const tries = [
    (file: string) => uploads.status(bruno, file),
    (file: string) => uploads.append(bruno, file, 0, bodyOf(someBytes(1))),
    (file: string) => uploads.cancel(bruno, file),
  ];
  for (const attempt of tries) {
    const [theirs, none] = await Promise.allSettled([attempt(id), attempt(missing)]);
    expect(theirs).toEqual(none);
    expect(theirs).toMatchObject({ status: "rejected", reason: expect.any(NotFound) });
  }
  expect((await uploads.status(ana, id)).received).toBe(0);
});

Deno.test("a file that is given up is gone, in the middle too, and so is its space", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, store } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 50_000 });
  const body = new Body();
  const sending = uploads.append(ana, id, 0, body.stream);
  sending.catch(() => {});
  await body.asked();
  await body.send(someBytes(1_500));
  await meanwhile(scene.clock, uploads.cancel(ana, id));
  await expect(sending).rejects.toThrow(NotFound);
  await expect(uploads.status(ana, id)).rejects.toThrow(NotFound);
  expect((await store.files.usage(ana.id)).person).toBe(0);
});

Deno.test("a part that nobody goes on with is kept for an hour; a password makes it a day", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, clock } = scene;
  const hours = ({ expiresAt = 0 }: FileState) => Math.round((expiresAt - clock.now()) / HOUR_MS);
  const named = { ...ana, hasPassword: true };
  const short = await uploads.create(ana, { name: "a", size: 10 });
  const long = await uploads.create(named, { name: "b", size: 10 });
  expect([hours(short), hours(long)]).toEqual([1, 24]);
  expect(hours(await uploads.append(named, short.id, 0, bodyOf(someBytes(1))))).toBe(24);
  expect(hours(await uploads.status(ana, short.id))).toBe(24);
  expect(hours(await uploads.append(ana, long.id, 0, bodyOf(someBytes(10))))).toBe(24);
});

Deno.test("whoever stops puts down what has come, and takes no more", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 10_000 });
  const body = new Body();
  const sending = uploads.append(ana, id, 0, body.stream);
  sending.catch(() => {});
  await body.asked();
  await body.send(someBytes(2_222));
  await meanwhile(scene.clock, uploads.drain());
  await expect(sending).rejects.toThrow(Unavailable);
  expect((await scene.store.files.find(id))?.received).toBe(2_222);
  const late = uploads.append(ana, id, 2_222, bodyOf(someBytes(1)));
  await expect(late).rejects.toThrow(Unavailable);
  const other = scene.instance();
  expect((await other.append(ana, id, 2_222, bodyOf(someBytes(1)))).received).toBe(2_223);
});

Deno.test("whose session has ended sends no more under it", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, clock } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 10_000 });
  const body = new Body();
  let isIn = true;
  const isAlive = () => Promise.resolve(isIn);
  const sending = uploads.append(ana, id, 0, body.stream, { isAlive });
  sending.catch(() => {});
  await body.asked();
  await body.send(someBytes(1_000));
  clock.pass(1_000);
  await body.send(someBytes(1_000));
  isIn = false;
  clock.pass(1_000);
  void body.send(someBytes(1_000));
  await expect(sending).rejects.toThrow(Unauthenticated);
  await body.dropped;
  expect((await uploads.status(ana, id)).received).toBe(3_000);
});

Deno.test("what a picture says of where it was taken is gone before it is known by its content", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana } = scene;
  // A comment before it brings the place into the second piece.
  const comment = jpegSegment(0xfe, "x".repeat(1_200));
  const place = { 1: { text: "S\0" }, 2: { ratios: [[23, 1], [33, 1], [6, 10]] } } as TiffDirectory;
  const exif = joined("Exif\0\0", tiff([{ 0x8825: { directory: place } }]));
  const content = jpegWith(comment, jpegSegment(0xe1, exif));
  const { id } = await uploads.create(ana, { name: "a.jpg", size: content.length });
  const { whole } = await uploads.append(ana, id, 0, bodyOf(content));
  const kept = await scene.kept(id, content.length);
  expect(whole).toMatchObject({ type: "image/jpeg" });
  expect(kept).not.toEqual(content);
  expect(await locationPatches((from, to) => Promise.resolve(kept.slice(from, to)), kept.length))
    .toEqual([]);
  expect(whole?.hash.toHex()).toBe(sha256(kept));
});

Deno.test("the same content is kept once", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, bruno } = scene;
  const content = someBytes(3_000);
  const [first, second] = await Promise.all([ana, bruno].map(async (who) => {
    const { id } = await uploads.create(who, { name: "a", size: 3_000 });
    return await uploads.append(who, id, 0, bodyOf(content));
  }));
  expect(first!.whole?.blob).toBe(second!.whole?.blob);
  expect(first!.id).not.toBe(second!.id);
});

Deno.test("a file that is whole takes nothing more, and can be given up", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 5 });
  await uploads.append(ana, id, 0, bodyOf(someBytes(5)));
  await expect(uploads.append(ana, id, 0, bodyOf(someBytes(5)))).rejects.toThrow(Conflict);
  expect((await uploads.append(ana, id, 5, bodyOf(new Uint8Array()))).whole).toBeDefined();
  await uploads.cancel(ana, id);
  await expect(uploads.status(ana, id)).rejects.toThrow(NotFound);
});
