import { type Kysely, sql } from "kysely";
import type { Engine } from "./engine.ts";
import { fromNow } from "./from_now.ts";
import type { Tables } from "./tables.ts";

/** How long a knock lives, in seconds. */
export const KNOCK_S = 60 * 60;
/** How long a name is kept for whoever gave it up, in seconds: 30 days. */
const HELD_S = 30 * 24 * 60 * 60;

/** Keeps a name for whoever gives it up, in the transaction that gives it up. */
export async function holdName(
  engine: Engine,
  tx: Kysely<Tables>,
  { key, user }: { key: string; user: number },
): Promise<void> {
  // Somebody else's, who held it once, has run out: else it could not have been this person's.
  await tx.replaceInto("held_names")
    .values({ name_key: key, user_id: user, until: fromNow(engine, HELD_S) }).execute();
}

/**
 * Whether the name is kept for somebody else than `owner`. Asked after the key was written to its
 * unique column: whoever gave it up has committed then, and what they held is seen.
 */
export async function isHeld(
  { now }: Engine,
  tx: Kysely<Tables>,
  { key, owner = 0 }: { key: string; owner?: number },
): Promise<boolean> {
  const row = await tx.selectFrom("held_names").select("user_id").where("name_key", "=", key)
    .where("user_id", "<>", owner).where("until", ">", now).executeTakeFirst();
  return row !== undefined;
}

/**
 * Whether a key that is nobody's is kept for somebody: held, or knocked with. Asked when `isHeld` is.
 * A knock that is about to commit is waited for.
 */
export async function isReserved(
  engine: Engine,
  tx: Kysely<Tables>,
  { key, owner = 0 }: { key: string; owner?: number },
): Promise<boolean> {
  if (await isHeld(engine, tx, { key, owner })) return true;
  const since = fromNow(engine, -KNOCK_S);
  const { rows } = await sql`select id from knocks
    where name_key = ${key} and at > ${since} ${engine.forUpdate}`.execute(tx);
  return rows.length > 0;
}
