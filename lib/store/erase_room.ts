import { randomSlug } from "@/lib/chat/slug.ts";
import type { Engine } from "./engine.ts";
import { lockRoom } from "./lock_rooms.ts";
import { touchMembers } from "./touch.ts";

/**
 * Ends a room for good: nobody is in it or finds it from here on. Its row stays, so that its id is
 * never another room's and the log can name it; what was said there is forgotten later.
 *
 * @throws {NotFound} if it is not there
 */
export async function eraseRoom(engine: Engine, room: number): Promise<void> {
  const { db, now } = engine;
  await db.transaction().execute(async (tx) => {
    await lockRoom(engine, tx, room, { archived: true });
    const members = await tx.selectFrom("memberships").select("user_id")
      .where("room_id", "=", room).execute();
    for (const table of ["memberships", "old_slugs", "exclusions", "reports"] as const) {
      await tx.deleteFrom(table).where("room_id", "=", room).execute();
    }
    await tx.updateTable("rooms")
      .set({ slug: randomSlug(), topic: "", direct_key: null, erased_at: now, archived_at: now })
      .set((eb) => ({ acl_rev: eb("acl_rev", "+", 1) })).where("id", "=", room).execute();
    await touchMembers(engine, tx, members.map(({ user_id }) => user_id));
  });
}
