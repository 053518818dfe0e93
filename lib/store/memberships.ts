import type { Kysely } from "kysely";
import type { Engine } from "./engine.ts";
import type { LockedRoom } from "./lock_rooms.ts";
import type { MembershipsTable, Tables } from "./tables.ts";

/** Somebody about to be a member of a room that is locked. */
export interface Enrolment {
  room: Pick<LockedRoom, "id" | "rev" | "posts">;
  user: number;
  role: MembershipsTable["role"];
}

/** Makes the membership. What was said before counts as read, though it can be read. */
export async function enrol(
  engine: Engine,
  tx: Kysely<Tables>,
  { room, user, role }: Enrolment,
): Promise<void> {
  await tx.insertInto("memberships").values({
    room_id: room.id,
    user_id: user,
    role,
    read_seq: room.rev,
    read_n: room.posts,
    notify: "all",
    joined_at: engine.now,
  }).execute();
}

/** Whether the person is a member; to be asked while the room is locked. */
export async function isMember(
  tx: Kysely<Tables>,
  { room, user }: { room: number; user: number },
): Promise<boolean> {
  const row = await tx.selectFrom("memberships").select("role").where("room_id", "=", room)
    .where("user_id", "=", user).executeTakeFirst();
  return row !== undefined;
}
