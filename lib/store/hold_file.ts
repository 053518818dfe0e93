import { Conflict, NotFound } from "@/lib/chat/errors.ts";
import type { FileState } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { fileRows, fileStateOf, notExpired } from "./file_rows.ts";
import { msFromNow } from "./from_now.ts";
import { storeId } from "./identity.ts";

/** Makes `holder` the only one that may write a file. Throws as `FileStore.hold` does. */
export async function holdFile(
  engine: Engine,
  id: string,
  holder: string,
  ms: number,
): Promise<FileState> {
  const { db, identity, now } = engine;
  await db.updateTable("files").set({ holder, held_until: msFromNow(engine, ms) })
    .where("id", "=", id).where("blob_id", "is", null).where(notExpired(engine))
    .where((eb) =>
      eb.or([eb("holder", "is", null), eb("holder", "=", holder), eb("held_until", "<=", now)])
    ).where(identity.isMeant).execute();
  const row = await fileRows(db).select(["files.holder", "files.held_until", now.as("now")])
    .select(storeId.as("store")).where("files.id", "=", id).where(notExpired(engine))
    .executeTakeFirst();
  await identity.checkOrVerify(db, row === undefined ? [] : [row]);
  if (row === undefined || row.blob_id !== null) throw new NotFound("the file");
  if (row.holder !== holder) throw taken(row.held_until - row.now);
  return fileStateOf(row);
}

/** Notes that the first `to` bytes of a file are here. Throws as `FileStore.advance` does. */
export async function advanceFile(
  engine: Engine,
  { id, holder, to }: { id: string; holder: string; to: number },
  { ms, ttlMs }: { ms: number; ttlMs: number },
): Promise<void> {
  const { db, identity } = engine;
  const { numUpdatedRows } = await db.updateTable("files")
    .set({ received: to, held_until: msFromNow(engine, ms), expires_at: msFromNow(engine, ttlMs) })
    .where("id", "=", id).where("holder", "=", holder).where("blob_id", "is", null)
    .where("received", "<=", to).where("size", ">=", to).where(identity.isMeant)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  await identity.verify(db);
  throw new Conflict("Cannot go on with the file: somebody else writes it, or it is gone");
}

/** Lets another one write a file at once. */
export async function releaseFile(
  { db, identity }: Engine,
  id: string,
  holder: string,
): Promise<void> {
  await db.updateTable("files").set({ holder: null, held_until: 0 })
    .where("id", "=", id).where("holder", "=", holder).where(identity.isMeant).execute();
}

function taken(afterMs: number): Conflict {
  return new Conflict("Cannot write the file: somebody else does", {
    afterMs: Math.max(1, afterMs),
  });
}
