import type { Kysely, RawBuilder } from "kysely";
import type { Identity } from "./identity.ts";
import type { Tables } from "./tables.ts";

/** What the queries need of a database, and the few words that engines spell differently. */
export interface Engine {
  readonly kind: "sqlite" | "mysql";
  /** How an operator knows it: the file, or the database and its server. */
  readonly title: string;
  /** Which database is meant, once that is known. */
  readonly identity: Identity;
  readonly db: Kysely<Tables>;
  /** The committer's own connections. */
  readonly lanes: Kysely<Tables>;
  /** A connection for migrations, whose statements may take their time. */
  readonly schema: Kysely<Tables>;
  /**
   * Connections of their own for the bytes of files, where those are kept here: whoever sends a message
   * does not wait behind them.
   */
  readonly chunks: Kysely<Tables> | undefined;
  /** The database's time, in milliseconds since the epoch. */
  readonly now: RawBuilder<number>;
  /** Keeps a statement that locks rows from walking over, and waiting for, others. */
  readonly byKey: RawBuilder<unknown>;
  /** Ends a SELECT whose rows are to be locked. */
  readonly forUpdate: RawBuilder<unknown>;
  /** SELECT of the tables that are there, as `name`. */
  readonly tableNames: RawBuilder<{ name: string }>;
  close(): Promise<void>;
}
