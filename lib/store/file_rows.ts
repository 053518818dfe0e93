import { type Kysely, sql } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { SharedFile } from "@/lib/chat/model.ts";
import type { FileState, WholeFile } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import type { BlobsTable, FilesTable, Tables } from "./tables.ts";

/** A row of `files` with what its content is, or nulls. */
export type FileRow =
  & Pick<FilesTable, "id" | "user_id" | "name" | "size" | "received" | "expires_at">
  & Pick<FilesTable, "blob_id" | "room_id" | "seq">
  & OrNull<Pick<BlobsTable, "hash" | "type" | "width" | "height">>;

type OrNull<T> = { [K in keyof T]: T[K] | null };

/** Files, with what the codec needs of them. */
export function fileRows(db: Kysely<Tables>) {
  return db.selectFrom("files").leftJoin("blobs", "blobs.id", "files.blob_id")
    .select(["files.id", "files.user_id", "files.name", "files.size", "files.received"])
    .select(["files.expires_at", "files.blob_id", "files.room_id", "files.seq"])
    .select(["blobs.hash", "blobs.type", "blobs.width", "blobs.height"]);
}

/** For the WHERE of `files`: their time is not over. */
export function notExpired({ now }: Engine) {
  return sql<boolean>`(files.expires_at is null or files.expires_at > ${now})`;
}

/** A file that is there. @throws {NotFound} if it is not, or its time is over */
export async function fileIn(engine: Engine, tx: Kysely<Tables>, id: string): Promise<FileState> {
  const row = await fileRows(tx).where("files.id", "=", id).where(notExpired(engine))
    .executeTakeFirst();
  if (row === undefined) throw new NotFound("the file");
  return fileStateOf(row);
}

/** A file that was written just now, also if its time is over by now. */
export async function writtenIn(tx: Kysely<Tables>, id: string): Promise<FileState> {
  return fileStateOf(await fileRows(tx).where("files.id", "=", id).executeTakeFirstOrThrow());
}

/** A file as it stands. */
export function fileStateOf(row: FileRow): FileState {
  const { id, user_id: owner, name, size, received, room_id: room, seq } = row;
  return {
    ...{ id, owner, name, size, received },
    expiresAt: row.expires_at ?? undefined,
    whole: wholeOf(row),
    place: room === null || seq === null ? undefined : { room, seq },
  };
}

function wholeOf({ blob_id: blob, hash, type, width, height }: FileRow): WholeFile | undefined {
  if (blob === null || hash === null || type === null) return undefined;
  return {
    ...{ blob, hash: new Uint8Array(hash), type },
    ...{ width: width ?? undefined, height: height ?? undefined },
  };
}

/** What others see of a file that is all here. */
export function sharedFileOf(
  { id, name, size, type, width, height }: Pick<FileRow, "id" | "name" | "size"> & {
    type: string | null;
    width: number | null;
    height: number | null;
  },
): SharedFile {
  const pixels = width === null || height === null ? {} : { width, height };
  return { id, name, size, type: type ?? "application/octet-stream", ...pixels };
}
