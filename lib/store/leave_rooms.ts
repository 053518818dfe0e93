import { type Kysely, sql } from "kysely";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import type { MembershipsTable, RoomsTable, Tables } from "./tables.ts";
import { touchRoom } from "./touch.ts";

type Place = Pick<MembershipsTable, "room_id" | "role"> & Pick<RoomsTable, "kind">;

/**
 * Takes somebody out of all rooms but the direct ones, where the others still see whom they wrote
 * with. Where they were the last owner, the one who has been there longest is owner now; a private
 * room that nobody is left in goes into the archive.
 *
 * @param of `rooms`: what else is to be locked with them, in one order
 * @returns the rooms that they were in, and the new owners
 */
export async function leaveRooms(
  engine: Engine,
  tx: Kysely<Tables>,
  { user, rooms }: { user: number; rooms: readonly number[] },
): Promise<{ left: number[]; heirs: number[] }> {
  const before = await placesOf(tx, user);
  const locked = new Set([...before.map(({ room_id }) => room_id), ...rooms]);
  await lockAll(engine, tx, locked);
  const places = await placesOf(tx, user);
  // They came into another room just now; its lock is out of order by now.
  if (places.some(({ room_id }) => !locked.has(room_id))) throw new Unavailable();
  const heirs: number[] = [];
  for (const { room_id: room, kind, role } of places) {
    if (kind === "direct") continue;
    await tx.deleteFrom("memberships").where("room_id", "=", room).where("user_id", "=", user)
      .execute();
    const heir = role === "owner" ? await inherit(tx, room) : undefined;
    if (heir !== undefined) heirs.push(heir);
    if (kind === "private") await archiveIfEmpty(engine, tx, room);
    await touchRoom(tx, room);
  }
  return { left: places.map(({ room_id }) => room_id), heirs: [...new Set(heirs)] };
}

/** Locks rooms in the order of their ids, archived ones too. */
async function lockAll(
  { byKey, forUpdate }: Engine,
  tx: Kysely<Tables>,
  rooms: ReadonlySet<number>,
): Promise<void> {
  if (rooms.size === 0) return;
  await sql`select id from rooms ${byKey} where id in (${sql.join([...rooms])})
    order by id ${forUpdate}`.execute(tx);
}

function placesOf(tx: Kysely<Tables>, user: number): Promise<Place[]> {
  return tx.selectFrom("memberships").innerJoin("rooms", "rooms.id", "memberships.room_id")
    .select(["memberships.room_id", "memberships.role", "rooms.kind"])
    .where("memberships.user_id", "=", user).orderBy("memberships.room_id").execute();
}

/** Makes the one who has been there longest the owner of a room that has none. */
async function inherit(tx: Kysely<Tables>, room: number): Promise<number | undefined> {
  const of = tx.selectFrom("memberships").select("user_id").where("room_id", "=", room);
  const other = await of.where("role", "=", "owner").executeTakeFirst();
  if (other !== undefined) return undefined;
  const heir = await of.orderBy("joined_at").orderBy("user_id").limit(1).executeTakeFirst();
  if (heir === undefined) return undefined;
  await tx.updateTable("memberships").set({ role: "owner" }).where("room_id", "=", room)
    .where("user_id", "=", heir.user_id).execute();
  return heir.user_id;
}

async function archiveIfEmpty(
  { now }: Engine,
  tx: Kysely<Tables>,
  room: number,
): Promise<void> {
  const someone = await tx.selectFrom("memberships").select("user_id").where("room_id", "=", room)
    .limit(1).executeTakeFirst();
  if (someone !== undefined) return;
  await tx.updateTable("rooms").set({ archived_at: now }).where("id", "=", room)
    .where("archived_at", "is", null).execute();
}
