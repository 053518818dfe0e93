import { sql } from "kysely";
import type { Kysely } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import type { Tables } from "./tables.ts";

/** A room's counters as they are while we hold its lock, and the database's time. */
export interface LockedRoom {
  id: number;
  rev: number;
  posts: number;
  acl_rev: number;
  now: number;
}

/**
 * Locks rooms until the transaction ends, in the order of their ids, so that two transactions never
 * wait for each other. Archived ones and those that are not there are left out.
 * @throws {Unavailable} if they are another database's
 */
export async function lockRooms(
  engine: Engine,
  tx: Kysely<Tables>,
  ids: Iterable<number>,
): Promise<Map<number, LockedRoom>> {
  const wanted = [...new Set(ids)];
  const { rows } = await sql<LockedRoom & { store: string | null }>`
    select id, rev, posts, acl_rev, ${engine.now} as now, ${storeId} as store
    from rooms ${engine.byKey} where id in (${sql.join(wanted)}) and archived_at is null
    order by id ${engine.forUpdate}`.execute(tx);
  engine.identity.check(rows);
  if (rows.length < wanted.length) await engine.identity.verify(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Locks one room.
 * @throws {NotFound} if it is archived or not there
 */
export async function lockRoom(
  engine: Engine,
  tx: Kysely<Tables>,
  id: number,
): Promise<LockedRoom> {
  const room = (await lockRooms(engine, tx, [id])).get(id);
  if (room === undefined) throw new NotFound("room");
  return room;
}
