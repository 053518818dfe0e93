import { type Kysely, sql } from "kysely";
import { addColumns, ddl, type Migration } from "./ddl.ts";
import type { Engine } from "./engine.ts";
import { FILE_TABLES } from "./file_tables.ts";
import { randomHex } from "./random_hex.ts";
import { rekeyNames } from "./rekey_names.ts";
import type { Tables } from "./tables.ts";

const BIG = sql`bigint not null`;
const BIG_NULL = sql`bigint`;
const COUNT = sql`bigint not null default 0`;

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
  addColumns("users", (t) => ({
    hue: BIG_NULL,
    picture: BIG_NULL,
    theme: t.ascii(16),
    reads_private: COUNT,
    seen_shown: COUNT,
    notify_off: COUNT,
    muted_until: BIG_NULL,
    face_rev: COUNT,
  })),
  ddl(() => sql`create index users_face on users (face_rev)`),
  addColumns("sessions", (t) => ({
    device_hash: t.hashNull,
    origin: sql`${t.ascii(16)} not null default 'name'`,
    used_at: COUNT,
    confirmed_at: BIG_NULL,
    is_new: COUNT,
  })),
  ddl(() => sql`create index sessions_user on sessions (user_id)`),
  ddl(() => sql`create index sessions_address on sessions (address)`),
  addColumns("rooms", () => ({ slow: COUNT, locked_at: BIG_NULL, erased_at: BIG_NULL })),
  addColumns("memberships", () => ({ posted_at: COUNT })),
  ddl((t) =>
    sql`create table mentions (
      room_id ${BIG},
      seq ${BIG},
      user_id ${BIG},
      primary key (room_id, seq, user_id)
    ) ${t.end}`
  ),
  ddl(() => sql`create index mentions_user on mentions (user_id, room_id, seq)`),
  ddl((t) =>
    sql`create table old_slugs (
      slug ${t.text(191)} not null primary key,
      room_id ${BIG}
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table exclusions (
      room_id ${BIG},
      user_id ${BIG},
      at ${BIG},
      primary key (room_id, user_id)
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table held_names (
      name_key ${t.text(768)} not null primary key,
      user_id ${BIG},
      until ${BIG}
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table links (
      token_hash ${t.hash},
      kind ${t.ascii(16)} not null,
      user_id ${BIG_NULL},
      created_at ${BIG},
      expires_at ${BIG},
      used_at ${BIG_NULL}
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table knocks (
      id ${t.serial},
      name ${t.text(160)} not null,
      name_key ${t.text(768)} not null unique,
      token_hash ${t.hashUnique},
      ttl_seconds ${BIG},
      device ${t.text(200)} not null,
      device_hash ${t.hashNull},
      address ${t.ascii(64)} not null,
      at ${BIG},
      refused_at ${BIG_NULL}
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table bans (
      id ${t.serial},
      user_id ${BIG},
      device_hash ${t.hashNull},
      address ${t.ascii(64)},
      until ${BIG}
    ) ${t.end}`
  ),
  ddl(() => sql`create index bans_device on bans (device_hash)`),
  ddl(() => sql`create index bans_address on bans (address)`),
  ddl(() => sql`create index bans_user on bans (user_id)`),
  ddl((t) =>
    sql`create table pictures (
      user_id ${BIG} primary key,
      number ${BIG},
      type ${t.ascii(32)} not null,
      bytes ${t.blob}
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table settings (
      name ${t.ascii(32)} not null primary key,
      value ${t.text(255)} not null
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table audit (
      id ${t.serial},
      at ${BIG},
      actor_id ${BIG},
      action ${t.ascii(32)} not null,
      target_id ${BIG_NULL},
      room_id ${BIG_NULL},
      seq ${BIG_NULL},
      detail ${t.text(500)},
      ${sql.ref("undo")} ${t.textNull},
      undone_at ${BIG_NULL}
    ) ${t.end}`
  ),
  ddl(() => sql`create index audit_room on audit (room_id, id)`),
  ddl((t) =>
    sql`create table reports (
      id ${t.serial},
      room_id ${BIG},
      seq ${BIG},
      reporter_id ${BIG},
      reason ${t.text(500)} not null,
      at ${BIG},
      closed_at ${BIG_NULL},
      unique (room_id, seq, reporter_id)
    ) ${t.end}`
  ),
  facesCounter,
  rekeyNames,
  addColumns("users", () => ({ enter_breaks: COUNT })),
  ddl(() => sql`create index messages_reply on messages (room_id, reply_to, seq)`),
  ddl((t) =>
    sql`create table revisions (
      room_id ${BIG},
      seq ${BIG},
      rev ${BIG},
      body ${t.body},
      at ${BIG},
      primary key (room_id, seq, rev)
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table pins (
      room_id ${BIG},
      seq ${BIG},
      user_id ${BIG},
      at ${BIG},
      primary key (room_id, seq)
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table saves (
      user_id ${BIG},
      room_id ${BIG},
      seq ${BIG},
      at ${BIG},
      primary key (user_id, room_id, seq)
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table leases (
      name ${t.ascii(32)} not null primary key,
      holder ${t.ascii(64)} not null,
      until ${BIG}
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table index_heads (
      room_id ${BIG} primary key,
      rev ${BIG}
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table terms (
      id ${t.serial},
      term ${t.text(64)} not null unique
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table postings (
      term_id ${BIG},
      n ${BIG},
      room_id ${BIG},
      seq ${BIG},
      primary key (term_id, n, room_id, seq)
    ) ${t.clustered}`
  ),
  ddl(() => sql`create index postings_message on postings (room_id, seq)`),
  ddl(() => sql`create index saves_message on saves (room_id, seq)`),
  addColumns("mentions", () => ({ at: COUNT })),
  ddl(() =>
    sql`update mentions set at = coalesce((select created_at from messages
      where messages.room_id = mentions.room_id and messages.seq = mentions.seq), 0)`
  ),
  ddl(() => sql`create index mentions_at on mentions (user_id, at)`),
  ...FILE_TABLES,
  addColumns("users", () => ({ typing_off: COUNT })),
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

// Who changes a face counts on: the lock of this row makes the order of commits that of `face_rev`.
async function facesCounter(_engine: Engine, db: Kysely<Tables>): Promise<void> {
  const there = await db.selectFrom("meta").select("value").where("name", "=", "faces")
    .executeTakeFirst();
  if (there !== undefined) return;
  await db.insertInto("meta").values({ name: "faces", value: "0" }).execute();
}
