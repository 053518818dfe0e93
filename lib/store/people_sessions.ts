import { type Kysely, sql } from "kysely";
import type { NewSession, Session } from "@/lib/chat/store.ts";
import { sessionOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { fromNow } from "./from_now.ts";
import { goneOr } from "./gone_or.ts";
import { CHOSEN } from "./preferences.ts";
import { seen, SEEN_S } from "./seen.ts";
import type { Tables } from "./tables.ts";
import { touchPeople } from "./touch.ts";

type Hash = Uint8Array<ArrayBuffer>;

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
    .select(["users.id", "users.name", "users.role", "users.picture", "users.rev"])
    .select(CHOSEN)
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

/** Notes that a session and its person are here, if that was not noted within five minutes. */
export async function useSession(engine: Engine, tokenHash: Hash): Promise<void> {
  const { db, now } = engine;
  const due = fromNow(engine, -SEEN_S);
  const row = await db.selectFrom("sessions").select("user_id").where("token_hash", "=", tokenHash)
    .where("used_at", "<", due).where("expires_at", ">", now).executeTakeFirst();
  if (row === undefined) return;
  await db.updateTable("sessions").set({ used_at: now }).where("token_hash", "=", tokenHash)
    .execute();
  await seen(engine, [row.user_id]);
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
  }).catch(goneOr(false));
}

/** Ends a session, if it is there. */
export async function endSession({ db }: Engine, tokenHash: Hash): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const user = await ownerOf(tx, tokenHash);
    if (user === undefined) return;
    await touchPeople(tx, [user]);
    await tx.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();
  }).catch(goneOr(undefined));
}

/** Signs in a person who is there. @throws {NotFound} if they are not */
export function signIn(engine: Engine, user: number, session: NewSession): Promise<void> {
  return engine.db.transaction().execute(async (tx) => {
    await engine.identity.verify(tx);
    // Before the session: who deletes the account meanwhile would not see it, and leave it there.
    await touchPeople(tx, [user]);
    await tx.updateTable("users").set({ seen_at: engine.now }).where("id", "=", user).execute();
    await insertSession(engine, tx, { user, session, isNew: true });
  });
}

async function ownerOf(tx: Kysely<Tables>, tokenHash: Hash): Promise<number | undefined> {
  const row = await tx.selectFrom("sessions").select("user_id").where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row?.user_id;
}
