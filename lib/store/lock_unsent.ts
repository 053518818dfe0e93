import { type Kysely, sql } from "kysely";
import { inChunks } from "./chunks.ts";
import type { Engine } from "./engine.ts";
import type { FilesTable, Tables } from "./tables.ts";

/** A file that belongs to no message, while we hold its lock. */
export type Unsent = Pick<FilesTable, "id" | "received" | "held_until" | "blob_id"> & {
  /** 1: its time is over. */
  late: number;
};

/**
 * Locks, until the transaction ends, those of these files that belong to no message, in the order of
 * their ids. By their ids alone: whoever went to them by another index would wait for a commit that,
 * having the file, wants its entry there.
 */
export async function lockUnsent(
  { byKey, forUpdate, now }: Engine,
  tx: Kysely<Tables>,
  ids: readonly string[],
): Promise<Unsent[]> {
  const rows = await inChunks([...new Set(ids)].sort(), async (chunk) => {
    const { rows } = await sql<Unsent & Pick<FilesTable, "room_id">>`
      select id, received, held_until, blob_id, room_id, coalesce(expires_at <= ${now}, 0) as late
      from files ${byKey} where id in (${sql.join(chunk)}) order by id ${forUpdate}`.execute(tx);
    return rows;
  });
  return rows.filter(({ room_id }) => room_id === null);
}
