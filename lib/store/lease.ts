import { type Kysely, sql } from "kysely";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { DuplicateKey } from "./sql_connection.ts";
import type { Tables } from "./tables.ts";

/** A piece of work that only one instance does. */
export interface Lease {
  name: string;
  holder: string;
  /** For how long, in milliseconds from now. */
  ms: number;
}

/**
 * Takes a lease, or keeps it; who else wants it waits until the transaction ends. It is the
 * transaction's first lock.
 *
 * @returns whom it was taken from; the holder itself where it is kept
 * @throws {Held} if another has it
 * @throws {Unavailable} if it is another database's
 */
export async function takeLease(
  { now, forUpdate, identity }: Engine,
  tx: Kysely<Tables>,
  { name, holder, ms }: Lease,
): Promise<string> {
  const { rows } = await sql<{ holder: string; free: number; store: string | null }>`
    select holder, until <= ${now} as free, ${storeId} as store from leases
    where name = ${name} ${forUpdate}`.execute(tx);
  await identity.checkOrVerify(tx, rows);
  const [row] = rows;
  const until = sql<number>`${now} + ${ms}`;
  if (row === undefined) {
    await tx.insertInto("leases").values({ name, holder, until }).execute().catch(refuse);
    return "";
  }
  if (row.holder !== holder && row.free === 0) throw new Held();
  await tx.updateTable("leases").set({ holder, until }).where("name", "=", name).execute();
  return row.holder;
}

/** Another instance is at it. */
export class Held extends Error {
  override readonly name = "Held";
}

/** Lets another have it at once. */
export async function releaseLease(
  { db }: Engine,
  { name, holder }: Pick<Lease, "name" | "holder">,
): Promise<void> {
  await db.updateTable("leases").set({ until: 0 }).where("name", "=", name)
    .where("holder", "=", holder).execute();
}

/** Another instance took it for the first time, in this very moment. */
function refuse(error: unknown): never {
  throw error instanceof DuplicateKey ? new Held() : error;
}
