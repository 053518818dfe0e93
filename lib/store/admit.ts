import type { Engine } from "./engine.ts";
import { lockRoom } from "./lock_rooms.ts";
import { enrol, roleIn } from "./memberships.ts";
import { touchPeople, touchRoom } from "./touch.ts";

/**
 * Makes somebody a member, and forgives them if they were removed; again is no error.
 * @throws {NotFound} if the room or the person is not there
 */
export async function admit(
  engine: Engine,
  { room, user }: { room: number; user: number },
): Promise<void> {
  await engine.db.transaction().execute(async (tx) => {
    const locked = await lockRoom(engine, tx, room);
    if (await roleIn(tx, { room, user }) !== undefined) return;
    await enrol(engine, tx, { room: locked, user, role: "member" });
    await tx.deleteFrom("exclusions").where("room_id", "=", room).where("user_id", "=", user)
      .execute();
    await touchRoom(tx, room);
    await touchPeople(tx, [user]);
  });
}
