import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/** One step of the schema: a single DDL statement, or rows that belong to it. */
export type Migration = (engine: Engine, db: Kysely<Tables>) => Promise<void>;

// The names of collations are spelled out, because the servers' own defaults take "ana " for "ana"
// and one emoji for another.
const TYPES = {
  mysql: {
    serial: sql`bigint not null auto_increment primary key`,
    text: (length: number) => raw(`varchar(${length}) character set utf8mb4 collate utf8mb4_bin`),
    ascii: (length: number) => raw(`varchar(${length}) character set ascii collate ascii_bin`),
    clientId: sql`char(32) character set ascii collate ascii_bin not null`,
    body: sql`text character set utf8mb4 collate utf8mb4_bin not null`,
    hash: sql`binary(32) not null primary key`,
    hashNull: sql`binary(32)`,
    hashUnique: sql`binary(32) not null unique`,
    blob: sql`mediumblob not null`,
    textNull: sql`text character set utf8mb4 collate utf8mb4_bin`,
    end: sql`engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`,
    clustered: sql`engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`,
  },
  sqlite: {
    serial: sql`integer primary key autoincrement`,
    text: (_length: number) => sql`text`,
    ascii: (_length: number) => sql`text`,
    clientId: sql`text not null`,
    body: sql`text not null`,
    hash: sql`blob not null primary key`,
    hashNull: sql`blob`,
    hashUnique: sql`blob not null unique`,
    blob: sql`blob not null`,
    textNull: sql`text`,
    end: sql``,
    clustered: sql`without rowid`,
  },
};
type Types = {
  [K in keyof typeof TYPES.mysql]: (typeof TYPES.mysql)[K] extends RawBuilder<unknown>
    ? RawBuilder<unknown>
    : (length: number) => RawBuilder<unknown>;
};

/** Adds columns to a table. SQLite takes one a statement; the step's transaction makes one of them. */
export function addColumns(
  table: string,
  columns: (types: Types) => Readonly<Record<string, RawBuilder<unknown>>>,
): Migration {
  return async ({ kind }, db) => {
    const added = Object.entries(columns(TYPES[kind]))
      .map(([name, type]) => sql`add column ${raw(name)} ${type}`);
    const steps = kind === "mysql" ? [sql.join(added)] : added;
    for (const step of steps) await sql`alter table ${raw(table)} ${step}`.execute(db);
  };
}

/** A step that is one statement, in the words of the engine. */
export function ddl(statement: (types: Types) => RawBuilder<unknown>): Migration {
  return async ({ kind }, db) => {
    await statement(TYPES[kind]).execute(db);
  };
}

function raw(text: string): RawBuilder<unknown> {
  return sql.raw(text);
}
