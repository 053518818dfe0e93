import { expect } from "expect";
import { createHash } from "node:crypto";
import { Forbidden, NotFound } from "@/lib/chat/errors.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Asker, OpenFile } from "@/lib/files/shared_files.ts";
import { newId } from "../../support/new_id.ts";
import { unzipped } from "../../support/unzipped.ts";
import { SharedFilesScene } from "./shared_files_scene.ts";

const MISSING = "0".repeat(32);
const LIST = { order: "oldest", limit: 50, offset: 0 } as const;

async function textOf(file: OpenFile, from = 0, to = file.size): Promise<string> {
  return await new Response(ReadableStream.from(file.read({ from, to }))).text();
}

/** Somebody on the one session that they have. */
function asker(user: User): Asker {
  return { user, key: user.name };
}

/** A private room of Ana's alone. */
async function kitchen({ world }: SharedFilesScene): Promise<number> {
  const draft = { name: "Cozinha", topic: "", kind: "private", members: [] } as const;
  return (await world.rooms.create(world.ana, draft)).id;
}

Deno.test("who is in the room reads its files, as they are", async () => {
  await using scene = await SharedFilesScene.open();
  const { ana, bruno, geral } = scene.world;
  const [{ id } = { id: "" }] = await scene.share(ana, geral, { name: "avó.txt", text: "o bolo" });
  const file = await scene.files.open(asker(bruno), id);
  const hash = createHash("sha256").update("o bolo").digest("hex");
  expect(file).toMatchObject({ name: "avó.txt", size: 6, type: "text/plain", hash });
  expect(await textOf(file)).toBe("o bolo");
  expect(await textOf(file, 2, 5)).toBe("bol");
});

Deno.test("what was never sent, is deleted, or is in a room that one is not in, is all the same", async () => {
  await using scene = await SharedFilesScene.open();
  const { world, files } = scene;
  const { ana, bruno, chat, geral, rooms } = world;
  const cozinha = await kitchen(scene);
  const [hidden] = await scene.share(ana, cozinha, {});
  const [deleted, left] = await scene.share(ana, geral, { text: "a" }, { text: "b" });
  await chat.delete(ana, { id: newId(), room: geral, seq: deleted!.seq });
  await rooms.leave(bruno, geral);
  const waiting = await scene.send(bruno);
  const strange = ["", "a", MISSING.toUpperCase() + "A", "../x", `${hidden!.id} `, MISSING];
  const refusals = new Set<string>();
  for (const id of [waiting, hidden!.id, deleted!.id, left!.id, ...strange]) {
    for (const ask of [files.open(asker(bruno), id), files.preview(bruno.id, id, "small")]) {
      const error = await ask.then(() => undefined, (error) => error);
      expect([id, error]).toEqual([id, expect.any(NotFound)]);
      refusals.add(JSON.stringify([error.code, error.message, error.field, error.afterMs]));
    }
  }
  expect(refusals.size).toBe(1);
  // What it is that they do not get.
  expect(await textOf(await files.open(asker(ana), hidden!.id))).toBe("uma nota");
});

Deno.test("who leaves while a long file comes gets no more of it after a second", async () => {
  await using scene = await SharedFilesScene.open();
  const { ana, bruno, geral, rooms } = scene.world;
  const [long] = await scene.share(ana, geral, { text: "bolo ".repeat(300_000) });
  const file = await scene.files.open(asker(bruno), long!.id);
  const reading = file.read({ from: 0, to: file.size })[Symbol.asyncIterator]();
  expect((await reading.next()).done).toBe(false);
  await rooms.leave(bruno, geral);
  expect((await reading.next()).done).toBe(false);
  scene.clock.pass(1_000);
  await expect(reading.next()).rejects.toThrow(NotFound);
});

