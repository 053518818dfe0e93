import { type Kysely, sql } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { RoomKind } from "@/lib/chat/model.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import type { Tables } from "./tables.ts";

/** A room as it is while we hold its lock, and the database's time. */
export interface LockedRoom {
  id: number;
  kind: RoomKind;
  rev: number;
  posts: number;
  acl_rev: number;
  /** Seconds between two messages of one person; 0: none. */
  slow: number;
  locked_at: number | null;
  now: number;
}

/**
 * Locks rooms until the transaction ends, in the order of their ids, so that two transactions never
 * wait for each other. Those that are not there are left out, and archived ones unless asked for.
 * @throws {Unavailable} if they are another database's
 */
export async function lockRooms(
  engine: Engine,
  tx: Kysely<Tables>,
  ids: Iterable<number>,
  { archived = false }: { archived?: boolean } = {},
): Promise<Map<number, LockedRoom>> {
  const wanted = [...new Set(ids)];
  const alive = archived ? sql`erased_at is null` : sql`archived_at is null`;
  const { rows } = await sql<LockedRoom & { store: string | null }>`
    select id, kind, rev, posts, acl_rev, slow, locked_at, ${engine.now} as now, ${storeId} as store
    from rooms ${engine.byKey} where id in (${sql.join(wanted)}) and ${alive}
    order by id ${engine.forUpdate}`.execute(tx);
  engine.identity.check(rows);
  if (rows.length < wanted.length) await engine.identity.verify(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Locks one room.
 * @throws {NotFound} if it is not there, or archived and `archived` is not asked for
 */
export async function lockRoom(
  engine: Engine,
  tx: Kysely<Tables>,
  id: number,
  options?: { archived?: boolean },
): Promise<LockedRoom> {
  const room = (await lockRooms(engine, tx, [id], options)).get(id);
  if (room === undefined) throw new NotFound("room");
  return room;
}
