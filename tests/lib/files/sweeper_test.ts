import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import { Sweeper } from "@/lib/files/sweeper.ts";
import { turn } from "../../support/fake_clock.ts";
import { eventually } from "../../support/eventually.ts";
import { bodyOf, someBytes, UploadScene } from "./upload_scene.ts";

function sweeperOf({ files, bytes, clock, log }: UploadScene): Sweeper {
  return new Sweeper({ store: files.door, bytes: bytes.door, clock, log });
}

/** A file that was given up, its bytes still there. */
async function givenUp({ uploads, ana }: UploadScene): Promise<string> {
  const { id } = await uploads.create(ana, { name: "a", size: 2_000 });
  await uploads.append(ana, id, 0, bodyOf(someBytes(1_500)));
  await uploads.cancel(ana, id);
  return id;
}

Deno.test("the bytes of what was given up are gone at the next sweep, and no others", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, clock, files } = scene;
  const kept = await uploads.create(ana, { name: "b", size: 1_000 });
  await uploads.append(ana, kept.id, 0, bodyOf(someBytes(1_000)));
  const sweeper = sweeperOf(scene);
  sweeper.start();
  await eventually(() => files.calls("sweep") > 0);
  const id = await givenUp(scene);
  expect((await scene.kept(id, 1_500)).length).toBe(1_500);
  clock.pass(60_000);
  await eventually(() => files.calls("swept") > 0);
  await sweeper.stop();
  await expect(scene.kept(id, 1_500)).rejects.toThrow();
  expect((await scene.kept(kept.id, 1_000)).length).toBe(1_000);
  expect(await scene.store.files.sweep()).toEqual([]);
});

Deno.test("of the same content twice the second bytes are swept, and the first can be read", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, bruno, files } = scene;
  const content = someBytes(1_234);
  const ids = [];
  for (const who of [ana, bruno]) {
    const { id } = await uploads.create(who, { name: "a", size: content.length });
    await uploads.append(who, id, 0, bodyOf(content));
    ids.push(id);
  }
  const sweeper = sweeperOf(scene);
  sweeper.start();
  // Bytes that somebody may be writing are left alone as long as a lease lasts.
  await eventually(async () => {
    scene.clock.pass(60_000);
    await turn();
    return files.calls("swept") > 0;
  }, { withinMs: 15_000, everyMs: 100 });
  await sweeper.stop();
  await expect(scene.kept(ids[1]!, content.length)).rejects.toThrow();
  const { whole } = await uploads.status(bruno, ids[1]!);
  expect(await scene.kept(whole!.blob, content.length)).toEqual(content);
});

Deno.test("what could not be removed is removed another time", async () => {
  await using scene = await UploadScene.open();
  const { bytes, files, clock, log } = scene;
  const id = await givenUp(scene);
  const back = bytes.fail("remove", new Unavailable());
  const sweeper = sweeperOf(scene);
  sweeper.start();
  await eventually(() => bytes.calls("remove") > 0);
  await turn();
  back();
  clock.pass(60_000);
  await eventually(() => files.calls("swept") > 0);
  await sweeper.stop();
  await expect(scene.kept(id, 1_500)).rejects.toThrow();
  expect(log.lines).toEqual([]);
});

Deno.test("once it is stopped it asks no more", async () => {
  await using scene = await UploadScene.open();
  const { files, clock } = scene;
  const sweeper = sweeperOf(scene);
  sweeper.start();
  sweeper.start();
  await eventually(() => files.calls("sweep") > 0);
  await sweeper.stop();
  const asked = files.calls("sweep");
  await clock.flow(200_000, 50_000);
  expect([files.calls("sweep"), clock.waiting]).toEqual([asked, 0]);
});
