import type { Kysely } from "kysely";
import type { NamedFile } from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import { among, type Place, placeKey } from "./places.ts";
import type { Tables } from "./tables.ts";

/** What the files of these messages are called and are, by the places of the messages. */
export async function namedFiles(
  db: Kysely<Tables>,
  places: readonly Place[],
): Promise<(place: Place) => NamedFile[]> {
  const rows = await inChunks(
    places,
    (chunk) =>
      db.selectFrom("files").innerJoin("blobs", "blobs.id", "files.blob_id")
        .select(["files.room_id", "files.seq", "files.name", "blobs.type"])
        .where(among("files", chunk)).orderBy("files.place")
        .$narrowType<{ room_id: number; seq: number }>().execute(),
  );
  const byPlace = Map.groupBy(rows, placeKey);
  return (place) => (byPlace.get(placeKey(place)) ?? []).map(({ name, type }) => ({ name, type }));
}
