import { expect } from "expect";
import { join } from "node:path";
import { NotFound, TooLarge, Unavailable } from "@/lib/chat/errors.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { randomId } from "@/lib/chat/random_id.ts";
import { DiskBytes } from "@/lib/files/disk_bytes.ts";
import { noSmallDisk, SmallDisk } from "../../support/small_disk.ts";
import { all, keepBytes, noise } from "./byte_store_suite.ts";

/** A folder of a test, and how many of its files this process has open. */
class Folder implements AsyncDisposable {
  private constructor(readonly path: string) {}

  static async make(): Promise<Folder> {
    return new Folder(await Deno.makeTempDir({ prefix: "conexao-disk-" }));
  }

  open(): Promise<DiskBytes> {
    return DiskBytes.open({ kind: "disk", path: join(this.path, "files") }, { log: silentLog });
  }

  fileOf(id: string): string {
    return join(this.path, "files", id.slice(0, 2), id);
  }

  async openHandles(): Promise<number> {
    let count = 0;
    for await (const { name } of Deno.readDir("/proc/self/fd")) {
      // One of them reads this very directory, and is gone by now.
      const target = await Deno.readLink(`/proc/self/fd/${name}`).catch(() => "");
      if (target.startsWith(this.path)) count++;
    }
    return count;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

const LINUX = Deno.build.os === "linux";

Deno.test("bytes in files below a folder", async (t) => {
  await using folder = await Folder.make();
  await keepBytes(t, { bytes: await folder.open() });
});

Deno.test("files are their owner's alone, in folders of the first two digits", async () => {
  await using folder = await Folder.make();
  const bytes = await folder.open();
  const id = randomId();
  await bytes.write(id, "ana", 0, noise(10));
  for (const [path, mode] of [[folder.fileOf(id), 0o600], [join(folder.fileOf(id), ".."), 0o700]]) {
    const { mode: is, size } = await Deno.stat(String(path));
    expect((is ?? 0) & 0o777).toBe(mode);
    if (mode === 0o600) expect(size).toBe(10);
  }
  expect((await Deno.stat(join(folder.path, "files"))).mode! & 0o777).toBe(0o700);
});

Deno.test("a folder that others could look into is closed to them", async () => {
  await using folder = await Folder.make();
  const path = join(folder.path, "files");
  await Deno.mkdir(path);
  await Deno.chmod(path, 0o755);
  await folder.open();
  expect((await Deno.stat(path)).mode! & 0o777).toBe(0o700);
});

Deno.test("where a file stands in place of the folder, the operator is told", async () => {
  await using folder = await Folder.make();
  await Deno.writeTextFile(join(folder.path, "files"), "");
  await expect(folder.open()).rejects.toThrow(/^Cannot use .*: check DATA_DIR$/);
});

Deno.test({
  name: "no handle stays open: neither of who writes, nor of who stops reading",
  ignore: !LINUX,
  async fn() {
    await using folder = await Folder.make();
    const bytes = await folder.open();
    const id = randomId();
    await bytes.write(id, "ana", 0, noise(bytes.piece));
    expect(await folder.openHandles()).toBe(0);
    const reader = bytes.read(id, { from: 0, to: bytes.piece })[Symbol.asyncIterator]();
    await reader.next();
    expect(await folder.openHandles()).toBe(1);
    await reader.return?.();
    expect(await folder.openHandles()).toBe(0);
    await expect(all(bytes.read(id, { from: 0, to: bytes.piece + 1 }))).rejects.toThrow(NotFound);
    expect(await folder.openHandles()).toBe(0);
  },
});

Deno.test("a file that was removed does not come back with a hole", async () => {
  await using folder = await Folder.make();
  const bytes = await folder.open();
  const id = randomId();
  await bytes.write(id, "ana", 0, noise(bytes.piece));
  await bytes.remove(id);
  await expect(bytes.write(id, "ana", bytes.piece, noise(10))).rejects.toThrow(NotFound);
  await bytes.write(id, "ana", 0, noise(10));
  await expect(bytes.write(id, "ana", bytes.piece, noise(10))).rejects.toThrow(NotFound);
});

Deno.test("what another opening wrote goes on after a crash in the middle of a piece", async () => {
  await using folder = await Folder.make();
  const whole = noise(5000);
  const id = randomId();
  await (await folder.open()).write(id, "ana", 0, whole.slice(0, 1000));
  // As a crash leaves it: longer than anybody has noted, and the rest is not what will come.
  await Deno.writeFile(folder.fileOf(id), noise(700), { append: true });
  const bytes = await folder.open();
  await bytes.write(id, "bruno", 0, whole);
  expect(await all(bytes.read(id, { from: 0, to: 5000 }))).toEqual(whole);
});

Deno.test("a folder taken away makes it unavailable, and given back it goes on", async () => {
  await using folder = await Folder.make();
  const bytes = await folder.open();
  const id = randomId();
  await bytes.write(id, "ana", 0, noise(10));
  const at = join(folder.path, "files", id.slice(0, 2));
  await Deno.rename(at, `${at}-away`);
  await Deno.writeTextFile(at, "");
  await expect(bytes.write(id, "ana", 0, noise(10))).rejects.toThrow(Unavailable);
  await expect(all(bytes.read(id, { from: 0, to: 10 }))).rejects.toThrow(Unavailable);
  await Deno.remove(at);
  await Deno.rename(`${at}-away`, at);
  expect(await all(bytes.read(id, { from: 0, to: 10 }))).toHaveLength(10);
});

Deno.test({
  name: "a full disk is said as such; what was there is there, and room makes it go on" +
    (noSmallDisk === undefined ? "" : ` (skipped: ${noSmallDisk})`),
  ignore: noSmallDisk !== undefined,
  async fn() {
    await using folder = await Folder.make();
    await using _disk = await SmallDisk.at(folder.path, { size: 2 << 20 });
    const bytes = await folder.open();
    const [first, second] = [randomId(), randomId()];
    const whole = noise(1_500_000);
    await bytes.write(first, "ana", 0, whole);
    const full = bytes.write(second, "ana", 0, whole);
    await expect(full).rejects.toThrow(TooLarge);
    await expect(full).rejects.toMatchObject({ field: "disk" });
    expect(await bytes.free()).toBeLessThan(600_000);
    expect(await all(bytes.read(first, { from: 0, to: whole.length }))).toHaveLength(1_500_000);
    await bytes.remove(first);
    await bytes.write(second, "ana", 0, whole);
    expect(await all(bytes.read(second, { from: 0, to: whole.length }))).toHaveLength(1_500_000);
  },
});
