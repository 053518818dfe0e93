import type { Kysely } from "kysely";
import { Conflict, NotFound } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import { freeIdle, idleHolder } from "./idle_names.ts";
import { DuplicateKey } from "./sql_connection.ts";
import type { Tables } from "./tables.ts";

/** A name that somebody asks for. */
export interface Claim {
  key: string;
  /** The rooms that `take` is going to lock. */
  rooms?: readonly number[];
}

/**
 * Takes a name in one transaction. If the key is that of somebody who never used it, it is freed,
 * and the name is taken, in one further transaction.
 *
 * @param take writes the key to its unique column, and then asks `isReserved`
 * @throws {Conflict} if `take` met a key that is in use, or throws so itself
 */
export async function claimName<T>(
  engine: Engine,
  { key, rooms = [] }: Claim,
  take: (tx: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  try {
    return await engine.db.transaction().execute(take);
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
    const idle = await idleHolder(engine, key);
    if (idle === undefined) throw taken(error);
    return await takeFrom(engine, { idle, rooms }, take);
  }
}

async function takeFrom<T>(
  engine: Engine,
  { idle, rooms }: { idle: number; rooms: readonly number[] },
  take: (tx: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  try {
    return await engine.db.transaction().execute(async (tx) => {
      await freeIdle(engine, tx, { user: idle, rooms }).catch((error) => {
        // They are here again, or somebody else was faster.
        throw error instanceof NotFound ? taken(error) : error;
      });
      return await take(tx);
    });
  } catch (error) {
    throw error instanceof DuplicateKey ? taken(error) : error;
  }
}

/** Nobody is told why: whether somebody has the name, had it, or waits with it. */
export function taken(cause?: unknown): Conflict {
  return new Conflict("Name is taken", { field: "name", ...(cause ? { cause } : {}) });
}
