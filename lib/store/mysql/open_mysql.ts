import { MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler, sql } from "kysely";
import type { Clock } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { Engine } from "../engine.ts";
import { Identity } from "../identity.ts";
import { Pool } from "../pool.ts";
import { queriesOver } from "../pooled_driver.ts";
import type { SqlConnection } from "../sql_connection.ts";
import { STATEMENT_MS } from "../statement_limit.ts";
import type { MysqlStoreConfig } from "../store_config.ts";
import { isWithoutTls, refusalOf, titleOf } from "./mysql_errors.ts";
import { MysqlConnection, type MysqlOptions } from "./mysql_connection.ts";

/** What is special about a connection. */
type ConnectionKind = Pick<MysqlOptions, "binary" | "multiple">;

const DIALECT = {
  createAdapter: () => new MysqlAdapter(),
  createQueryCompiler: () => new MysqlQueryCompiler(),
  createIntrospector: (db: ConstructorParameters<typeof MysqlIntrospector>[0]) =>
    new MysqlIntrospector(db),
};
// Connections of an instance; with the committer's they stay far below the 50 that a client
// container's user may have.
const SHARED = 8;
const LANES = 4;
const CHUNKS = 4;
// A mebibyte may have to wait for a slow disk, and for those before it.
const CHUNK_MS = 10_000;

/** The way to a MySQL server. Nothing is connected yet; that comes with the first statement. */
export function openMysql(
  config: MysqlStoreConfig,
  { log, clock, again = false }: { log: Log; clock: Clock; again?: boolean },
): Engine {
  const opening = opener(config, { log, clock, again });
  const pool = (size: number, kind: ConnectionKind = {}) =>
    new Pool({ size, open: () => opening(kind), clock, waitMs: STATEMENT_MS });
  const pools = {
    shared: pool(SHARED),
    // Each message to the server and back is time in which a room's lock is held.
    lanes: pool(LANES, { multiple: true }),
    schema: pool(1),
    chunks: new Pool({
      size: CHUNKS,
      open: () => opening({ binary: true }),
      clock,
      waitMs: CHUNK_MS,
    }),
  };
  const over = (pool: Pool, limitMs: number | undefined) =>
    queriesOver(pool, DIALECT, { begin: "start transaction", limitMs });
  return {
    kind: "mysql",
    title: titleOf(config),
    identity: new Identity(),
    db: over(pools.shared, STATEMENT_MS),
    lanes: over(pools.lanes, STATEMENT_MS),
    schema: over(pools.schema, undefined),
    chunks: over(pools.chunks, CHUNK_MS),
    now: sql<number>`cast(unix_timestamp(utc_timestamp(3)) * 1000 as signed)`,
    // MariaDB goes over the whole table to update most of its rows, and into everybody's locks.
    byKey: sql`force index (primary)`,
    forUpdate: sql`for update`,
    tableNames:
      sql`select table_name as name from information_schema.tables where table_schema = database()`,
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.close()));
    },
  };
}

/**
 * Opens connections: encrypted where that can be. A server that refuses us while we run is away as
 * far as a caller can tell, so the refusal is the cause of an `Unavailable`, and a line in the log.
 */
function opener(
  config: MysqlStoreConfig,
  { log, clock, again }: { log: Log; clock: Clock; again: boolean },
): (kind: ConnectionKind) => Promise<SqlConnection> {
  let plain = config.ssl === "off";
  const mayBePlain = config.ssl === "auto" && config.ca === undefined;
  // A refusal at the start is told by whoever started the program.
  let wasOpen = false;
  let said: string | undefined;
  const open = async (kind: ConnectionKind): Promise<SqlConnection> => {
    try {
      return await MysqlConnection.open({ config, plain, clock, ...kind });
    } catch (error) {
      if (!mayBePlain || !isWithoutTls(error)) throw error;
      if (!plain && !again) {
        const why = "the server offers no TLS; statements travel in the clear";
        log.warn("store.plain", { why });
      }
      plain = true;
      return await MysqlConnection.open({ config, plain, clock, ...kind });
    }
  };
  return async (kind) => {
    try {
      const connection = await open(kind);
      said = undefined;
      wasOpen = true;
      return connection;
    } catch (error) {
      const refusal = refusalOf(error, config);
      if (wasOpen && refusal !== undefined && refusal.message !== said) {
        said = refusal.message;
        log.error("store.refused", { why: refusal.message });
      }
      throw error instanceof Unavailable ? error : new Unavailable(undefined, { cause: error });
    }
  };
}
