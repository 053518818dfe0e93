import { sql } from "kysely";
import type { Engine } from "./engine.ts";

/** Until then a change that is sent again is known, in milliseconds. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
/** So many at a time, so that nobody waits behind it. */
const MOST = 1_000;

/** Deletes the oldest of those `actions` that are past their time; says how many. */
export async function forgetActions({ kind, db, now }: Engine): Promise<number> {
  const oldest = sql`at < ${now} - ${KEPT_MS} order by at limit ${MOST}`;
  // SQLite's DELETE knows no LIMIT, MySQL's IN knows none either.
  const { numAffectedRows } = kind === "mysql"
    ? await sql`delete from actions where ${oldest}`.execute(db)
    : await sql`delete from actions where rowid in
        (select rowid from actions where ${oldest})`.execute(db);
  return Number(numAffectedRows);
}
