import { sql } from "kysely";
import { inChunks } from "./chunks.ts";
import type { Engine } from "./engine.ts";
import { fromNow } from "./from_now.ts";
import { storeId } from "./identity.ts";

/** What happens all the time is not written down all the time, in seconds. */
export const SEEN_S = 5 * 60;

/** Notes that people are here, of whom that was not noted within five minutes. */
export async function seen(engine: Engine, users: readonly number[]): Promise<void> {
  const { db, identity, now, byKey } = engine;
  const due = fromNow(engine, -SEEN_S);
  const rows = await inChunks(
    [...new Set(users)].sort((a, b) => a - b),
    (chunk) =>
      db.selectFrom("users").select(["id", storeId.as("store")]).where("id", "in", chunk)
        .where("seen_at", "<", due).where("name", "<>", "").execute(),
  );
  if (rows.length === 0) return;
  identity.check(rows);
  await db.transaction().execute(async (tx) => {
    await identity.verify(tx);
    await inChunks(rows.map(({ id }) => id), async (chunk) => {
      await sql`update users ${byKey} set seen_at = ${now}
        where id in (${sql.join(chunk)}) and seen_at < ${due} and name <> ''`.execute(tx);
      return [];
    });
  });
}
