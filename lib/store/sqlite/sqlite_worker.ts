/// <reference lib="deno.worker" />
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { SqlResult, SqlStatement } from "../sql_connection.ts";

/** What the worker may be asked to do. */
export type SqliteRequest =
  | { open: string }
  | { statements: readonly SqlStatement[] }
  | { close: true };

/** Why it could not; `code` is SQLite's extended result code, 0 where it has none. */
export interface SqliteFault {
  code: number;
  message: string;
}

/** The answer to the request with this id. */
export type SqliteAnswer =
  | { id: number; results: SqlResult[]; fault?: never }
  | { id: number; results?: never; fault: SqliteFault };

// A process that is just ending gets this long to let go of the file.
const HANDOVER_MS = 1_000;
const PREPARED = 256;
const NOTHING: SqlResult = { rows: [], affected: 0, insertId: undefined };

let database: DatabaseSync | undefined;
const prepared = new Map<string, StatementSync>();

self.onmessage = ({ data }: MessageEvent<{ id: number } & SqliteRequest>) => {
  try {
    self.postMessage({ id: data.id, results: perform(data) } satisfies SqliteAnswer);
  } catch (error) {
    self.postMessage({ id: data.id, fault: faultOf(error) } satisfies SqliteAnswer);
  }
};

function perform(request: SqliteRequest): SqlResult[] {
  if ("statements" in request) return request.statements.map(run);
  if ("open" in request) open(request.open);
  else close();
  return [];
}

function open(path: string): void {
  database = new DatabaseSync(path, { timeout: HANDOVER_MS });
  // Before anything else looks at the file: so the lock is held from now on, and freed by the
  // operating system whichever way the process ends.
  database.exec("PRAGMA locking_mode = EXCLUSIVE");
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA trusted_schema = OFF");
  database.exec("BEGIN IMMEDIATE; COMMIT");
}

function close(): void {
  prepared.clear();
  database?.close();
  database = undefined;
}

function run({ sql, params }: SqlStatement): SqlResult {
  const statement = prepare(sql);
  const values = params as (string | number | null | Uint8Array)[];
  if (statement.columns().length > 0) {
    return { ...NOTHING, rows: statement.all(...values) };
  }
  const { changes, lastInsertRowid } = statement.run(...values);
  return { rows: [], affected: Number(changes), insertId: Number(lastInsertRowid) };
}

function prepare(sql: string): StatementSync {
  if (database === undefined) throw new Error("The database is not open");
  const known = prepared.get(sql);
  prepared.delete(sql);
  const statement = known ?? database.prepare(sql);
  prepared.set(sql, statement);
  if (prepared.size > PREPARED) prepared.delete(prepared.keys().next().value!);
  return statement;
}

function faultOf(error: unknown): SqliteFault {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) : 0;
  return { code, message: error instanceof Error ? error.message : String(error) };
}
