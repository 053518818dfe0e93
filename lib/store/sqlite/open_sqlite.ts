import { sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { Clock } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { Engine } from "../engine.ts";
import { Identity } from "../identity.ts";
import { Pool } from "../pool.ts";
import { queriesOver } from "../pooled_driver.ts";
import type { SqlConnection } from "../sql_connection.ts";
import { STATEMENT_MS } from "../statement_limit.ts";
import type { SqliteStoreConfig } from "../store_config.ts";
import { StoreRefused } from "../store_refused.ts";
import { SqliteConnection } from "./sqlite_connection.ts";

/** Kysely would queue without limit for the one connection; our pool does that, with one. */
class PooledAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

const DIALECT = {
  createAdapter: () => new PooledAdapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (db: ConstructorParameters<typeof SqliteIntrospector>[0]) =>
    new SqliteIntrospector(db),
};

/**
 * Opens the file of a lone instance; nobody but this process may have it open.
 * @throws {StoreRefused} if it is in use elsewhere, cannot be made, or is no database
 */
export async function openSqlite(
  { path }: SqliteStoreConfig,
  { log, clock }: { log: Log; clock: Clock },
): Promise<Engine> {
  await makePrivate(path, log);
  const onCrash = (why: string) => log.error("store.worker_died", { why });
  let first: SqlConnection | undefined = await SqliteConnection.open({ path, clock, onCrash });
  const open = async () => {
    const ready = first;
    first = undefined;
    return ready ?? await SqliteConnection.open({ path, clock, onCrash }).catch(away);
  };
  // One connection for reads, writes and migrations alike: whoever has it is alone.
  const pool = new Pool({ size: 1, open, clock, waitMs: STATEMENT_MS });
  const over = (limitMs: number | undefined) =>
    queriesOver(pool, DIALECT, { begin: "begin immediate", limitMs });
  const db = over(STATEMENT_MS);
  return {
    kind: "sqlite",
    title: path,
    identity: new Identity(),
    db,
    lanes: db,
    schema: over(undefined),
    chunks: undefined,
    now: sql<number>`cast(round(unixepoch('subsec') * 1000) as integer)`,
    byKey: sql``,
    forUpdate: sql``,
    tableNames:
      sql`select name from sqlite_master where type = 'table' and name not like 'sqlite%'`,
    close: async () => {
      await first?.close();
      await pool.close();
    },
  };
}

/** Only the owner may read the folder and the file: all conversations are in there. */
async function makePrivate(path: string, log: Log): Promise<void> {
  const folder = path.replace(/[/\\][^/\\]*$/, "") || ".";
  try {
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    await makeFile(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreRefused(`Cannot use ${path}: ${why}: check DATA_DIR`, { cause: error });
  }
  if (Deno.build.os === "windows") return;
  try {
    await Deno.chmod(folder, 0o700);
    await Deno.chmod(path, 0o600);
  } catch {
    // Not ours, or on a disk that knows no rights: it works, and somebody should know.
    log.warn("store.not_private", { folder });
  }
}

/**
 * Makes the file if it is not there. A file that is there is never opened: closing it again would
 * take away the lock that a store of this very process may have on it (POSIX, fcntl).
 */
async function makeFile(path: string): Promise<void> {
  try {
    (await Deno.open(path, { createNew: true, write: true, mode: 0o600 })).close();
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
}

function away(cause: unknown): never {
  throw new Unavailable(undefined, { cause });
}
