import type { ExpressionBuilder, Kysely } from "kysely";
import type { Engine } from "./engine.ts";
import { eraseIn } from "./erase_account.ts";
import { fromNow } from "./from_now.ts";
import { storeId } from "./identity.ts";
import type { Tables } from "./tables.ts";

/** How long somebody may be away before a name that they never used is free, in seconds. */
const IDLE_S = 24 * 60 * 60;

/**
 * Who has the name of this key, and never used it: no message, no password, no say here, and not
 * here since yesterday. Who is banned keeps it: their ban would go with the account.
 */
export async function idleHolder(engine: Engine, key: string): Promise<number | undefined> {
  const row = await engine.db.selectFrom("users").select(["id", storeId.as("store")])
    .where("name_key", "=", key).where((eb) => isIdle(engine, eb)).executeTakeFirst();
  if (row === undefined) return undefined;
  engine.identity.check([row]);
  return row.id;
}

/**
 * Deletes an account for its name, which is not held then.
 * @param rooms what the transaction is going to lock besides the person's rooms
 * @throws {NotFound} if the person has come back meanwhile
 */
export async function freeIdle(
  engine: Engine,
  tx: Kysely<Tables>,
  { user, rooms }: { user: number; rooms: readonly number[] },
): Promise<void> {
  await eraseIn(engine, tx, { user, rooms, hold: false, only: (eb) => isIdle(engine, eb) });
}

/**
 * Deletes an account that was never used, and frees its name.
 * @returns the rooms it was in
 * @throws {NotFound} if there is no such account, or it was used
 */
export function releaseUnused(engine: Engine, user: number): Promise<number[]> {
  return engine.db.transaction().execute((tx) =>
    eraseIn(engine, tx, { user, hold: false, only: isUnused })
  );
}

function isIdle(engine: Engine, eb: ExpressionBuilder<Tables, "users">) {
  return eb.and([
    isUnused(eb),
    eb("users.seen_at", "<", fromNow(engine, -IDLE_S)),
    eb.or([eb("users.banned_until", "is", null), eb("users.banned_until", "<=", engine.now)]),
  ]);
}

function isUnused(eb: ExpressionBuilder<Tables, "users">) {
  const wrote = eb.selectFrom("messages").select("messages.author_id")
    .whereRef("messages.author_id", "=", "users.id")
    // That somebody came into a room is told in their name.
    .where("messages.kind", "=", "text").limit(1);
  return eb.and([
    eb("users.name", "<>", ""),
    eb("users.password_hash", "is", null),
    eb("users.role", "in", ["member", "guest"]),
    eb.not(eb.exists(wrote)),
  ]);
}
