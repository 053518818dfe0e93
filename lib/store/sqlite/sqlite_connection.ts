import type { Clock, Timer } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import {
  DuplicateKey,
  NoValue,
  type SqlConnection,
  type SqlResult,
  type SqlStatement,
} from "../sql_connection.ts";
import { StoreRefused } from "../store_refused.ts";
import type { SqliteAnswer, SqliteFault, SqliteRequest } from "./sqlite_worker.ts";

/** Where the database is, and the program that holds it. */
export interface SqliteOptions {
  path: string;
  clock: Clock;
  /** Told once if the worker dies. */
  onCrash: (why: string) => void;
  /** The worker's program. */
  worker?: URL;
}

interface Waiting {
  resolve: (results: SqlResult[]) => void;
  reject: (error: Error) => void;
  limit: Timer | undefined;
}

// Extended codes, https://sqlite.org/rescode.html: a UNIQUE and a PRIMARY KEY that is taken, a NULL where none may be.
const DUPLICATE = new Set([2067, 1555]);
const NULL = 1299;
// Primary codes: busy, locked, out of memory, read-only, I/O error, disk full, cannot open.
const TRANSIENT = new Set([5, 6, 7, 8, 10, 13, 14]);

/** A SQLite database, held by a Worker because its calls block. Statements run one by one. */
export class SqliteConnection implements SqlConnection {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #options: SqliteOptions;
  #last = 0;
  #state: SqlConnection["state"] = "open";

  private constructor(options: SqliteOptions) {
    this.#options = options;
    const url = options.worker ?? new URL("./sqlite_worker.ts", import.meta.url);
    this.#worker = new Worker(url, { type: "module", name: "sqlite" });
    this.#worker.onmessage = ({ data }: MessageEvent<SqliteAnswer>) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#crash(event.message);
    };
  }

  /**
   * Opens the file, making it if it is not there, and holds it until `close`, or until the process
   * ends in whatever way.
   *
   * @throws {StoreRefused} if another process holds it, or it is no database
   */
  static async open(options: SqliteOptions): Promise<SqliteConnection> {
    const connection = new SqliteConnection(options);
    try {
      await connection.#ask({ open: options.path }, undefined);
      return connection;
    } catch (error) {
      connection.#worker.terminate();
      throw refused(options.path, error);
    }
  }

  get state(): SqlConnection["state"] {
    return this.#state;
  }

  run(statements: readonly SqlStatement[], limitMs: number | undefined): Promise<SqlResult[]> {
    return this.#ask({ statements }, limitMs);
  }

  check(): Promise<boolean> {
    return Promise.resolve(this.#state === "open");
  }

  async close(): Promise<void> {
    if (this.#state !== "lost") await this.#ask({ close: true }, undefined).catch(() => {});
    this.#state = "lost";
    this.#worker.terminate();
  }

  #ask(request: SqliteRequest, limitMs: number | undefined): Promise<SqlResult[]> {
    if (this.#state === "lost") return Promise.reject(new Unavailable());
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const limit = limitMs === undefined ? undefined : this.#options.clock.after(limitMs, () => {
        this.#state = "timed out";
        const cause = new Error(`A statement took longer than ${limitMs} ms`);
        this.#settle(id)?.reject(new Unavailable(undefined, { cause }));
      });
      this.#waiting.set(id, { resolve, reject, limit });
      this.#worker.postMessage({ id, ...request });
    });
  }

  #hear(answer: SqliteAnswer): void {
    const waiting = this.#settle(answer.id);
    if (answer.results !== undefined) waiting?.resolve(answer.results);
    else waiting?.reject(sorted(answer.fault));
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.limit?.cancel();
    return waiting;
  }

  #crash(why: string): void {
    this.#state = "lost";
    this.#worker.terminate();
    const cause = new Error(`The SQLite worker died: ${why}`);
    for (const id of [...this.#waiting.keys()]) {
      this.#settle(id)?.reject(new Unavailable(undefined, { cause }));
    }
    this.#options.onCrash(why);
  }
}

function sorted(fault: SqliteFault): Error {
  const cause = new Error(fault.message);
  if (DUPLICATE.has(fault.code)) return new DuplicateKey(fault.message, { cause });
  if (fault.code === NULL) return new NoValue("A value is missing", { cause });
  if (TRANSIENT.has(fault.code & 0xff)) return new Unavailable(undefined, { cause });
  return cause;
}

function refused(path: string, error: unknown): StoreRefused {
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const why = root instanceof Error ? root.message : String(root);
  const hint = why.includes("locked")
    ? "another process is using it: stop that one, or set another DATA_DIR"
    : `${why}: check DATA_DIR`;
  return new StoreRefused(`Cannot open ${path}: ${hint}`, { cause: error });
}
