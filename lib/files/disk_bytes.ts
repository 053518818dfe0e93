import { statfs } from "node:fs/promises";
import type { ByteStore } from "@/lib/chat/byte_store.ts";
import { ChatError, NotFound, TooLarge, Unavailable } from "@/lib/chat/errors.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { DiskBytesConfig } from "./bytes_config.ts";

/** Two of them are what an upload takes of the memory; larger ones are not quicker. */
const PIECE = 1 << 20;
/**
 * So many pieces are handed to the disk before it is waited for: a database on it that syncs a message
 * waits for all that is written and not synced (ext4 in its ordered mode), 100 ms and more for a second of
 * an upload, 20 for this.
 */
const SYNCED = 16;
/**
 * Read at once, a slower reader holds no more than this; and written at once: for a write of 1 MiB, Linux
 * (6.18, ext4) looks for as much memory in one stretch, and takes twice to ten times as long.
 */
const AT_ONCE = 256 << 10;
/** The disk is full, or what the machine grants this user of it. */
const FULL = new Set(["ENOSPC", "EDQUOT"]);

/**
 * A file for each, `<path>/<first two digits>/<id>`. Pieces are written to their place in it, so that
 * a crash leaves nothing but a file that goes on, or one that is swept with its row.
 */
export class DiskBytes implements ByteStore {
  readonly piece = PIECE;
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** @throws {Unavailable} with a line for the operator, if the folder cannot be made */
  static async open({ path }: DiskBytesConfig, { log }: { log: Log }): Promise<DiskBytes> {
    try {
      await makeFolder(path);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Unavailable(`Cannot use ${path}: ${why}: check DATA_DIR`, { cause: error });
    }
    if (Deno.build.os !== "windows") {
      // Not ours, or on a disk that knows no rights: it works, and somebody should know.
      await Deno.chmod(path, 0o700).catch(() => log.warn("files.not_private", { folder: path }));
    }
    return new DiskBytes(path);
  }

  async write(id: string, _holder: string, at: number, bytes: Uint8Array): Promise<void> {
    try {
      using file = await this.#openToWrite(id, at);
      if (at > 0 && (await file.stat()).size < at) throw new NotFound("the file's earlier bytes");
      await file.seek(at, Deno.SeekMode.Start);
      for (let done = 0; done < bytes.length;) {
        done += await file.write(bytes.subarray(done, done + AT_ONCE));
      }
      if ((at / PIECE + 1) % SYNCED === 0) await file.syncData();
      if (at === 0) await syncFolder(this.#folderOf(id));
    } catch (error) {
      throw told(error);
    }
  }

  async settle(id: string): Promise<void> {
    try {
      using file = await Deno.open(this.#fileOf(id), { write: true });
      await file.syncData();
    } catch (error) {
      throw told(error);
    }
  }

  async *read(
    id: string,
    { from, to }: { from: number; to: number },
  ): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
    if (from >= to) return;
    try {
      using file = await Deno.open(this.#fileOf(id));
      await file.seek(from, Deno.SeekMode.Start);
      for (let left = to - from; left > 0;) {
        const bytes = new Uint8Array(Math.min(left, AT_ONCE));
        const length = await file.read(bytes);
        if (length === null) throw new NotFound("bytes of the file");
        left -= length;
        yield bytes.subarray(0, length);
      }
    } catch (error) {
      throw told(error);
    }
  }

  async remove(id: string): Promise<void> {
    try {
      await Deno.remove(this.#fileOf(id));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw told(error);
    }
  }

  async free(): Promise<number | undefined> {
    try {
      const { bavail, bsize } = await statfs(this.#path);
      return bavail * bsize;
    } catch (error) {
      throw told(error);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Only the first piece makes a file: what was removed meanwhile does not come back with a hole. */
  async #openToWrite(id: string, at: number): Promise<Deno.FsFile> {
    const open = () => Deno.open(this.#fileOf(id), { write: true, create: at === 0, mode: 0o600 });
    try {
      return await open();
    } catch (error) {
      if (at > 0 || !(error instanceof Deno.errors.NotFound)) throw error;
      await makeFolder(this.#folderOf(id));
      return await open();
    }
  }

  #folderOf(id: string): string {
    return `${this.#path}/${id.slice(0, 2)}`;
  }

  #fileOf(id: string): string {
    return `${this.#folderOf(id)}/${id}`;
  }
}

async function makeFolder(path: string): Promise<void> {
  await Deno.mkdir(path, { recursive: true, mode: 0o700 });
}

/** Without this the name of a new file may be gone after a power cut, whatever its bytes (fsync(2)). */
async function syncFolder(path: string): Promise<void> {
  if (Deno.build.os === "windows") return;
  using folder = await Deno.open(path);
  await folder.sync();
}

function told(error: unknown): unknown {
  if (error instanceof ChatError) return error;
  if (error instanceof Deno.errors.NotFound) return new NotFound("the file", { cause: error });
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (FULL.has(code)) return new TooLarge("The disk is full", { field: "disk", cause: error });
  return new Unavailable("The disk cannot be used", { cause: error });
}
