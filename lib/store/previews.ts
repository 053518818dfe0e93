import { sql } from "kysely";
import type { Preview, PreviewSize } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { DuplicateKey } from "./sql_connection.ts";

/** A preview of a picture, if it has been made. */
export async function previewOf(
  { db, identity }: Engine,
  blob: string,
  size: PreviewSize,
): Promise<Preview | undefined> {
  const rows = await db.selectFrom("previews").select(["width", "height", "bytes"])
    .select(storeId.as("store")).where("blob_id", "=", blob).where("size", "=", size).execute();
  await identity.checkOrVerify(db, rows);
  return rows.map(({ width, height, bytes }) => ({
    width,
    height,
    bytes: new Uint8Array(bytes),
  }))[0];
}

/** Keeps a preview, if its picture is still there; the first one stays. */
export async function keepPreview(
  { db, identity, forUpdate }: Engine,
  blob: string,
  { size, width, height, bytes }: Preview & { size: PreviewSize },
): Promise<void> {
  try {
    // Locked, or the picture might be swept in this very moment, and its preview stay.
    await sql`insert into previews (blob_id, size, width, height, bytes)
      select id, ${size}, ${width}, ${height}, ${bytes} from blobs
      where id = ${blob} and gone_at is null and ${identity.isMeant} ${forUpdate}`.execute(db);
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
  }
}
