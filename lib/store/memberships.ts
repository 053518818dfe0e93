import type { Kysely } from "kysely";
import { Conflict } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import type { LockedRoom } from "./lock_rooms.ts";
import type { MembershipsTable, Tables } from "./tables.ts";
import { touchRoom } from "./touch.ts";

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

/** What the person is in the room; `undefined`: no member. To be asked while the room is locked. */
export async function roleIn(
  tx: Kysely<Tables>,
  { room, user }: { room: number; user: number },
): Promise<MembershipsTable["role"] | undefined> {
  const row = await tx.selectFrom("memberships").select("role").where("room_id", "=", room)
    .where("user_id", "=", user).executeTakeFirst();
  return row?.role;
}

/** Who else is in a room that is locked. */
export async function othersIn(
  tx: Kysely<Tables>,
  { room, user }: { room: number; user: number },
): Promise<{ owners: boolean; anybody: boolean }> {
  const rows = await tx.selectFrom("memberships").select("role").distinct()
    .where("room_id", "=", room).where("user_id", "<>", user).execute();
  return { owners: rows.some(({ role }) => role === "owner"), anybody: rows.length > 0 };
}

/**
 * Ends a membership of a room that is locked; a private room that is left by everybody goes into the
 * archive. The person themselves is still to be touched.
 *
 * @returns false if there was none
 * @throws {Conflict} if it were a private room's last owner, and others are still there
 */
export async function endMembership(
  engine: Engine,
  tx: Kysely<Tables>,
  { room, user }: { room: LockedRoom; user: number },
): Promise<boolean> {
  const of = { room: room.id, user };
  const role = await roleIn(tx, of);
  if (role === undefined) return false;
  const others = room.kind === "private" ? await othersIn(tx, of) : undefined;
  if (role === "owner" && others?.anybody && !others.owners) {
    throw new Conflict("Cannot end membership: the room would have no owner");
  }
  await tx.deleteFrom("memberships").where("room_id", "=", room.id).where("user_id", "=", user)
    .execute();
  await touchRoom(tx, room.id);
  if (others?.anybody === false) {
    await tx.updateTable("rooms").set({ archived_at: engine.now }).where("id", "=", room.id)
      .execute();
  }
  return true;
}
