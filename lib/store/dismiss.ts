import { NotFound } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import { lockRoom } from "./lock_rooms.ts";
import { endMembership } from "./memberships.ts";
import { touchPeople } from "./touch.ts";

/**
 * Ends a membership; none is no error, nor is no room.
 * @throws {Conflict} if it were a private room's last owner, and others are still there
 */
export async function dismiss(
  engine: Engine,
  { room, user }: { room: number; user: number },
): Promise<void> {
  await engine.db.transaction().execute(async (tx) => {
    const locked = await lockRoom(engine, tx, room);
    if (await endMembership(engine, tx, { room: locked, user })) await touchPeople(tx, [user]);
  }).catch((error) => {
    if (!(error instanceof NotFound)) throw error;
  });
}
