import { Forbidden } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import { lockRoom } from "./lock_rooms.ts";
import { enrol, roleIn } from "./memberships.ts";
import { touchPeople, touchRoom } from "./touch.ts";

/**
 * Makes somebody a member; false: they were one. `forgive`: also if they were removed.
 * @throws {NotFound} if the room or the person is not there
 * @throws {Forbidden} if they were removed, and are not forgiven
 */
export async function admit(
  engine: Engine,
  { room, user, forgive }: { room: number; user: number; forgive: boolean },
): Promise<boolean> {
  return await engine.db.transaction().execute(async (tx) => {
    const locked = await lockRoom(engine, tx, room);
    if (await roleIn(tx, { room, user }) !== undefined) return false;
    const { numDeletedRows } = await tx.deleteFrom("exclusions").where("room_id", "=", room)
      .where("user_id", "=", user).executeTakeFirstOrThrow();
    if (numDeletedRows > 0n && !forgive) {
      throw new Forbidden("Removed from this room: only an owner or a moderator leads back");
    }
    await enrol(engine, tx, { room: locked, user, role: "member" });
    await touchRoom(tx, room);
    await touchPeople(tx, [user]);
    return true;
  });
}