Deno.test("who is banned or signed out while a long file comes gets no more of it after a second", async () => {
  await using scene = await SharedFilesScene.open();
  const { ana, bruno, geral } = scene.world;
  const [long] = await scene.share(ana, geral, { text: "bolo ".repeat(300_000) });
  const file = await scene.files.open(asker(bruno), long!.id);
  const reading = file.read({ from: 0, to: file.size })[Symbol.asyncIterator]();
  await reading.next();
  scene.ended.add(asker(bruno).key);
  scene.clock.pass(1_000);
  await expect(reading.next()).rejects.toThrow(NotFound);
});

Deno.test("the files of a room are listed to its members, by parts of their names", async () => {
  await using scene = await SharedFilesScene.open();
  const { world: { ana, bruno, geral, rooms }, files } = scene;
  await scene.share(
    ana,
    geral,
    { name: "Relatório Final.pdf", type: "application/pdf" },
    { name: "foto.png", type: "image/png" },
  );
  const names = async (text: string) =>
    (await files.list(bruno.id, geral, { ...LIST, text })).files.map(({ file }) => file.name);
  expect(await names("")).toEqual(["Relatório Final.pdf", "foto.png"]);
  expect(await names("  FINAL   relatorio ")).toEqual(["Relatório Final.pdf"]);
  expect(await names("final foto")).toEqual([]);
  const { total } = await files.list(bruno.id, geral, { ...LIST, limit: 1 });
  expect(total).toBe(2);
  await rooms.leave(bruno, geral);
  await expect(files.list(bruno.id, geral, LIST)).rejects.toThrow(Forbidden);
  await expect(files.list(bruno.id, await kitchen(scene), LIST)).rejects.toThrow(NotFound);
});

Deno.test("an archive holds what was chosen, once, and nothing of another room", async () => {
  await using scene = await SharedFilesScene.open();
  const { world: { ana, bruno, geral }, files } = scene;
  const sent = [{ name: "a.txt", text: "um" }, { name: "a.txt", text: "dois" }, { text: "três" }];
  const [one, two] = await scene.share(ana, geral, ...sent);
  const { body } = await files.zip(asker(bruno), geral, [two!.id, one!.id, two!.id]);
  const read = unzipped(await new Response(body).bytes())
    .map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]);
  expect(read).toEqual([["a.txt", "dois"], ["a (2).txt", "um"]]);
  const [hidden] = await scene.share(ana, await kitchen(scene), {});
  for (const ids of [[], [one!.id, MISSING], [one!.id, hidden!.id], [await scene.send(bruno)]]) {
    await expect(files.zip(asker(bruno), geral, ids)).rejects.toThrow("Cannot find the file");
  }
});

Deno.test("a message that is deleted on the way ends the archive without its end", async () => {
  await using scene = await SharedFilesScene.open();
  const { world: { ana, bruno, chat, geral }, files } = scene;
  const [one, two] = await scene.share(ana, geral, { text: "bolo ".repeat(300_000) }, {});
  const zip = await files.zip(asker(bruno), geral, [one!.id, two!.id]);
  const reader = zip.body.getReader();
  await reader.read();
  await chat.delete(ana, { id: newId(), room: geral, seq: two!.seq });
  await expect((async () => {
    while (!(await reader.read()).done);
  })()).rejects.toThrow(NotFound);
});

Deno.test("a picture's smaller form is given to whom the picture is", async () => {
  await using scene = await SharedFilesScene.open();
  const { world: { ana, bruno, geral, rooms, store }, files } = scene;
  const [picture] = await scene.share(ana, geral, { name: "foto.png", type: "image/png" });
  await expect(files.preview(bruno.id, picture!.id, "small")).rejects.toThrow(NotFound);
  const { whole } = (await store.files.find(picture!.id))!;
  const bytes = new Uint8Array([1, 2, 3]);
  await store.files.keepPreview(whole!.blob, "small", { width: 2, height: 1, bytes });
  const preview = await files.preview(bruno.id, picture!.id, "small");
  expect(preview).toEqual({ bytes, tag: `${whole!.hash.toHex()}-small` });
  await expect(files.preview(bruno.id, picture!.id, "large")).rejects.toThrow(NotFound);
  await rooms.leave(bruno, geral);
  await expect(files.preview(bruno.id, picture!.id, "small")).rejects.toThrow(NotFound);
});
