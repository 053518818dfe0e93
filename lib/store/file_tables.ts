import { type Kysely, sql } from "kysely";
import { addColumns, ddl, type Migration } from "./ddl.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

const BIG = sql`bigint not null`;
const BIG_NULL = sql`bigint`;
const COUNT = sql`bigint not null default 0`;

/** The steps that make room for files. Only ever add, and after the last of all steps. */
export const FILE_TABLES: readonly Migration[] = [
  ddl((t) =>
    sql`create table files (
      id ${t.clientId} primary key,
      user_id ${BIG},
      name ${t.text(255)} not null,
      name_key ${t.textNull} not null,
      size ${BIG},
      received ${COUNT},
      holder ${t.ascii(64)},
      held_until ${COUNT},
      created_at ${BIG},
      finished_at ${BIG_NULL},
      expires_at ${BIG_NULL},
      blob_id ${t.ascii(32)},
      room_id ${BIG_NULL},
      seq ${BIG_NULL},
      place ${COUNT}
    ) ${t.end}`
  ),
  ddl(() => sql`create index files_message on files (room_id, seq)`),
  ddl(() => sql`create index files_user on files (user_id)`),
  ddl(() => sql`create index files_blob on files (blob_id)`),
  ddl(() => sql`create index files_expiry on files (expires_at)`),
  ddl((t) =>
    sql`create table blobs (
      id ${t.clientId} primary key,
      hash ${t.hashNull} not null,
      size ${BIG},
      type ${t.ascii(100)} not null,
      width ${BIG_NULL},
      height ${BIG_NULL},
      created_at ${BIG},
      gone_at ${BIG_NULL}
    ) ${t.end}`
  ),
  ddl(() => sql`create index blobs_hash on blobs (hash)`),
  ddl(() => sql`create index blobs_gone on blobs (gone_at)`),
  ddl((t) =>
    sql`create table file_chunks (
      file_id ${t.clientId},
      n ${BIG},
      bytes ${t.blob},
      primary key (file_id, n)
    ) ${t.end}`
  ),
  ddl((t) =>
    sql`create table previews (
      blob_id ${t.clientId},
      size ${t.ascii(8)} not null,
      width ${BIG},
      height ${BIG},
      bytes ${t.blob},
      primary key (blob_id, size)
    ) ${t.end}`
  ),
  filesLock,
  // Whether a message has any, so that of most nobody asks which.
  addColumns("messages", () => ({ files: COUNT })),
];

// Whose lock orders what instances do to the space for files.
async function filesLock(_engine: Engine, db: Kysely<Tables>): Promise<void> {
  const there = await db.selectFrom("meta").select("value").where("name", "=", "files")
    .executeTakeFirst();
  if (there !== undefined) return;
  await db.insertInto("meta").values({ name: "files", value: "0" }).execute();
}
