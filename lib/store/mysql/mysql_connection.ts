import { Buffer } from "node:buffer";
import { createConnection } from "mysql2";
import type { Connection, ConnectionOptions, QueryResult } from "mysql2";
import { connect, type Socket } from "node:net";
import type { Clock } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { SqlConnection, SqlResult, SqlStatement } from "../sql_connection.ts";
import type { MysqlStoreConfig } from "../store_config.ts";
import { sortMysqlError } from "./mysql_errors.ts";

/** Whom to connect to, and whether in the clear. */
export interface MysqlOptions {
  config: MysqlStoreConfig;
  plain: boolean;
  clock: Clock;
  /**
   * Values go as they are, in statements that the server has prepared: of a mebibyte in hexadecimal
   * digits both ends would have much to do. Each statement stays prepared, so they must be few.
   */
  binary?: boolean;
  /**
   * Statements that are said together travel as one packet. The server then takes several wherever it
   * is given one, so a value that got out of its quotes could do more harm: only for whom it speeds up.
   */
  multiple?: boolean;
}

const OPEN_MS = 5_000;
const CHECK_MS = 1_000;
const GOODBYE_MS = 500;

// A frozen or cut-off instance must not keep a room's lock: the server ends its connection after
// 10 s of silence. Strict mode, or text that does not fit would be cut silently; and without
// NO_BACKSLASH_ESCAPES in it, since the values of statements are escaped with backslashes.
const SESSION = [
  "set session transaction isolation level read committed",
  "set session time_zone = '+00:00', innodb_lock_wait_timeout = 2, wait_timeout = 10, " +
  "sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
];

// MySQL goes over every byte of a value that may be text, at half of all the work that it has with one.
const BINARY = ["set names binary", "set character_set_results = utf8mb4"];

/** One connection to a MySQL or MariaDB server. */
export class MysqlConnection implements SqlConnection {
  readonly #connection: Connection;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #binary: boolean;
  readonly #multiple: boolean;
  #state: SqlConnection["state"] = "open";

  private constructor(options: MysqlOptions) {
    const { config, plain, clock, binary = false, multiple = false } = options;
    this.#clock = clock;
    this.#binary = binary;
    this.#multiple = multiple;
    this.#socket = connect(config.port, config.host);
    this.#socket.setNoDelay(true);
    this.#socket.on("connect", () => this.#socket.setKeepAlive(true, 10_000));
    this.#connection = createConnection({
      ...wireOptions(config, this.#socket, plain),
      multipleStatements: multiple,
    });
    // Without a listener an error that no statement waits for would end the process.
    const lose = () => {
      if (this.#state === "open") this.#state = "lost";
    };
    this.#connection.on("error", lose);
    this.#connection.on("end", lose);
    this.#socket.on("close", lose);
  }

  /** Connects, and sets the session up as the committer needs it. */
  static async open(options: MysqlOptions): Promise<MysqlConnection> {
    const opened = new MysqlConnection(options);
    try {
      await opened.#within<void>(OPEN_MS, (done) => opened.#connection.connect(done));
      const session = options.binary ? [...SESSION, ...BINARY] : SESSION;
      await opened.run(session.map((sql) => ({ sql, params: [] })), OPEN_MS);
      return opened;
    } catch (error) {
      opened.#drop();
      throw error;
    }
  }

  get state(): SqlConnection["state"] {
    return this.#state;
  }

  async run(
    statements: readonly SqlStatement[],
    limitMs: number | undefined,
  ): Promise<SqlResult[]> {
    if (this.#multiple && statements.length > 1) return await this.#runAtOnce(statements, limitMs);
    const results: SqlResult[] = [];
    for (const statement of statements) results.push(await this.#runOne(statement, limitMs));
    return results;
  }

  async check(): Promise<boolean> {
    if (this.#state !== "open") return false;
    try {
      await this.#within<void>(CHECK_MS, (done) => this.#connection.ping(done));
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    if (this.#state !== "open") return this.#drop();
    const gone = new Promise<void>((resolve) => this.#socket.once("close", () => resolve()));
    this.#state = "lost";
    const late = this.#clock.after(GOODBYE_MS, () => this.#socket.destroy());
    this.#connection.end(() => this.#socket.end());
    await gone;
    late.cancel();
  }

  async #runAtOnce(
    statements: readonly SqlStatement[],
    limitMs: number | undefined,
  ): Promise<SqlResult[]> {
    if (this.#state !== "open") throw new Unavailable();
    const sql = statements.map(({ sql, params }) =>
      this.#connection.format(sql, params.map(parameter))
    ).join("; ");
    const results = await this.#within<QueryResult>(
      limitMs,
      (done) => this.#connection.query(sql, done),
    );
    return (results as QueryResult[]).map(resultOf);
  }

  async #runOne(
    { sql, params }: SqlStatement,
    limitMs: number | undefined,
  ): Promise<SqlResult> {
    if (this.#state !== "open") throw new Unavailable();
    const values = params.map(parameter);
    const prepared = this.#binary && values.length > 0;
    return resultOf(
      await this.#within<QueryResult>(limitMs, (done) => {
        if (prepared) this.#connection.execute(sql, values, done);
        else this.#connection.query(sql, values, done);
      }),
    );
  }

  #drop(): void {
    if (this.#state === "open") this.#state = "lost";
    this.#connection.destroy();
    // mysql2 only says goodbye, and waits; a frozen server would never answer.
    this.#socket.destroy();
  }

  #within<T>(
    limitMs: number | undefined,
    start: (done: (error: Error | null, result?: T) => void) => void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const limit = limitMs === undefined ? undefined : this.#clock.after(limitMs, () => {
        this.#state = "timed out";
        this.#drop();
        const cause = new Error(`MySQL did not answer within ${limitMs} ms`);
        reject(new Unavailable(undefined, { cause }));
      });
      start((error, result) => {
        limit?.cancel();
        if (error === null || error === undefined) return resolve(result as T);
        const sorted = sortMysqlError(error);
        if ("fatal" in error && error.fatal === true && this.#state === "open") {
          this.#state = "lost";
        }
        reject(sorted);
      });
    });
  }
}

function wireOptions(config: MysqlStoreConfig, stream: Socket, plain: boolean): ConnectionOptions {
  const { host, port, user, password, database, ca } = config;
  return {
    host,
    port,
    user,
    password,
    database,
    stream,
    charset: "utf8mb4_bin",
    timezone: "Z",
    supportBigNumbers: true,
    // A stack for every statement, wanted or not.
    trace: false,
    // The server could ask for files of this machine.
    flags: ["-LOCAL_FILES"],
    // Its certificate is self-made and names no address: an authority that is given is checked,
    // names are not.
    ...(plain ? {} : {
      ssl: ca === undefined
        ? { rejectUnauthorized: false }
        : { ca, rejectUnauthorized: true, verifyIdentity: false },
    }),
  };
}

function resultOf(result: QueryResult): SqlResult {
  if ("affectedRows" in result) {
    return { rows: [], affected: result.affectedRows, insertId: result.insertId || undefined };
  }
  return { rows: result as SqlResult["rows"], affected: 0, insertId: undefined };
}

/** Only plain values: of an object the escaping would make more than one. */
function parameter(value: unknown): string | number | bigint | null | Buffer {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "bigint") return value;
  if (value instanceof Uint8Array) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  throw new TypeError(`Cannot bind a value of type ${typeof value}`);
}
