import { MagickFormat } from "@imagemagick/magick-wasm";
import { expect } from "expect";
import { NoPreview, PreviewMaker } from "@/lib/files/preview_maker.ts";
import { Previews } from "@/lib/files/previews.ts";
import { MemoryGuard } from "@/lib/telemetry/memory_guard.ts";
import type { WholeState } from "@/lib/files/uploads.ts";
import { eventually } from "../../support/eventually.ts";
import { painted } from "../../support/painted.ts";
import { type Bytes, PNG, pngChunk, pngWith } from "../../support/pictures.ts";
import { bodyOf, UploadScene } from "./upload_scene.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Uploads, and previews of what comes, by a clock that the test moves. */
class PreviewScene implements AsyncDisposable {
  readonly uploads: UploadScene;
  readonly maker: PreviewMaker;
  readonly previews: Previews;
  /** Of a gigabyte; a test says how much of it is used. */
  readonly memory = new MemoryGuard(1_024, () => this.usedBytes);
  usedBytes = 0;

  private constructor(uploads: UploadScene, worker?: URL) {
    this.uploads = uploads;
    this.maker = new PreviewMaker({ clock: uploads.clock, ...worker ? { worker } : {} });
    this.previews = this.instance(this.maker);
  }

  static async open(worker?: string): Promise<PreviewScene> {
    const url = worker === undefined ? undefined : new URL(worker, import.meta.url);
    return new PreviewScene(await UploadScene.open(), url);
  }

  instance(maker: PreviewMaker): Previews {
    const { files, bytes, clock, log } = this.uploads;
    const parts = { store: files.door, bytes: bytes.door, clock, log, maker };
    return new Previews({ ...parts, memory: this.memory });
  }

  async send(content: Bytes): Promise<WholeState> {
    const { uploads, ana } = this.uploads;
    const { id } = await uploads.create(ana, { name: "foto", size: content.length });
    const { whole, ...file } = await uploads.append(ana, id, 0, bodyOf(content));
    return { ...file, whole: whole! };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.previews.close();
    await this.uploads[Symbol.asyncDispose]();
  }
}

const SILENT = "../../support/silent_worker.ts";

/** Resolves when the silent worker has a picture. */
async function pictureTaken(): Promise<void> {
  const channel = new BroadcastChannel("silent worker");
  await new Promise((resolve) => channel.onmessage = resolve);
  channel.close();
}

/** Pictures of eight by six pixels, all of them different. */
function another(number: number): Bytes {
  return pngWith([pngChunk("tEXt", `Comment\0${number}`)]);
}

Deno.test("a picture that has come gets its previews, and they are kept", async () => {
  await using scene = await PreviewScene.open();
  const { previews, uploads: { store } } = scene;
  const wide = { width: 1_000, height: 500 };
  const file = await scene.send(await painted(MagickFormat.Png, wide));
  expect(file.whole).toMatchObject(wide);
  previews.prepare(file);
  expect(await previews.of(file, "small")).toMatchObject({ width: 640, height: 320 });
  expect(await store.files.preview(file.whole.blob, "large")).toMatchObject(wide);
});

Deno.test("what is kept is not made again; what is missing is, for all who ask at once", async () => {
  await using scene = await PreviewScene.open();
  const { previews, uploads: { clock, log } } = scene;
  const file = await scene.send(PNG);
  const asked = [
    previews.of(file, "small"),
    previews.of(file, "small"),
    previews.of(file, "large"),
  ] as const;
  const [first, second, large] = await Promise.all(asked);
  expect(first).toBe(second);
  expect(large).toMatchObject({ width: 8, height: 6 });
  const other = new PreviewMaker({ clock });
  expect((await scene.instance(other).of(file, "small"))?.bytes).toEqual(first!.bytes);
  expect(other.isRunning).toBe(false);
  expect(log.of("previews.none")).toEqual([]);
});

