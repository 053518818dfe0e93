import type {
  FileQuota,
  FileState,
  FileStore,
  FileUsage,
  NewFile,
  Preview,
  PreviewSize,
  RoomFile,
  RoomFileQuery,
  WholeFile,
} from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { fileRows, fileStateOf, notExpired } from "./file_rows.ts";
import { fileUsage } from "./file_usage.ts";
import { copyFile, finishFile } from "./finish_file.ts";
import { advanceFile, holdFile, releaseFile } from "./hold_file.ts";
import { storeId } from "./identity.ts";
import { keepPreview, previewOf } from "./previews.ts";
import { reserveFile } from "./reserve_file.ts";
import { filesInRoom, someFilesInRoom } from "./room_files.ts";
import { cancelFile, forgetBlobs, sweepFiles } from "./sweep_files.ts";

/** What is known of files, in SQL. */
export class KyselyFiles implements FileStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  reserve(file: NewFile, quota: FileQuota): Promise<FileState> {
    return reserveFile(this.#engine, file, quota);
  }

  async find(id: string): Promise<FileState | undefined> {
    const { db, identity } = this.#engine;
    const rows = await fileRows(db).select(storeId.as("store")).where("files.id", "=", id)
      .where(notExpired(this.#engine)).execute();
    await identity.checkOrVerify(db, rows);
    return rows.map(fileStateOf)[0];
  }

  async usage(user: number): Promise<FileUsage> {
    const { store, ...usage } = await fileUsage(this.#engine.db, user);
    this.#engine.identity.check([{ store }]);
    return usage;
  }

  hold(id: string, holder: string, ms: number): Promise<FileState> {
    return holdFile(this.#engine, id, holder, ms);
  }

  advance(
    id: string,
    holder: string,
    to: number,
    more: { ms: number; ttlMs: number },
  ): Promise<void> {
    return advanceFile(this.#engine, { id, holder, to }, more);
  }

  release(id: string, holder: string): Promise<void> {
    return releaseFile(this.#engine, id, holder);
  }

  finish(
    id: string,
    holder: string,
    whole: Omit<WholeFile, "blob">,
    ttlMs: number,
  ): Promise<WholeFile> {
    return finishFile(this.#engine, { id, holder }, whole, ttlMs);
  }

  cancel(id: string): Promise<boolean> {
    return cancelFile(this.#engine, id);
  }

  copy(id: string, to: { id: string; owner: number; ttlMs: number }): Promise<FileState> {
    return copyFile(this.#engine, id, to);
  }

  inRoom(room: number, query: RoomFileQuery): Promise<{ files: RoomFile[]; total: number }> {
    return filesInRoom(this.#engine, room, query);
  }

  someInRoom(room: number, ids: readonly string[]): Promise<RoomFile[]> {
    return someFilesInRoom(this.#engine, room, ids);
  }

  preview(blob: string, size: PreviewSize): Promise<Preview | undefined> {
    return previewOf(this.#engine, blob, size);
  }

  keepPreview(blob: string, size: PreviewSize, preview: Preview): Promise<void> {
    return keepPreview(this.#engine, blob, { size, ...preview });
  }

  sweep(): Promise<string[]> {
    return sweepFiles(this.#engine);
  }

  swept(blobs: readonly string[]): Promise<void> {
    return forgetBlobs(this.#engine, blobs);
  }
}
