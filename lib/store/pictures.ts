import type { Picture } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { markFace } from "./mark_face.ts";

/** The person's picture, if they have one. */
export async function pictureOf(
  { db, identity }: Engine,
  user: number,
): Promise<Picture | undefined> {
  const row = await db.selectFrom("pictures").select(["number", "type", "bytes"])
    .select(storeId.as("store")).where("user_id", "=", user).executeTakeFirst();
  if (row === undefined) return undefined;
  identity.check([row]);
  return { number: row.number, type: row.type, bytes: new Uint8Array(row.bytes) };
}

/** Sets or takes away the person's picture. @throws {NotFound} if they are not there */
export function setPicture(
  engine: Engine,
  user: number,
  picture: Omit<Picture, "number"> | undefined,
): Promise<void> {
  return engine.db.transaction().execute(async (tx) => {
    await engine.identity.verify(tx);
    await markFace(engine, tx, user);
    const number = picture === undefined ? null : newNumber();
    await tx.updateTable("users").set({ picture: number }).where("id", "=", user).execute();
    await tx.deleteFrom("pictures").where("user_id", "=", user).execute();
    if (picture === undefined || number === null) return;
    const { type, bytes } = picture;
    await tx.insertInto("pictures").values({ user_id: user, number, type, bytes }).execute();
  });
}

/**
 * A number that no picture ever had: drawn by lot from 2^52, since one that is counted on would be
 * given out again after a backup was restored, and caches would show the wrong face.
 */
function newNumber(): number {
  const [bits = 0n] = crypto.getRandomValues(new BigUint64Array(1));
  return Number(bits >> 12n) + 1;
}
