import { type Expression, type Kysely, sql, type SqlBool } from "kysely";
import { TYPES_OF_KIND } from "@/lib/chat/file_kind.ts";
import type { FileKind, RoomFile, RoomFileQuery } from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import type { Engine } from "./engine.ts";
import { sharedFileOf } from "./file_rows.ts";
import { storeId } from "./identity.ts";
import { beginning, containing } from "./like.ts";
import type { Tables } from "./tables.ts";

/** By what a list is ordered: what many share is told apart by what nobody does. */
const ORDERS = {
  newest: sql`files.seq desc, files.place`,
  oldest: sql`files.seq, files.place`,
  largest: sql`files.size desc, files.seq desc, files.place`,
  smallest: sql`files.size, files.seq desc, files.place`,
  name: sql`files.name_key, files.seq desc, files.place`,
} as const;

/** A room's files, and how many there are without a limit. */
export async function filesInRoom(
  { db, identity }: Engine,
  room: number,
  query: RoomFileQuery,
): Promise<{ files: RoomFile[]; total: number }> {
  const where = sql.join([sql`files.room_id = ${room}`, ...wishesOf(query)], sql` and `);
  const which = sql<SqlBool>`${where}`;
  const { total, store } = await db.selectFrom("files")
    .innerJoin("blobs", "blobs.id", "files.blob_id")
    .select((eb) => [eb.fn.countAll<number>().as("total"), storeId.as("store")])
    .where(which).executeTakeFirstOrThrow();
  identity.check([{ store }]);
  const rows = await placedFiles(db).where(which).orderBy(ORDERS[query.order])
    .limit(query.limit).offset(query.offset).execute();
  return { files: rows.map(roomFileOf), total };
}

/** These files, as far as they are the room's, in the order of asking. */
export async function someFilesInRoom(
  { db, identity }: Engine,
  room: number,
  ids: readonly string[],
): Promise<RoomFile[]> {
  const rows = await inChunks(
    [...new Set(ids)],
    (chunk) =>
      placedFiles(db).select(storeId.as("store")).where("files.room_id", "=", room)
        .where("files.id", "in", chunk).execute(),
  );
  await identity.checkOrVerify(db, rows);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [roomFileOf(row)];
  });
}

function placedFiles(db: Kysely<Tables>) {
  return db.selectFrom("files").innerJoin("blobs", "blobs.id", "files.blob_id")
    .innerJoin(
      "messages",
      (join) =>
        join.onRef("messages.room_id", "=", "files.room_id").onRef(
          "messages.seq",
          "=",
          "files.seq",
        ),
    )
    .innerJoin("users", "users.id", "messages.author_id")
    .select(["files.id", "files.name", "files.size", "blobs.type", "blobs.width", "blobs.height"])
    .select(["messages.seq", "messages.created_at", "users.id as author", "users.name as called"]);
}

type PlacedRow = Awaited<ReturnType<ReturnType<typeof placedFiles>["execute"]>>[number];

function roomFileOf(row: PlacedRow): RoomFile {
  const { seq, author: id, called: name, created_at: at } = row;
  return { file: sharedFileOf(row), seq, author: { id, name }, at };
}

function wishesOf({ words = [], kind, from }: RoomFileQuery): Expression<SqlBool>[] {
  return [
    ...words.map((word) => containing("files.name_key", word)),
    ...(kind === undefined ? [] : [ofKind(kind)]),
    ...(from === undefined ? [] : [sql<SqlBool>`files.user_id = ${from}`]),
  ];
}

function ofKind(kind: FileKind): Expression<SqlBool> {
  if (kind !== "other") return anyType(TYPES_OF_KIND[kind]);
  return sql<SqlBool>`not ${anyType(Object.values(TYPES_OF_KIND).flat())}`;
}

function anyType(begins: readonly string[]): Expression<SqlBool> {
  return sql<SqlBool>`(${
    sql.join(begins.map((begin) => beginning("blobs.type", begin)), sql` or `)
  })`;
}
