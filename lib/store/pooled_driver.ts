import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
} from "kysely";
import type { Pool } from "./pool.ts";
import type { SqlConnection, SqlResult } from "./sql_connection.ts";
import type { Tables } from "./tables.ts";

const FAILED = "a statement of the transaction failed";

interface PooledOptions {
  /** The statement that begins a transaction. */
  begin: string;
  /** How long one statement may take; `undefined`: as long as it likes. */
  limitMs: number | undefined;
}

/** The queries' way to an engine: Kysely in its dialect, over the connections of a pool. */
export function queriesOver(
  pool: Pool,
  dialect: Omit<Dialect, "createDriver">,
  options: PooledOptions,
): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createDriver: () => new PooledDriver(pool, options),
      createAdapter: () => dialect.createAdapter(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (db) => dialect.createIntrospector(db),
    },
  });
}

class PooledDriver implements Driver {
  readonly #pool: Pool;
  readonly #options: PooledOptions;

  constructor(pool: Pool, options: PooledOptions) {
    this.#pool = pool;
    this.#options = options;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Lent> {
    return new Lent(await this.#pool.take(), this.#pool, this.#options);
  }

  releaseConnection(connection: Lent): Promise<void> {
    connection.giveBack();
    return Promise.resolve();
  }

  beginTransaction(connection: Lent): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: Lent): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: Lent): Promise<void> {
    return connection.rollback();
  }

  async destroy(): Promise<void> {}
}

/** A connection for the time that one borrower has it. */
class Lent implements DatabaseConnection {
  #connection: SqlConnection;
  readonly #pool: Pool;
  readonly #options: PooledOptions;
  #begun = false;
  #failed = false;

  constructor(connection: SqlConnection, pool: Pool, options: PooledOptions) {
    this.#connection = connection;
    this.#pool = pool;
    this.#options = options;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // After a deadlock the transaction is gone, and what follows would be committed by itself.
    if (this.#begun && this.#failed) throw new Error(`Cannot go on: ${FAILED}`);
    const mayRepeat = !this.#begun && query.query.kind === "SelectQueryNode";
    const { rows, affected, insertId } = await this.#run(query, mayRepeat);
    return {
      rows: rows as R[],
      numAffectedRows: BigInt(affected),
      ...(insertId === undefined ? {} : { insertId: BigInt(insertId) }),
    };
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    yield await Promise.reject(new Error("Cannot stream: results here are small"));
  }

  async begin(): Promise<void> {
    await this.#run(CompiledQuery.raw(this.#options.begin), true);
    this.#begun = true;
    this.#failed = false;
  }

  async commit(): Promise<void> {
    // After a lock time-out MySQL undoes that one statement only, and a COMMIT would keep the rest.
    if (this.#failed) throw new Error(`Cannot commit: ${FAILED}`);
    await this.#run(CompiledQuery.raw("commit"));
    this.#begun = false;
  }

  async rollback(): Promise<void> {
    this.#begun = false;
    if (this.#connection.state !== "open") return;
    try {
      await this.#run(CompiledQuery.raw("rollback"));
    } catch {
      await this.#connection.close();
    }
  }

  giveBack(): void {
    this.#pool.give(this.#connection);
  }

  /** `mayRepeat`: it does no harm twice, so a connection that died while it was idle is replaced. */
  async #run(query: CompiledQuery, mayRepeat = false): Promise<SqlResult> {
    const attempt = () => this.#connection.run(query.sql, query.parameters, this.#options.limitMs);
    try {
      return await attempt();
    } catch (error) {
      this.#failed = this.#begun;
      if (!mayRepeat || this.#connection.state !== "lost") throw error;
      this.#connection = await this.#pool.replace(this.#connection);
      return await attempt();
    }
  }
}