Deno.test("what is no picture has no preview, and nothing is started for it", async () => {
  await using scene = await PreviewScene.open();
  const file = await scene.send(new TextEncoder().encode("uma nota") as Bytes);
  scene.previews.prepare(file);
  expect(await scene.previews.of(file, "small")).toBeUndefined();
  expect(scene.maker.isRunning).toBe(false);
});

Deno.test("a picture that cannot be read is tried again after a while only", async () => {
  await using scene = await PreviewScene.open();
  const { previews, uploads: { clock, log } } = scene;
  const file = await scene.send(PNG.slice(0, 45));
  for (const [waited, tries] of [[0, 1], [9 * MINUTE_MS, 1], [MINUTE_MS, 2]] as const) {
    clock.pass(waited);
    expect(await previews.of(file, "small")).toBeUndefined();
    expect(log.of("previews.none").length).toBe(tries);
  }
  expect(await previews.of(await scene.send(PNG), "small")).toBeDefined();
});

Deno.test("nobody waits longer than five seconds, and then its worker is gone", async () => {
  await using scene = await PreviewScene.open(SILENT);
  const { previews, maker, uploads: { clock, log } } = scene;
  const file = await scene.send(PNG);
  const atWork = pictureTaken();
  const asked = previews.of(file, "small");
  await atWork;
  clock.pass(5 * SECOND_MS);
  expect(await asked).toBeUndefined();
  const line = await eventually(() => log.of("previews.none")[0]);
  expect(line.fields).toEqual({ why: "It took too long" });
  expect(maker.isRunning).toBe(false);
});

Deno.test("where memory is short, a picture waits until there is some", async () => {
  await using scene = await PreviewScene.open();
  const file = await scene.send(PNG);
  scene.usedBytes = 700 * 2 ** 20;
  expect(await scene.previews.of(file, "small")).toBeUndefined();
  expect(scene.maker.isRunning).toBe(false);
  scene.usedBytes = 600 * 2 ** 20;
  expect(await scene.previews.of(file, "small")).toBeDefined();
});

Deno.test("twenty pictures wait for one; the next has to be asked for later", async () => {
  await using scene = await PreviewScene.open(SILENT);
  const { previews, uploads: { log } } = scene;
  for (let i = 0; i <= 20; i++) previews.prepare(await scene.send(another(i)));
  const last = await scene.send(another(99));
  previews.prepare(last);
  expect(await previews.of(last, "small")).toBeUndefined();
  expect(log.of("previews.none")).toEqual([]);
});

Deno.test("a worker that has nothing to do goes after a minute", async () => {
  await using scene = await PreviewScene.open();
  await scene.previews.of(await scene.send(PNG), "small");
  scene.uploads.clock.pass(MINUTE_MS - 1);
  expect(scene.maker.isRunning).toBe(true);
  scene.uploads.clock.pass(1);
  expect(scene.maker.isRunning).toBe(false);
  expect(await scene.previews.of(await scene.send(another(1)), "small")).toBeDefined();
});

Deno.test("whoever has taken the codecs over can do nothing with them", async () => {
  await using scene = await PreviewScene.open("../../support/nosy_worker.ts");
  const ends = await scene.maker.make(() => Promise.resolve(PNG.slice()), "image/png")
    .then(() => "", (error: NoPreview) => error.message);
  const tries: [string, string][] = Object.entries(JSON.parse(ends));
  expect(tries.length).toBe(11);
  for (const [name, end] of tries) {
    // A module that may not be had is told as one that cannot.
    expect([name, end]).toEqual([name, name.startsWith("import") ? "TypeError" : "NotCapable"]);
  }
});

Deno.test("a server that stops keeps nobody waiting", async () => {
  await using scene = await PreviewScene.open(SILENT);
  const { previews } = scene;
  const atWork = pictureTaken();
  const asked = previews.of(await scene.send(PNG), "small");
  await atWork;
  previews.close();
  expect(await asked).toBeUndefined();
});
