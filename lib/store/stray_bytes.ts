import type { Kysely } from "kysely";
import type { FilesTable, Tables } from "./tables.ts";

const NO_HASH = new Uint8Array(32);

/**
 * Writes down that nobody will ask for the own bytes of these files, which are no blob's: the next
 * sweep removes them, or the first one after whoever still writes them has lost the right to.
 */
export async function strayBytes(
  tx: Kysely<Tables>,
  files: readonly Pick<FilesTable, "id" | "received" | "held_until">[],
  now: number,
): Promise<void> {
  if (files.length === 0) return;
  await tx.insertInto("blobs").values(files.map(({ id, received, held_until }) => ({
    ...{ id, hash: NO_HASH, size: received, type: "", width: null, height: null },
    ...{ created_at: now, gone_at: Math.max(now, held_until) },
  }))).execute();
}

/** Marks content that no file has any more. */
export async function orphan(
  tx: Kysely<Tables>,
  blobs: readonly string[],
  now: number,
): Promise<void> {
  if (blobs.length === 0) return;
  const kept = await tx.selectFrom("files").select("blob_id").distinct()
    .where("blob_id", "in", blobs).execute();
  const held = new Set(kept.map(({ blob_id }) => blob_id));
  const gone = [...new Set(blobs)].filter((blob) => !held.has(blob)).sort();
  if (gone.length === 0) return;
  await tx.updateTable("blobs").set({ gone_at: now }).where("id", "in", gone)
    .where("gone_at", "is", null).execute();
}
