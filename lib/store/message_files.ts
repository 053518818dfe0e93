import { type Kysely, sql } from "kysely";
import type { SharedFile } from "@/lib/chat/model.ts";
import { inChunks } from "./chunks.ts";
import type { Engine } from "./engine.ts";
import { sharedFileOf } from "./file_rows.ts";
import { msFromNow } from "./from_now.ts";
import { among, type Place, placeKey } from "./places.ts";
import type { Tables } from "./tables.ts";

/** For so long a moderator's deletion can be undone and then some, in milliseconds. */
const UNDOABLE_MS = 60_000;

/** A message that is to be written, and its files; `was`: the one that is there. */
interface WithFiles {
  row: Place;
  files: readonly SharedFile[];
  was: { files: readonly SharedFile[] } | undefined;
}

/** The files of these messages, by their places, in their order. */
export async function filesOf(
  db: Kysely<Tables>,
  places: readonly Place[],
): Promise<Map<string, SharedFile[]>> {
  const rows = await inChunks(
    places,
    (chunk) =>
      db.selectFrom("files").innerJoin("blobs", "blobs.id", "files.blob_id")
        .select(["files.id", "files.name", "files.size", "files.room_id", "files.seq"])
        .select(["blobs.type", "blobs.width", "blobs.height"])
        .where(among("files", chunk)).orderBy("files.place").$narrowType<Place>().execute(),
  );
  return new Map(
    [...Map.groupBy(rows, placeKey)].map(([key, own]) => [key, own.map(sharedFileOf)]),
  );
}

/** Writes which files belong to which messages, where that is otherwise than before. */
export async function writeFiles(
  engine: Engine,
  tx: Kysely<Tables>,
  messages: readonly WithFiles[],
): Promise<void> {
  await detach(engine, tx, messages.flatMap(({ files, was }) => idsWithout(was?.files, files)));
  for (const { row: { room_id, seq }, files, was } of messages) {
    const added = idsWithout(files, was?.files);
    if (added.length === 0) continue;
    const places = files.map(({ id }, place) => sql`when ${id} then ${place}`);
    await tx.updateTable("files").set({ room_id, seq, expires_at: null })
      .set({ place: sql<number>`case id ${sql.join(places, sql` `)} end` })
      .where("id", "in", added).execute();
  }
}

/** Lets files go that belonged to messages: after a minute they are forgotten. */
export async function detach(
  engine: Engine,
  tx: Kysely<Tables>,
  ids: readonly string[],
): Promise<void> {
  const expires_at = msFromNow(engine, UNDOABLE_MS);
  await inChunks([...ids].sort(), async (chunk) => {
    await tx.updateTable("files").set({ room_id: null, seq: null, expires_at })
      .where("id", "in", chunk).execute();
    return [];
  });
}

function idsWithout(
  these: readonly SharedFile[] = [],
  those: readonly SharedFile[] = [],
): string[] {
  const known = new Set(those.map(({ id }) => id));
  return these.flatMap(({ id }) => known.has(id) ? [] : [id]);
}
