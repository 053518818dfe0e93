import { type Kysely, type RawBuilder, sql } from "kysely";
import { RateLimited } from "@/lib/chat/errors.ts";
import type { Role, User } from "@/lib/chat/model.ts";
import type { Name } from "@/lib/chat/name.ts";
import type { Knock, KnockState, NewSession } from "@/lib/chat/store.ts";
import { claimName, taken } from "./claim_name.ts";
import type { Engine } from "./engine.ts";
import { keyOfNobody } from "./erase_account.ts";
import { fromNow } from "./from_now.ts";
import { isHeld, KNOCK_S } from "./held_names.ts";
import { storeId } from "./identity.ts";
import { insertNewcomer, roomToJoin } from "./sign_up.ts";
import { DuplicateKey } from "./sql_connection.ts";
import type { KnocksTable, Tables } from "./tables.ts";

type Hash = Uint8Array<ArrayBuffer>;

const MOST = 500;
const FULL_MS = 60_000;

/**
 * Somebody knocks.
 * @throws {Conflict} if the name's key is taken, held, or knocking already
 * @throws {RateLimited} if 500 wait already
 */
export function knock(engine: Engine, name: Name, session: NewSession): Promise<void> {
  const { now } = engine;
  return claimName(engine, { key: name.key }, async (tx) => {
    await engine.identity.verify(tx);
    await sweep(engine, tx);
    // Of many at once a few more may get through: nobody has to take turns for that.
    if (await waiting(tx) >= MOST) throw new RateLimited(FULL_MS);
    await tx.insertInto("knocks").values({
      name: name.shown,
      name_key: name.key,
      token_hash: session.tokenHash,
      ttl_seconds: session.ttlSeconds,
      device: session.device,
      device_hash: session.deviceHash ?? null,
      address: session.address,
      at: now,
    }).execute();
    if (await isSomebodys(engine, tx, name.key)) throw new DuplicateKey("Somebody has the name");
    if (await isHeld(engine, tx, { key: name.key })) throw taken();
  });
}

/** Those who wait, the longest first. */
export async function knocksWaiting(engine: Engine): Promise<Knock[]> {
  const rows = await engine.db.selectFrom("knocks")
    .select(["id", "name", "device", "address", "at", storeId.as("store")])
    .where("refused_at", "is", null).where("at", ">", oldest(engine))
    .orderBy("at").orderBy("id").limit(MOST).execute();
  engine.identity.check(rows);
  return rows.map(({ store: _store, ...knock }) => knock);
}

/** What became of the knock of this token. */
export async function findKnock(engine: Engine, tokenHash: Hash): Promise<KnockState | undefined> {
  const row = await engine.db.selectFrom("knocks").select(["name", "refused_at"])
    .where("token_hash", "=", tokenHash).where("at", ">", oldest(engine)).executeTakeFirst();
  if (row === undefined) return undefined;
  return { name: row.name, state: row.refused_at === null ? "waiting" : "refused" };
}

/** Makes a person of somebody who waits, signed in by the token that they knocked with. */
export async function letIn(
  engine: Engine,
  id: number,
  { join, role }: { join: string; role: Role },
): Promise<User | undefined> {
  const room = await roomToJoin(engine, join);
  const row = await waitingRow(engine, id);
  if (row === undefined) return undefined;
  const name = { shown: row.name, key: row.name_key };
  try {
    return await engine.db.transaction().execute(async (tx) => {
      const user = await insertNewcomer(engine, tx, { name, role, room, session: sessionOf(row) });
      if (await isHeld(engine, tx, { key: name.key })) throw taken();
      const { numDeletedRows } = await tx.deleteFrom("knocks").where("id", "=", id)
        .where("refused_at", "is", null).executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) throw new Decided();
      return user;
    });
  } catch (error) {
    if (error instanceof Decided) return undefined;
    if (!(error instanceof DuplicateKey)) throw error;
    if (await waitingRow(engine, id) === undefined) return undefined;
    throw taken(error);
  }
}

/** Another moderator was faster. */
class Decided extends Error {
  override readonly name = "Decided";
}

/** Refuses somebody who waits; their name is free again. */
export function turnAway(engine: Engine, id: number): Promise<boolean> {
  return engine.db.transaction().execute(async (tx) => {
    await engine.identity.verify(tx);
    const { numUpdatedRows } = await tx.updateTable("knocks")
      .set({ refused_at: engine.now, name_key: keyOfNobody(id) })
      .where("id", "=", id).where("refused_at", "is", null).where("at", ">", oldest(engine))
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  });
}

// By id, so that a sweep walks into nobody's lock.
async function sweep(engine: Engine, tx: Kysely<Tables>): Promise<void> {
  const dead = await tx.selectFrom("knocks").select("id").where("at", "<=", oldest(engine))
    .orderBy("id").execute();
  for (const { id } of dead) await tx.deleteFrom("knocks").where("id", "=", id).execute();
}

async function waiting(tx: Kysely<Tables>): Promise<number> {
  const row = await tx.selectFrom("knocks").select(sql<number>`count(*)`.as("n"))
    .where("refused_at", "is", null).executeTakeFirstOrThrow();
  return row.n;
}

/** Whether somebody has the name; who is about to take or leave it is waited for. */
async function isSomebodys(
  { forUpdate }: Engine,
  tx: Kysely<Tables>,
  key: string,
): Promise<boolean> {
  const { rows } = await sql`select id from users where name_key = ${key} ${forUpdate}`.execute(tx);
  return rows.length > 0;
}

async function waitingRow(engine: Engine, id: number) {
  const row = await engine.db.selectFrom("knocks").selectAll().select(storeId.as("store"))
    .where("id", "=", id).where("refused_at", "is", null).where("at", ">", oldest(engine))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  engine.identity.check([row]);
  return row;
}

function sessionOf(
  row: Pick<KnocksTable, "token_hash" | "ttl_seconds" | "device" | "device_hash" | "address">,
): NewSession {
  return {
    tokenHash: new Uint8Array(row.token_hash),
    ttlSeconds: row.ttl_seconds,
    device: row.device,
    ...(row.device_hash === null ? {} : { deviceHash: new Uint8Array(row.device_hash) }),
    address: row.address,
  };
}

function oldest(engine: Engine): RawBuilder<number> {
  return fromNow(engine, -KNOCK_S);
}
