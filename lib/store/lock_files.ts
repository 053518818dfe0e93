import { type Kysely, sql } from "kysely";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import type { Tables } from "./tables.ts";

/**
 * Locks, until the transaction ends, what decides on space and on content that several files share.
 * Locks are taken in this order: rooms by id, people, this one, files by id, blobs. Whoever locks
 * files by their ids alone (a commit: it changes no content) needs it not.
 *
 * @returns the database's time, in milliseconds since the epoch
 * @throws {Unavailable} if it is another database's
 */
export async function lockFiles(engine: Engine, tx: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ now: number; store: string | null }>`
    select ${engine.now} as now, ${storeId} as store from meta ${engine.byKey}
    where name = 'files' ${engine.forUpdate}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error(`Cannot lock files: ${engine.title} has no such meta row`);
  engine.identity.check(rows);
  return row.now;
}
