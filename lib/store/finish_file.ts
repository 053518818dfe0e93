import type { Kysely } from "kysely";
import { Conflict, NotFound } from "@/lib/chat/errors.ts";
import type { FileState, WholeFile } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { fileIn, writtenIn } from "./file_rows.ts";
import { lockFiles } from "./lock_files.ts";
import { strayBytes } from "./stray_bytes.ts";
import type { FilesTable, Tables } from "./tables.ts";

type Hash = WholeFile["hash"];

/** A file is all here. Throws as `FileStore.finish` does. */
export function finishFile(
  engine: Engine,
  { id, holder }: { id: string; holder: string },
  { hash, type, width, height }: Omit<WholeFile, "blob">,
  ttlMs: number,
): Promise<WholeFile> {
  return engine.db.transaction().execute(async (tx) => {
    const now = await lockFiles(engine, tx);
    const file = await ownOf(engine, tx, { id, holder });
    const { size } = file;
    const same = await blobOf(tx, hash, size);
    if (same === undefined) {
      const pixels = { width: width ?? null, height: height ?? null };
      await tx.insertInto("blobs")
        .values({ id, hash, size, type, ...pixels, created_at: now, gone_at: null }).execute();
    } else await strayBytes(tx, [{ ...file, held_until: now }], now);
    await tx.updateTable("files").set({
      ...{ blob_id: same ?? id, holder: null, held_until: 0 },
      ...{ finished_at: now, expires_at: now + ttlMs },
    }).where("id", "=", id).execute();
    return (await writtenIn(tx, id)).whole!;
  });
}

/** Another file of the same content. Throws as `FileStore.copy` does. */
export function copyFile(
  engine: Engine,
  from: string,
  { id, owner, ttlMs }: { id: string; owner: number; ttlMs: number },
): Promise<FileState> {
  return engine.db.transaction().execute(async (tx) => {
    const now = await lockFiles(engine, tx);
    const { whole } = await fileIn(engine, tx, from);
    if (whole === undefined) throw new NotFound("the file");
    const { name, name_key, size } = await tx.selectFrom("files")
      .select(["name", "name_key", "size"]).where("id", "=", from).executeTakeFirstOrThrow();
    await tx.insertInto("files").values({
      ...{ id, user_id: owner, name, name_key, size, received: size, holder: null, held_until: 0 },
      ...{ created_at: now, finished_at: now, expires_at: now + ttlMs, blob_id: whole.blob },
      ...{ room_id: null, seq: null, place: 0 },
    }).execute();
    return await writtenIn(tx, id);
  });
}

/** The file, if all of it is noted, and this holder's. */
async function ownOf(
  { forUpdate }: Engine,
  tx: Kysely<Tables>,
  { id, holder }: { id: string; holder: string },
): Promise<Pick<FilesTable, "id" | "size" | "received" | "held_until">> {
  const file = await tx.selectFrom("files")
    .select(["id", "size", "received", "holder", "held_until", "blob_id"])
    .where("id", "=", id).modifyEnd(forUpdate).executeTakeFirst();
  if (file === undefined) throw new NotFound("the file");
  const { holder: who, blob_id: blob, received, size } = file;
  if (who === holder && blob === null && received === size) return file;
  throw new Conflict("Cannot finish the file: somebody else writes it, or it is not all here");
}

/** Under which id the same content is kept already. */
async function blobOf(
  tx: Kysely<Tables>,
  hash: Hash,
  size: number,
): Promise<string | undefined> {
  const row = await tx.selectFrom("blobs").select("id").where("hash", "=", hash)
    .where("size", "=", size).where("gone_at", "is", null).limit(1).executeTakeFirst();
  return row?.id;
}
