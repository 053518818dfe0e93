import { Conflict, NotFound } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import { lockRoom } from "./lock_rooms.ts";
import { othersIn, roleIn } from "./memberships.ts";
import { touchPeople, touchRoom } from "./touch.ts";

/**
 * Makes a member an owner, or an owner a member.
 * @throws {Conflict} if it were the room's last owner
 * @throws {NotFound} if the room is not there, or they are no member of it
 */
export async function appoint(
  engine: Engine,
  { room, user, role }: { room: number; user: number; role: "owner" | "member" },
): Promise<void> {
  await engine.db.transaction().execute(async (tx) => {
    await lockRoom(engine, tx, room);
    const before = await roleIn(tx, { room, user });
    if (before === undefined) throw new NotFound("member");
    if (before === role) return;
    if (role === "member" && !(await othersIn(tx, { room, user })).owners) {
      throw new Conflict("Cannot change role: the room would have no owner", { field: "role" });
    }
    await tx.updateTable("memberships").set({ role }).where("room_id", "=", room)
      .where("user_id", "=", user).execute();
    await touchRoom(tx, room);
    await touchPeople(tx, [user]);
  });
}
