import { type Kysely, type RawBuilder, sql, type SqlBool } from "kysely";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Tables } from "./tables.ts";

/** For a SELECT, as `store`: the id of the database that it reads. */
export const storeId = sql<string | null>`(select value from meta where name = 'store')`;

/** How soon an instance has found out, in milliseconds. */
const FOUND_OUT_MS = 1_000;

/**
 * Which database is meant. Another one may come to stand under the same address while we run: a
 * backup is restored, a server exchanged. What is remembered of people and rooms by their ids would
 * be somebody else's there, so whatever is written by id, or shows what was said, asks in the very
 * same statement.
 */
export class Identity {
  #id: string | undefined;

  /** From here on no other database will do. */
  settle(id: string): void {
    this.#id = id;
  }

  /** For the WHERE of what is written by id with nothing read before: of another database, nothing. */
  get isMeant(): RawBuilder<SqlBool> {
    return sql<SqlBool>`${this.#id} = ${storeId}`;
  }

  /** @throws {Unavailable} if these rows, read with `storeId`, are another database's */
  check(rows: readonly { store: string | null }[]): void {
    if (rows.some(({ store }) => store !== this.#id)) throw new Moved();
  }

  /** As `check`; asks where there are no rows to tell. @throws {Unavailable} as that does */
  async checkOrVerify(
    db: Kysely<Tables>,
    rows: readonly { store: string | null }[],
  ): Promise<void> {
    if (rows.length === 0) await this.verify(db);
    else this.check(rows);
  }

  /** Asks, where there are no rows to tell. @throws {Unavailable} if it is another database */
  async verify(db: Kysely<Tables>): Promise<void> {
    if (await readStoreId(db) !== this.#id) throw new Moved();
  }
}

/** The id of the database that is there; `undefined` if it has none. */
export async function readStoreId(db: Kysely<Tables>): Promise<string | undefined> {
  const row = await db.selectFrom("meta").select("value").where("name", "=", "store")
    .executeTakeFirst();
  return row?.value;
}

class Moved extends Unavailable {
  constructor() {
    super("The database is another one now", { afterMs: FOUND_OUT_MS });
  }
}
