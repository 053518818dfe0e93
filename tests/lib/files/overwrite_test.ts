import { expect } from "expect";
import * as fc from "fast-check";
import { overwrite } from "@/lib/files/overwrite.ts";
import { bodyOf, someBytes, UploadScene } from "./upload_scene.ts";

Deno.test("what is written over lies where it should, across pieces and at both ends", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana } = scene;
  const size = 3_456;
  const content = someBytes(size);
  const { id } = await uploads.create(ana, { name: "a", size });
  await uploads.append(ana, id, 0, bodyOf(content));
  const patch = fc.record({
    at: fc.integer({ min: 0, max: size - 1 }),
    length: fc.integer({ min: 1, max: 2_500 }),
  }).map(({ at, length }) => ({ at, bytes: someBytes(Math.min(length, size - at)) }));
  const patches = fc.array(patch, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(patches, async (all) => {
      await overwrite({ bytes: scene.bytes.door, id, holder: "", size }, all);
      for (const { at, bytes } of all) content.set(bytes, at);
      expect(await scene.kept(id, size)).toEqual(content);
    }),
    { numRuns: 30 },
  );
});

Deno.test("nothing to write over touches nothing", async () => {
  await using scene = await UploadScene.open();
  const before = scene.bytes.calls("write");
  await overwrite({ bytes: scene.bytes.door, id: "a", holder: "", size: 5 }, []);
  expect(scene.bytes.calls("write")).toBe(before);
});
