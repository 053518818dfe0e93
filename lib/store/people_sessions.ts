import { type Kysely, sql } from "kysely";
import type { NewSession, OwnSession, Session } from "@/lib/chat/store.ts";
import { sessionOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { fromNow } from "./from_now.ts";
import { storeId } from "./identity.ts";
import type { SessionsTable, Tables } from "./tables.ts";
import { touchPeople } from "./touch.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** How much of a token's hash names a session to its owner, in bytes. */
const ID_BYTES = 16;
const ID = /^[0-9a-f]{32}$/;
/** What is used all the time is not written down all the time, in seconds. */
export const SEEN_S = 5 * 60;

/** Writes down a session; `isNew`: its person has not looked at it yet. */
export async function insertSession(
  engine: Engine,
  tx: Kysely<Tables>,
  { user, session, isNew }: { user: number; session: NewSession; isNew: boolean },
): Promise<void> {
  const { now } = engine;
  await tx.insertInto("sessions").values({
    token_hash: session.tokenHash,
    user_id: user,
    created_at: now,
    expires_at: fromNow(engine, session.ttlSeconds),
    device: session.device,
    device_hash: session.deviceHash ?? null,
    address: session.address,
    origin: session.origin ?? "name",
    used_at: now,
    confirmed_at: session.confirmed === true ? now : null,
    is_new: isNew ? 1 : 0,
  }).execute();
}

/** The living session with this hash, in one statement: it is asked for at every turn. */
export async function findSession(
  { db, now }: Engine,
  tokenHash: Hash,
): Promise<Session | undefined> {
  const row = await db.selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select(["users.id", "users.name", "users.role", "users.hue", "users.picture", "users.rev"])
    .select(["users.banned_until", "users.muted_until"])
    .select(["sessions.expires_at", "sessions.confirmed_at"])
    .select(sql<number>`case when users.password_hash is null then 0 else 1 end`.as("guarded"))
    .select((eb) =>
      eb.selectFrom("sessions as other").select(sql<number>`count(*)`.as("n"))
        .whereRef("other.user_id", "=", "sessions.user_id").where("other.is_new", "=", 1)
        .where("other.expires_at", ">", now).where("other.token_hash", "<>", tokenHash)
        .as("new_devices")
    )
    .where("sessions.token_hash", "=", tokenHash)
    .where("sessions.expires_at", ">", now)
    .executeTakeFirst();
  return row === undefined ? undefined : sessionOf(row);
}

/** Lets a living session live so long from now. */
export async function renewSession(
  engine: Engine,
  tokenHash: Hash,
  ttlSeconds: number,
): Promise<void> {
  await engine.db.updateTable("sessions")
    .set({ expires_at: fromNow(engine, ttlSeconds), used_at: engine.now })
    .where("token_hash", "=", tokenHash).where("expires_at", ">", engine.now).execute();
}

/** Notes that a session is in use, if that was not noted within five minutes. */
export async function useSession(engine: Engine, tokenHash: Hash): Promise<void> {
  await engine.db.updateTable("sessions").set({ used_at: engine.now })
    .where("token_hash", "=", tokenHash).where("used_at", "<", fromNow(engine, -SEEN_S)).execute();
}

/** Gives a living session another token; of many at once, one does. */
export function turnSession(
  { db, now }: Engine,
  tokenHash: Hash,
  next: { tokenHash: Hash; confirmed: boolean },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const user = await ownerOf(tx, tokenHash);
    if (user === undefined) return false;
    await touchPeople(tx, [user]);
    const { numUpdatedRows } = await tx.updateTable("sessions").set({
      token_hash: next.tokenHash,
      used_at: now,
      ...(next.confirmed ? { confirmed_at: now } : {}),
    }).where("token_hash", "=", tokenHash).where("expires_at", ">", now).executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  });
}

/** Ends a session, if it is there. */
export async function endSession({ db }: Engine, tokenHash: Hash): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const user = await ownerOf(tx, tokenHash);
    if (user === undefined) return;
    await touchPeople(tx, [user]);
    await tx.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();
  });
}

/** Signs in a person who is there. @throws {NotFound} if they are not */
export function signIn(engine: Engine, user: number, session: NewSession): Promise<void> {
  return engine.db.transaction().execute(async (tx) => {
    await engine.identity.verify(tx);
    // Before the session: who deletes the account meanwhile would not see it, and leave it there.
    await touchPeople(tx, [user]);
    await insertSession(engine, tx, { user, session, isNew: true });
  });
}

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
  });
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

async function ownerOf(tx: Kysely<Tables>, tokenHash: Hash): Promise<number | undefined> {
  const row = await tx.selectFrom("sessions").select("user_id").where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row?.user_id;
}

function ownSessionOf(
  row: Omit<SessionsTable, "device_hash" | "origin" | "used_at" | "confirmed_at" | "is_new"> & {
    origin: OwnSession["origin"];
    used_at: number;
    is_new: number;
  },
): OwnSession {
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
