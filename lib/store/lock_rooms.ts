import { type CompiledQuery, type Kysely, sql } from "kysely";
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

/** A room's row as it is read under its lock, and whose it is. */
export type LockedRow = LockedRoom & { store: string | null };

/**
 * What locks rooms until the transaction ends, in the order of their ids, so that two transactions
 * never wait for each other. Those that are not there are left out, and archived ones unless asked for.
 */
export function lockingRooms(
  engine: Engine,
  tx: Kysely<Tables>,
  ids: readonly number[],
  { archived = false }: { archived?: boolean } = {},
): CompiledQuery<LockedRow> {
  const alive = archived ? sql`erased_at is null` : sql`archived_at is null`;
  return sql<LockedRow>`
    select id, kind, rev, posts, acl_rev, slow, locked_at, ${engine.now} as now, ${storeId} as store
    from rooms ${engine.byKey} where id in (${sql.join(ids)}) and ${alive}
    order by id ${engine.forUpdate}`.compile(tx);
}

/**
 * Rooms that were locked, by their ids.
 * @throws {Unavailable} if they are another database's
 */
export async function lockedRooms(
  { identity }: Engine,
  tx: Kysely<Tables>,
  { rows, wanted }: { rows: readonly LockedRow[]; wanted: number },
): Promise<Map<number, LockedRoom>> {
  identity.check(rows);
  if (rows.length < wanted) await identity.verify(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Locks rooms, as `lockingRooms` says. @throws {Unavailable} as `lockedRooms` does */
export async function lockRooms(
  engine: Engine,
  tx: Kysely<Tables>,
  ids: Iterable<number>,
  options?: { archived?: boolean },
): Promise<Map<number, LockedRoom>> {
  const wanted = [...new Set(ids)];
  const { rows } = await tx.executeQuery(lockingRooms(engine, tx, wanted, options));
  return await lockedRooms(engine, tx, { rows, wanted: wanted.length });
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
