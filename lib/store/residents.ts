import { sql } from "kysely";
import type { Resident } from "@/lib/chat/store.ts";
import { userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { containing } from "./like.ts";

/** People who have an account, by name, beginning behind the person `after`. */
export async function residentsOf(
  { db, identity }: Engine,
  { like = "", limit, after = 0 }: { like?: string; limit: number; after?: number },
): Promise<Resident[]> {
  const rows = await db.selectFrom("users")
    .select(["id", "name", "role", "hue", "picture", "created_at", "seen_at"])
    .select(["banned_until", "muted_until", "password_hash", storeId.as("store")])
    .select(sql<number>`case when exists
      (select 1 from messages where messages.author_id = users.id and messages.kind = 'text')
      then 1 else 0 end`.as("wrote"))
    .where("name", "<>", "").where(containing("name_key", like))
    .where("name_key", ">", (eb) =>
      eb.fn.coalesce(
        eb.selectFrom("users as last").select("last.name_key").where("last.id", "=", after),
        sql<string>`''`,
      ))
    .orderBy("name_key").limit(limit).execute();
  identity.check(rows);
  return rows.map((row) => ({
    user: userOf(row),
    createdAt: row.created_at,
    seenAt: row.seen_at,
    bannedUntil: row.banned_until ?? undefined,
    mutedUntil: row.muted_until ?? undefined,
    hasPassword: row.password_hash !== null,
    wrote: row.wrote === 1,
  }));
}
