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
import { Together } from "./together.ts";

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
  /** `asked`: nothing was said yet; it begins with the first statement, in one message with it. */
  #transaction: "none" | "asked" | "begun" | "failed" = "none";

  constructor(connection: SqlConnection, pool: Pool, options: PooledOptions) {
    this.#connection = connection;
    this.#pool = pool;
    this.#options = options;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // After a deadlock the transaction is gone, and what follows would be committed by itself.
    if (this.#transaction === "failed") throw new Error(`Cannot go on: ${FAILED}`);
    if (!(query instanceof Together)) {
      const [{ rows, affected, insertId }] = await this.#say([query]) as [SqlResult];
      return {
        rows: rows as R[],
        numAffectedRows: BigInt(affected),
        ...(insertId === undefined ? {} : { insertId: BigInt(insertId) }),
      };
    }
    const results = await this.#say(query.parts, query);
    return { rows: results.map(({ rows }) => rows) as R[] };
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    yield await Promise.reject(new Error("Cannot stream: results here are small"));
  }

  begin(): Promise<void> {
    this.#transaction = "asked";
    return Promise.resolve();
  }

  async commit(): Promise<void> {
    // After a lock time-out MySQL undoes that one statement only, and a COMMIT would keep the rest.
    if (this.#transaction === "failed") throw new Error(`Cannot commit: ${FAILED}`);
    if (this.#transaction === "begun") await this.#run([COMMIT]);
    this.#transaction = "none";
  }

  async rollback(): Promise<void> {
    const begun = this.#transaction === "begun" || this.#transaction === "failed";
    this.#transaction = "none";
    if (!begun || this.#connection.state !== "open") return;
    try {
      await this.#run([CompiledQuery.raw("rollback")]);
    } catch {
      await this.#connection.close();
    }
  }

  giveBack(): void {
    this.#pool.give(this.#connection);
  }

  /** Says statements in the transaction, if there is one: with its begin and its end, where due. */
  async #say(
    queries: readonly CompiledQuery[],
    { commits }: { commits: boolean } = { commits: false },
  ): Promise<SqlResult[]> {
    const begins = this.#transaction === "asked";
    const alone = this.#transaction === "none";
    if (begins) this.#transaction = "begun";
    const first = begins ? [CompiledQuery.raw(this.#options.begin)] : [];
    const last = commits ? [COMMIT] : [];
    // What was not committed is gone with its connection.
    const mayRepeat = begins ? !commits : alone && queries.every(isSelect);
    const results = await this.#run([...first, ...queries, ...last], mayRepeat);
    if (commits) this.#transaction = "none";
    return results.slice(first.length, first.length + queries.length);
  }

  /** `mayRepeat`: it does no harm twice, so a connection that died while it was idle is replaced. */
  async #run(queries: readonly CompiledQuery[], mayRepeat = false): Promise<SqlResult[]> {
    const statements = queries.map(({ sql, parameters }) => ({ sql, params: parameters }));
    const attempt = () => this.#connection.run(statements, this.#options.limitMs);
    try {
      return await attempt();
    } catch (error) {
      if (mayRepeat && this.#connection.state === "lost") {
        try {
          this.#connection = await this.#pool.replace(this.#connection);
          return await attempt();
        } catch (again) {
          throw this.#failing(again);
        }
      }
      throw this.#failing(error);
    }
  }

  #failing(error: unknown): unknown {
    if (this.#transaction === "begun") this.#transaction = "failed";
    return error;
  }
}

const COMMIT = CompiledQuery.raw("commit");

function isSelect({ query }: CompiledQuery): boolean {
  return query.kind === "SelectQueryNode";
}
