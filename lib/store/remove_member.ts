import type { Kysely } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import { lockRoom } from "./lock_rooms.ts";
import { endMembership } from "./memberships.ts";
import type { Tables } from "./tables.ts";
import { touchPeople } from "./touch.ts";

/**
 * Ends a membership; the person may not come back by themselves.
 * @throws {NotFound} if the room is not there, or they are no member of it
 * @throws {Conflict} if it were a private room's last owner, and others are still there
 */
export async function removeMember(
  engine: Engine,
  tx: Kysely<Tables>,
  { room, user }: { room: number; user: number },
): Promise<void> {
  const locked = await lockRoom(engine, tx, room);
  if (!await endMembership(engine, tx, { room: locked, user })) throw new NotFound("member");
  await tx.insertInto("exclusions").values({ room_id: room, user_id: user, at: engine.now })
    .execute();
  await touchPeople(tx, [user]);
}
