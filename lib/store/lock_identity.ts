import { type Kysely, sql } from "kysely";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/**
 * Takes turns with all who do this, for what is rare and must not happen twice at once; nobody who
 * only reads the database's id waits. It is a transaction's first lock.
 * @throws {Unavailable} if it is another database
 */
export async function lockIdentity(
  { identity, forUpdate }: Engine,
  tx: Kysely<Tables>,
): Promise<void> {
  const { rows } = await sql<{ store: string | null }>`
    select value as store from meta where name = 'store' ${forUpdate}`.execute(tx);
  identity.check(rows.length > 0 ? rows : [{ store: null }]);
}
