import type { Kysely } from "kysely";
import type { Engine } from "./engine.ts";
import { lockFiles } from "./lock_files.ts";
import { lockUnsent, type Unsent } from "./lock_unsent.ts";
import { orphan, strayBytes } from "./stray_bytes.ts";
import type { Tables } from "./tables.ts";

/** So many at a time, so that nobody waits behind it. */
const MOST = 100;

/** Forgets a file that belongs to no message; false: it is not there, or belongs to one. */
export function cancelFile(engine: Engine, id: string): Promise<boolean> {
  return engine.db.transaction().execute(async (tx) => {
    const now = await lockFiles(engine, tx);
    const files = await lockUnsent(engine, tx, [id]);
    await forget(tx, files, now);
    return files.length > 0;
  });
}

/** Forgets files whose time is over; gives ids of bytes that are nobody's, 100 at most. */
export async function sweepFiles(engine: Engine): Promise<string[]> {
  while (await forgetExpired(engine) === MOST);
  const rows = await engine.db.selectFrom("blobs").select("id")
    .where("gone_at", "<=", engine.now).where(engine.identity.isMeant)
    .orderBy("gone_at").limit(MOST).execute();
  return rows.map(({ id }) => id);
}

/** These bytes have been removed. */
export async function forgetBlobs(engine: Engine, blobs: readonly string[]): Promise<void> {
  if (blobs.length === 0) return;
  await engine.db.transaction().execute(async (tx) => {
    await lockFiles(engine, tx);
    const rows = await tx.selectFrom("blobs").select("id").where("id", "in", blobs)
      .where("gone_at", "is not", null).execute();
    const gone = rows.map(({ id }) => id).sort();
    if (gone.length === 0) return;
    await tx.deleteFrom("blobs").where("id", "in", gone).execute();
    await tx.deleteFrom("previews").where("blob_id", "in", gone).execute();
  });
}

async function forgetExpired(engine: Engine): Promise<number> {
  const { db, now } = engine;
  const due = await db.selectFrom("files").select("id").where("expires_at", "<=", now)
    .orderBy("expires_at").limit(MOST).execute();
  if (due.length === 0) return 0;
  await db.transaction().execute(async (tx) => {
    const now = await lockFiles(engine, tx);
    const files = await lockUnsent(engine, tx, due.map(({ id }) => id));
    await forget(tx, files.filter(({ late }) => late === 1), now);
  });
  return due.length;
}

async function forget(
  tx: Kysely<Tables>,
  files: readonly Unsent[],
  now: number,
): Promise<void> {
  if (files.length === 0) return;
  await tx.deleteFrom("files").where("id", "in", files.map(({ id }) => id)).execute();
  await strayBytes(tx, files.filter(({ blob_id }) => blob_id === null), now);
  await orphan(tx, files.flatMap(({ blob_id }) => blob_id ?? []), now);
}
