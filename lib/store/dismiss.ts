import { NotFound } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import { lockRoom } from "./lock_rooms.ts";
import { endMembership } from "./memberships.ts";
import { touchPeople } from "./touch.ts";

/**
 * Ends a membership; false: there was none, or no room.
 * @throws {Conflict} if it were a private room's last owner, and others are still there
 */
export async function dismiss(
  engine: Engine,
  { room, user }: { room: number; user: number },
): Promise<boolean> {
  return await engine.db.transaction().execute(async (tx) => {
    const locked = await lockRoom(engine, tx, room);
    const ended = await endMembership(engine, tx, { room: locked, user });
    if (ended) await touchPeople(tx, [user]);
    return ended;
  }).catch((error) => {
    if (!(error instanceof NotFound)) throw error;
    return false;
  });
}
