import type { Kysely } from "kysely";
import type { Engine } from "./engine.ts";
import { versionOf } from "./migrate.ts";
import { randomHex } from "./random_hex.ts";
import { StoreRefused } from "./store_refused.ts";
import type { MetaTable, Tables } from "./tables.ts";

/**
 * Makes another database of this one: it is named and signed for anew, so that nobody takes it for
 * what it was before a backup was restored. What is in it stays.
 *
 * @throws {StoreRefused} if it is no chat's
 */
export async function renew(engine: Engine): Promise<void> {
  if (await versionOf(engine, engine.db) === 0) {
    throw new StoreRefused(`Cannot use ${engine.title}: it is empty: restore the backup first`);
  }
  await engine.db.transaction().execute(async (tx) => {
    await put(tx, { name: "store", value: randomHex(16) });
    await put(tx, { name: "bus_key", value: randomHex(32) });
    await keepFaces(tx);
    await keepFiles(engine, tx);
    // What a backup holds of the index may be of another time than what it holds of messages.
    await tx.deleteFrom("index_heads").execute();
  });
}

// Goes on where the people left off, if a backup has left it out.
async function keepFaces(tx: Kysely<Tables>): Promise<void> {
  const there = await tx.selectFrom("meta").select("value").where("name", "=", "faces")
    .executeTakeFirst();
  if (there !== undefined) return;
  const last = await tx.selectFrom("users").select("face_rev").orderBy("face_rev", "desc").limit(1)
    .executeTakeFirst();
  await put(tx, { name: "faces", value: String(last?.face_rev ?? 0) });
}

// Who locks it may have been left out, too; and of what was on its way then, other bytes are here now.
async function keepFiles({ now }: Engine, tx: Kysely<Tables>): Promise<void> {
  await put(tx, { name: "files", value: "0" });
  await tx.updateTable("files").set({ holder: null, held_until: 0, expires_at: now })
    .where("blob_id", "is", null).execute();
}

// A backup may well have left them out: they are secrets.
async function put(tx: Kysely<Tables>, { name, value }: MetaTable): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable("meta").set({ value })
    .where("name", "=", name).executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) await tx.insertInto("meta").values({ name, value }).execute();
}
