import type { Kysely } from "kysely";
import { randomHex } from "./random_hex.ts";
import type { Tables } from "./tables.ts";

const NUMBERED = 100;

/**
 * The address `wanted`, or the first with a number behind it that no other room has or had.
 * @param room whose own addresses count as free
 */
export async function freeSlug(
  db: Kysely<Tables>,
  wanted: string,
  room?: number,
): Promise<string> {
  const names = [wanted];
  for (let number = 2; number <= NUMBERED; number++) names.push(`${wanted}-${number}`);
  // One statement: between two, an address could go from the one table to the other, unseen.
  const rows = await db.selectFrom("rooms").select("slug").where("slug", "in", names)
    .$if(room !== undefined, (rooms) => rooms.where("id", "<>", room!))
    .unionAll(
      db.selectFrom("old_slugs").select("slug").where("slug", "in", names)
        .$if(room !== undefined, (slugs) => slugs.where("room_id", "<>", room!)),
    ).execute();
  const taken = new Set(rows.map(({ slug }) => slug));
  return names.find((name) => !taken.has(name)) ?? `${wanted}-${randomHex(6)}`;
}

/** Notes that a room had an address: it leads there from now on. */
export async function keepSlug(
  tx: Kysely<Tables>,
  { slug, room }: { slug: string; room: number },
): Promise<void> {
  await tx.deleteFrom("old_slugs").where("slug", "=", slug).execute();
  await tx.insertInto("old_slugs").values({ slug, room_id: room }).execute();
}
