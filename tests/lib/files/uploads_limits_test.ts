import { expect } from "expect";
import { RateLimited, TooLarge, Unavailable } from "@/lib/chat/errors.ts";
import { Body, bodyOf, sha256, someBytes, UploadScene } from "./upload_scene.ts";

Deno.test("a sixth file at once has to wait", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, bruno } = scene;
  for (let n = 0; n < 5; n++) await uploads.create(ana, { name: "a", size: 1 });
  await expect(uploads.create(ana, { name: "a", size: 1 })).rejects.toThrow(RateLimited);
  await uploads.create(bruno, { name: "a", size: 1 });
});

Deno.test("thousands of empty files are too many", async () => {
  await using scene = await UploadScene.open();
  const uploads = scene.instance({ rateLimits: true });
  let taken = 0;
  await expect((async () => {
    for (; taken < 10_000; taken++) await uploads.create(scene.ana, { name: "a", size: 0 });
  })()).rejects.toThrow(RateLimited);
  expect(taken).toBe(200);
});

Deno.test("each limit is told by its name, and beforehand", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, bruno, limits, bytes } = scene;
  const create = (size: number, who = ana) => uploads.create(who, { name: "a", size });
  bytes.answer("free", () => Promise.resolve(undefined));
  expect(await uploads.limits(ana)).toEqual({ file: 100_000, left: 1_000_000, open: 5 });
  await expect(create(100_001)).rejects.toMatchObject({ code: "too_large", field: "size" });

  limits.filesPerPerson = 150_000;
  await create(100_000);
  expect(await uploads.limits(ana)).toMatchObject({ file: 50_000, left: 50_000 });
  await expect(create(50_001)).rejects.toMatchObject({ code: "too_large", field: "person" });
  expect(await uploads.limits(bruno)).toMatchObject({ left: 150_000 });

  limits.filesTotal = 160_000;
  expect(await uploads.limits(bruno)).toMatchObject({ left: 60_000 });
  await expect(create(60_001, bruno)).rejects.toMatchObject({ field: "server" });
});

Deno.test("what is announced has its space on the disk, before it is there", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, bruno, limits, bytes } = scene;
  const disk = (free: number) => bytes.answer("free", () => Promise.resolve(free));
  limits.diskFree = 1_000;
  disk(101_000);
  const { id } = await uploads.create(ana, { name: "a", size: 60_000 });
  disk(101_000);
  expect(await uploads.limits(bruno)).toMatchObject({ left: 40_000 });
  disk(101_000);
  const more = uploads.create(bruno, { name: "b", size: 40_001 });
  await expect(more).rejects.toMatchObject({ code: "too_large", field: "disk" });
  await uploads.append(ana, id, 0, bodyOf(someBytes(60_000)));
  disk(41_000);
  await uploads.create(bruno, { name: "b", size: 40_000 });
});

Deno.test("of many who announce at once none gets what another has", async () => {
  await using scene = await UploadScene.open();
  const { ana, bruno, limits } = scene;
  limits.filesTotal = 300_000;
  const instances = [scene.uploads, scene.instance()];
  const answers = await Promise.allSettled(
    [ana, bruno, ana, bruno, ana, bruno].map((who, n) =>
      instances[n % 2]!.create(who, { name: "a", size: 70_000 })
    ),
  );
  expect(answers.filter(({ status }) => status === "fulfilled").length).toBe(4);
  for (const answer of answers) {
    if (answer.status === "rejected") expect(answer.reason).toMatchObject({ field: "server" });
  }
});

Deno.test("a disk that is full ends it; what was there before is kept", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, bytes } = scene;
  const content = someBytes(5_000);
  const { id } = await uploads.create(ana, { name: "a", size: 5_000 });
  await uploads.append(ana, id, 0, bodyOf(content.slice(0, 1_500)));
  const emptied = bytes.fail("write", new TooLarge("The disk is full", { field: "disk" }));
  const full = uploads.append(ana, id, 1_500, bodyOf(content.slice(1_500)));
  await expect(full).rejects.toMatchObject({ code: "too_large", field: "disk" });
  expect((await uploads.status(ana, id)).received).toBe(1_500);
  emptied();
  const done = await uploads.append(ana, id, 1_500, bodyOf(content.slice(1_500)));
  expect(done.whole?.hash.toHex()).toBe(sha256(content));
});

Deno.test("where others fill the disk it is left before nothing is free", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, bytes, limits, clock } = scene;
  limits.diskFree = 1_000;
  const { id } = await uploads.create(ana, { name: "a", size: 10_000 });
  const body = new Body();
  const sending = uploads.append(ana, id, 0, body.stream);
  sending.catch(() => {});
  await body.asked();
  await body.send(someBytes(2_000));
  clock.pass(1_000);
  bytes.answer("free", () => Promise.resolve(999));
  body.send(someBytes(1_000));
  await expect(sending).rejects.toMatchObject({ code: "too_large", field: "disk" });
  expect((await uploads.status(ana, id)).received).toBe(3_000);
});

Deno.test("a process short of memory begins nothing", async () => {
  await using scene = await UploadScene.open();
  const { uploads, ana, memory } = scene;
  const { id } = await uploads.create(ana, { name: "a", size: 10 });
  memory.isLow = true;
  await expect(uploads.create(ana, { name: "b", size: 1 })).rejects.toThrow(Unavailable);
  await expect(uploads.append(ana, id, 0, bodyOf(someBytes(1)))).rejects.toThrow(Unavailable);
  expect((await uploads.status(ana, id)).received).toBe(0);
});
