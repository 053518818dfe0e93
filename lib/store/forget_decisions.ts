import { type RawBuilder, sql } from "kysely";
import { UNDO_S } from "./audit.ts";
import type { Engine } from "./engine.ts";
import { fromNow } from "./from_now.ts";
import { KNOCK_S } from "./held_names.ts";

/** So many at a time, so that nobody waits behind it. */
const MOST = 1_000;
/** For so long it is known who decided what, in seconds. */
const LOG_S = 180 * 24 * 60 * 60;

/** Rows of a table that need not be kept, and the column that is their key. */
interface Stale {
  table: string;
  key: string;
  when: RawBuilder<unknown>;
}

/**
 * Forgets what need not be kept: the log and closed reports after 180 days, and names held, links,
 * bans, knocks and sessions that are over. Who was removed from where stays. Says how many, at most
 * 1,000 of each.
 */
export async function forgetDecisions(engine: Engine): Promise<number> {
  let forgotten = 0;
  for (const stale of staleOf(engine)) forgotten += await deleteStale(engine, stale);
  return forgotten;
}

/** Forgets what undoes a decision of more than 10 s ago, which may be somebody's words. */
export async function forgetUndo(engine: Engine): Promise<number> {
  // The newest have not been looked at yet; all older ones have, or were never kept.
  const newest = sql`id > coalesce((select max(id) from audit), 0) - ${2 * MOST}`;
  const late = sql`${newest} and ${sql.ref("undo")} is not null
    and ${before(engine, "at", UNDO_S)}`;
  const ids = await keysOf(engine, { table: "audit", key: "id", when: late });
  if (ids.length === 0) return 0;
  await sql`update audit set ${sql.ref("undo")} = null where id in (${sql.join(ids)})`
    .execute(engine.db);
  return ids.length;
}

function staleOf(engine: Engine): Stale[] {
  return [
    { table: "audit", key: "id", when: before(engine, "at", LOG_S) },
    { table: "reports", key: "id", when: before(engine, "closed_at", LOG_S) },
    { table: "held_names", key: "name_key", when: before(engine, "until", 0) },
    { table: "links", key: "token_hash", when: before(engine, "expires_at", 0) },
    { table: "bans", key: "id", when: before(engine, "until", 0) },
    { table: "knocks", key: "id", when: before(engine, "at", KNOCK_S) },
    { table: "sessions", key: "token_hash", when: before(engine, "expires_at", 0) },
  ];
}

// Looked for without a lock, and deleted by their keys: a search would wait for everybody.
async function deleteStale(engine: Engine, stale: Stale): Promise<number> {
  const keys = await keysOf(engine, stale);
  if (keys.length === 0) return 0;
  const { table, key, when } = stale;
  const { numAffectedRows } = await sql`delete from ${sql.table(table)}
    where ${sql.ref(key)} in (${sql.join(keys)}) and ${when}`.execute(engine.db);
  return Number(numAffectedRows);
}

async function keysOf({ db }: Engine, { table, key, when }: Stale): Promise<unknown[]> {
  const { rows } = await sql<{ key: unknown }>`select ${sql.ref(key)} as ${sql.ref("key")}
    from ${sql.table(table)} where ${when} limit ${MOST}`.execute(db);
  return rows.map((row) => row.key);
}

function before(engine: Engine, column: string, seconds: number): RawBuilder<unknown> {
  return sql`${sql.ref(column)} < ${fromNow(engine, -seconds)}`;
}
