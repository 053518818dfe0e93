import type { User } from "@/lib/chat/model.ts";
import { inChunks } from "./chunks.ts";
import { userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { containing } from "./like.ts";

/** People of the rooms that somebody is in, by name; themselves and deleted ones are left out. */
export async function acquaintancesOf(
  { db, identity }: Engine,
  user: number,
  { like = "", limit }: { like?: string; limit: number },
): Promise<User[]> {
  const rows = await db.selectFrom("users").select(["id", "name", "role", "hue", "picture"])
    .select(storeId.as("store"))
    .where("id", "<>", user).where("name", "<>", "").where(containing("name_key", like))
    .where("id", "in", (eb) =>
      eb.selectFrom("memberships as own")
        .innerJoin("rooms", "rooms.id", "own.room_id")
        .innerJoin("memberships as theirs", "theirs.room_id", "own.room_id")
        .select("theirs.user_id")
        .where("own.user_id", "=", user)
        .where("rooms.archived_at", "is", null).where("rooms.erased_at", "is", null))
    .orderBy("name_key").limit(limit).execute();
  identity.check(rows);
  return rows.map(userOf);
}

/** Which of these people share a room with somebody. */
export async function sharingWith(
  { db, identity }: Engine,
  user: number,
  others: readonly number[],
): Promise<Set<number>> {
  const rows = await inChunks(
    others,
    (chunk) =>
      db.selectFrom("memberships as own")
        .innerJoin("rooms", "rooms.id", "own.room_id")
        .innerJoin("memberships as theirs", "theirs.room_id", "own.room_id")
        .select(["theirs.user_id", storeId.as("store")]).distinct()
        .where("own.user_id", "=", user).where("theirs.user_id", "in", chunk)
        .where("rooms.archived_at", "is", null).where("rooms.erased_at", "is", null)
        .execute(),
  );
  identity.check(rows);
  return new Set(rows.map(({ user_id }) => user_id));
}
