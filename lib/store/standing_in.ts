import type { Kysely } from "kysely";
import type { Role } from "@/lib/chat/model.ts";
import type { Change } from "@/lib/chat/store.ts";
import type { LockedRoom } from "./lock_rooms.ts";
import type { MembershipsTable, Tables } from "./tables.ts";

/** What a person is, in a room that is locked. */
export interface StandingIn {
  /** Null: no member. */
  role: MembershipsTable["role"] | null;
  standing: Role;
  muted_until: number | null;
  /** When they wrote last, where the room is slow; null: no member. */
  posted_at: number | null;
}

/** Whether they may write where not everybody does, and delete what others wrote. */
export function isModerator({ role, standing }: StandingIn): boolean {
  return role === "owner" || standing === "host" || standing === "moderator";
}

/**
 * By `room user`: what the authors are of changes whose rights have changed since they were read,
 * and of messages in slow rooms. Elsewhere nothing is asked.
 */
export async function standingsIn(
  tx: Kysely<Tables>,
  batch: readonly Change[],
  rooms: ReadonlyMap<number, LockedRoom>,
): Promise<Map<string, StandingIn>> {
  const asked = batch.filter(({ room, aclRev, kind }) => {
    const locked = rooms.get(room);
    if (locked === undefined) return false;
    return locked.acl_rev !== aclRev || locked.slow > 0 && kind === "post";
  });
  const found = new Map<string, StandingIn>();
  for (const [room, changes] of Map.groupBy(asked, (change) => change.room)) {
    const authors = [...new Set(changes.map(({ author }) => author.id))];
    const rows = await tx.selectFrom("users")
      .leftJoin(
        "memberships as own",
        (join) => join.onRef("own.user_id", "=", "users.id").on("own.room_id", "=", room),
      )
      .select(["users.id", "users.role as standing", "users.muted_until"])
      .select(["own.role", "own.posted_at"]).where("users.id", "in", authors).execute();
    for (const { id, ...standing } of rows) found.set(`${room} ${id}`, standing);
  }
  return found;
}
