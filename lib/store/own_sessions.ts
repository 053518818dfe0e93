import { type Selectable, sql } from "kysely";
import type { OwnSession } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { goneOr } from "./gone_or.ts";
import { storeId } from "./identity.ts";
import type { SessionsTable } from "./tables.ts";
import { touchPeople } from "./touch.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** How much of a token's hash names a session to its owner, in bytes. */
const ID_BYTES = 16;
const ID = /^[0-9a-f]{32}$/;

/** The person's living sessions, the latest used first. */
export async function sessionsOf(
  { db, identity, now }: Engine,
  user: number,
): Promise<OwnSession[]> {
  const rows = await db.selectFrom("sessions").selectAll().select(storeId.as("store"))
    .where("user_id", "=", user).where("expires_at", ">", now).execute();
  identity.check(rows);
  return rows.map(ownSessionOf)
    .sort((a, b) => b.usedAt - a.usedAt || b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
}

/** Ends the living one of the person's sessions that this id names. */
export function endSessionOf(engine: Engine, user: number, id: string): Promise<boolean> {
  if (!ID.test(id)) return Promise.resolve(false);
  return engine.db.transaction().execute(async (tx) => {
    await engine.identity.verify(tx);
    const named = await tx.selectFrom("sessions").select("token_hash").where("user_id", "=", user)
      .where(sql`substr(token_hash, 1, ${ID_BYTES})`, "=", Uint8Array.fromHex(id))
      .where("expires_at", ">", engine.now).executeTakeFirst();
    if (named === undefined) return false;
    await touchPeople(tx, [user]);
    const { numDeletedRows } = await tx.deleteFrom("sessions")
      .where("token_hash", "=", named.token_hash).executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }).catch(goneOr(false));
}

/** Ends all of the person's sessions but one. */
export function endOthers(engine: Engine, user: number, keep: Hash | undefined): Promise<number> {
  return engine.db.transaction().execute(async (tx) => {
    await engine.identity.verify(tx);
    await touchPeople(tx, [user]);
    let others = tx.deleteFrom("sessions").where("user_id", "=", user);
    if (keep !== undefined) others = others.where("token_hash", "<>", keep);
    const { numDeletedRows } = await others.executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
}

/** The person has looked at their devices; a session does not vouch for itself. */
export function acknowledgeDevices(
  engine: Engine,
  user: number,
  by: Hash | undefined,
): Promise<void> {
  return engine.db.transaction().execute(async (tx) => {
    await engine.identity.verify(tx);
    let seen = tx.updateTable("sessions").set({ is_new: 0 }).where("user_id", "=", user);
    if (by !== undefined) seen = seen.where("token_hash", "<>", by);
    await seen.execute();
  });
}

function ownSessionOf(row: Selectable<SessionsTable>): OwnSession {
  return {
    id: row.token_hash.subarray(0, ID_BYTES).toHex(),
    device: row.device,
    address: row.address,
    origin: row.origin,
    createdAt: row.created_at,
    // Sessions from before this was written down have 0.
    usedAt: Math.max(row.used_at, row.created_at),
    isNew: row.is_new === 1,
  };
}
