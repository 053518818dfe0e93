import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Engine } from "./engine.ts";
import { randomHex } from "./random_hex.ts";
import type { Tables } from "./tables.ts";

/** One step of the schema: a single DDL statement, or rows that belong to it. */
export type Migration = (engine: Engine, db: Kysely<Tables>) => Promise<void>;

const BIG = sql`bigint not null`;
const BIG_NULL = sql`bigint`;
const COUNT = sql`bigint not null default 0`;

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
    end: sql`engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`,
  },
  sqlite: {
    serial: sql`integer primary key autoincrement`,
    text: (_length: number) => sql`text`,
    ascii: (_length: number) => sql`text`,
    clientId: sql`text not null`,
    body: sql`text not null`,
    hash: sql`blob not null primary key`,
    end: sql``,
  },
};
type Types = {
  [K in keyof typeof TYPES.mysql]: (typeof TYPES.mysql)[K] extends RawBuilder<unknown>
    ? RawBuilder<unknown>
    : (length: number) => RawBuilder<unknown>;
};

/** The steps, in order; the version of a schema is how many of them it has. Only ever add. */
export const MIGRATIONS: readonly Migration[] = [
  ddl((t) =>
    sql`create table meta (
      name ${t.ascii(32)} not null primary key,
      value ${t.ascii(255)} not null
    ) ${t.end}`
  ),
  // A folded name may be eighteen times as long as it was (U+FDFA); 768 characters is what a key holds.
  ddl((t) =>
    sql`create table users (
      id ${t.serial},
      name ${t.text(160)} not null,
      name_key ${t.text(768)} not null unique,
      password_hash ${t.ascii(255)},
      role ${t.ascii(16)} not null,
      rev ${COUNT},
      locale ${t.ascii(16)},
      created_at ${BIG},
      seen_at ${BIG},
      banned_until ${BIG_NULL}
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table sessions (
      token_hash ${t.hash},
      user_id ${BIG},
      created_at ${BIG},
      expires_at ${BIG},
      device ${t.text(200)} not null,
      address ${t.ascii(64)} not null
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table rooms (
      id ${t.serial},
      slug ${t.text(191)} not null unique,
      name ${t.text(160)} not null,
      topic ${t.text(250)} not null,
      kind ${t.ascii(16)} not null,
      direct_key ${t.ascii(64)} unique,
      rev ${COUNT},
      posts ${COUNT},
      acl_rev ${COUNT},
      created_by ${BIG_NULL},
      created_at ${BIG},
      archived_at ${BIG_NULL}
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table memberships (
      room_id ${BIG},
      user_id ${BIG},
      role ${t.ascii(16)} not null,
      read_seq ${COUNT},
      read_n ${COUNT},
      notify ${t.ascii(16)} not null,
      joined_at ${BIG},
      primary key (room_id, user_id)
    ) ${t.end}`
  ),
  ddl(() => sql`create index memberships_user on memberships (user_id)`),
  ddl((t) =>
    sql`create table messages (
      room_id ${BIG},
      seq ${BIG},
      n ${BIG},
      rev ${BIG},
      author_id ${BIG},
      client_id ${t.clientId},
      kind ${t.ascii(16)} not null,
      body ${t.body},
      reply_to ${BIG_NULL},
      created_at ${BIG},
      edited_at ${BIG_NULL},
      deleted_at ${BIG_NULL},
      primary key (room_id, seq),
      unique (author_id, client_id)
    ) ${t.end}`
  ),
  ddl(() => sql`create index messages_rev on messages (room_id, rev)`),
  ddl((t) =>
    sql`create table actions (
      author_id ${BIG},
      client_id ${t.clientId},
      room_id ${BIG},
      seq ${BIG},
      rev ${BIG},
      at ${BIG},
      primary key (author_id, client_id)
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table reactions (
      room_id ${BIG},
      seq ${BIG},
      emoji ${t.text(64)} not null,
      user_id ${BIG},
      primary key (room_id, seq, emoji, user_id)
    ) ${t.end}`
  ),
  firstRows,
  ddl(() => sql`alter table reactions add column rev ${COUNT}`),
  ddl(() => sql`create index actions_at on actions (at)`),
];

/** The version at which a new database is complete; below it anyone goes on making it. */
export const COMPLETE = 11;

async function firstRows(engine: Engine, db: Kysely<Tables>): Promise<void> {
  await db.insertInto("meta").values([
    { name: "store", value: randomHex(16) },
    { name: "bus_key", value: randomHex(32) },
  ]).execute();
  await db.insertInto("rooms").values({
    slug: "geral",
    name: "geral",
    topic: "",
    kind: "public",
    direct_key: null,
    rev: 0,
    posts: 0,
    acl_rev: 0,
    created_by: null,
    created_at: engine.now,
    archived_at: null,
  }).execute();
}

function ddl(statement: (types: Types) => RawBuilder<unknown>): Migration {
  return async ({ kind }, db) => {
    await statement(TYPES[kind]).execute(db);
  };
}

function raw(text: string): RawBuilder<unknown> {
  return sql.raw(text);
}
