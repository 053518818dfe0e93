import type { Kysely } from "kysely";
import { RateLimited, TooLarge } from "@/lib/chat/errors.ts";
import { foldFileName } from "@/lib/chat/fold_file_name.ts";
import type { FileQuota, FileState, NewFile } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { writtenIn } from "./file_rows.ts";
import { fileUsage } from "./file_usage.ts";
import { lockFiles } from "./lock_files.ts";
import type { Tables } from "./tables.ts";

/** When somebody who has too many files under way may ask again: one may have come by then. */
const OPEN_AGAIN_MS = 5_000;

/** Takes a file on, and its space with it. Throws as `FileStore.reserve` does. */
export function reserveFile(engine: Engine, file: NewFile, quota: FileQuota): Promise<FileState> {
  const { id, owner, name, size, ttlMs } = file;
  return engine.db.transaction().execute(async (tx) => {
    const now = await lockFiles(engine, tx);
    if (await openOf(tx, owner, now) >= quota.open) throw new RateLimited(OPEN_AGAIN_MS);
    const used = await fileUsage(tx, owner);
    for (const whose of ["person", "server"] as const) {
      if (used[whose] + size <= quota[whose]) continue;
      const message = `Cannot take file: ${size} bytes, ${quota[whose] - used[whose]} are left`;
      throw new TooLarge(message, { field: whose });
    }
    await tx.insertInto("files").values({
      ...{ id, user_id: owner, name, name_key: foldFileName(name), size, received: 0 },
      ...{ holder: null, held_until: 0, created_at: now, finished_at: null },
      ...{ expires_at: now + ttlMs, blob_id: null, room_id: null, seq: null, place: 0 },
    }).execute();
    return await writtenIn(tx, id);
  });
}

/** How many files somebody has under way. */
async function openOf(tx: Kysely<Tables>, user: number, now: number): Promise<number> {
  const { open } = await tx.selectFrom("files")
    .select((eb) => eb.fn.countAll<number>().as("open"))
    .where("user_id", "=", user).where("blob_id", "is", null).where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return open;
}
