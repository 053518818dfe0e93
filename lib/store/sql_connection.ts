import { Unavailable } from "@/lib/chat/errors.ts";

/** Until then a restored table may be there, in milliseconds. */
const READY_AGAIN_MS = 1_000;

/** A statement and what is bound in it. */
export interface SqlStatement {
  sql: string;
  params: readonly unknown[];
}

/** What one statement gave back. */
export interface SqlResult {
  rows: Record<string, unknown>[];
  /** Rows inserted, deleted, or matched by an UPDATE. */
  affected: number;
  /** The id that the last INSERT made, if it made one. */
  insertId: number | undefined;
}

/**
 * One connection to an engine. Its errors are sorted already: `Unavailable`, `NoTable`,
 * `DuplicateKey`, `AlreadyThere`, or the engine's own.
 */
export interface SqlConnection {
  /** Whether it may be used again; `timed out`: what became of its last statement is unknown. */
  readonly state: "open" | "lost" | "timed out";
  /**
   * Runs statements one after the other, and none after one that fails; after `limitMs` they are
   * given up, and the connection with them.
   */
  run(statements: readonly SqlStatement[], limitMs: number | undefined): Promise<SqlResult[]>;
  /** Whether the other end still answers. */
  check(): Promise<boolean>;
  /** Lets go of it at once if it is not `open`, politely if it is. */
  close(): Promise<void>;
}

/** A row with this key is there already. */
export class DuplicateKey extends Error {
  override readonly name = "DuplicateKey";
}

/** A column that may not be NULL would have been. */
export class NoValue extends Error {
  override readonly name = "NoValue";
}

/** A table that should be there is not: a backup is being restored, or it is no chat's database. */
export class NoTable extends Unavailable {
  constructor(options: ErrorOptions) {
    super("The database is not ready", { afterMs: READY_AGAIN_MS, ...options });
  }
}

/** The disk of the database is full; the same call may be made again when it is not. */
export class NoSpace extends Unavailable {
  constructor(options: ErrorOptions) {
    super(undefined, options);
  }
}

/** The table, column or index that a migration makes is there already. */
export class AlreadyThere extends Error {
  override readonly name = "AlreadyThere";
}
