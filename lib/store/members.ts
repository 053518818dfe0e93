import { sql } from "kysely";
import type { User } from "@/lib/chat/model.ts";
import type { RoomMember } from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import { userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";

const RANK = sql<number>`case memberships.role when 'owner' then 0 else 1 end`;

/**
 * Members of a room: owners first, then by folded name, which is unique. `after` is the person at
 * whom the part before ended; one who has left meanwhile stands where members of that name do.
 */
export async function membersOf(
  engine: Engine,
  room: number,
  { limit, after }: { limit: number; after?: number },
): Promise<RoomMember[]> {
  const from = after === undefined ? undefined : await placeOf(engine, room, after);
  if (after !== undefined && from === undefined) {
    await engine.identity.verify(engine.db);
    return [];
  }
  const rows = await people(engine, room).select(["memberships.role as rank"])
    .select(["users.seen_at", "users.seen_shown"])
    .$if(from !== undefined, (all) =>
      all.where((eb) =>
        eb.or([
          eb(RANK, ">", from!.rank),
          eb.and([eb(RANK, "=", from!.rank), eb("users.name_key", ">", from!.name_key)]),
        ])
      ))
    .orderBy(RANK).orderBy("users.name_key").limit(limit).execute();
  await engine.identity.checkOrVerify(engine.db, rows);
  return rows.map(({ rank, seen_at, seen_shown, store: _, ...user }) => ({
    user: userOf(user),
    role: rank,
    seenAt: seen_shown === 1 ? seen_at : undefined,
  }));
}

/** The ids of each room's members; of a room without any, or that is not there: none. */
export async function memberIdsOf(
  engine: Engine,
  rooms: readonly number[],
): Promise<Map<number, number[]>> {
  const rows = await inChunks(
    rooms,
    (chunk) =>
      engine.db.selectFrom("memberships").select(["room_id", "user_id", storeId.as("store")])
        .where("room_id", "in", chunk).execute(),
  );
  await engine.identity.checkOrVerify(engine.db, rows);
  const ids = new Map(rooms.map((room): [number, number[]] => [room, []]));
  for (const { room_id, user_id } of rows) ids.get(room_id)?.push(user_id);
  return ids;
}

/** Members of the room whose folded name is one of these, by it. */
export async function membersNamed(
  engine: Engine,
  room: number,
  nameKeys: readonly string[],
): Promise<Map<string, number>> {
  if (nameKeys.length === 0) return new Map();
  const rows = await engine.db.selectFrom("users")
    .innerJoin("memberships", "memberships.user_id", "users.id")
    .select(["users.name_key", "users.id", storeId.as("store")])
    .where("memberships.room_id", "=", room).where("users.name_key", "in", nameKeys).execute();
  await engine.identity.checkOrVerify(engine.db, rows);
  return new Map(rows.map(({ name_key, id }) => [name_key, id]));
}

/** How far these members have read; `told`: others may know. */
export async function readsOf(
  engine: Engine,
  room: number,
  users: readonly number[],
): Promise<Map<number, { seq: number; told: boolean }>> {
  const rows = await inChunks(
    users,
    (chunk) =>
      engine.db.selectFrom("memberships").innerJoin("users", "users.id", "memberships.user_id")
        .select(["users.id", "memberships.read_seq", "users.reads_private", storeId.as("store")])
        .where("memberships.room_id", "=", room).where("users.id", "in", chunk).execute(),
  );
  await engine.identity.checkOrVerify(engine.db, rows);
  return new Map(
    rows.map(({ id, read_seq, reads_private }) => [
      id,
      { seq: read_seq, told: reads_private === 0 },
    ]),
  );
}

/** Who has read the message and lets others know, by folded name; its author left out. */
export async function readersOf(
  engine: Engine,
  room: number,
  seq: number,
): Promise<User[]> {
  const rows = await people(engine, room)
    .innerJoin("messages", "messages.room_id", "memberships.room_id")
    .where("messages.seq", "=", seq)
    .whereRef("messages.author_id", "<>", "users.id")
    .where("memberships.read_seq", ">=", seq).where("users.reads_private", "=", 0)
    .orderBy("users.name_key").execute();
  await engine.identity.checkOrVerify(engine.db, rows);
  return rows.map(({ store: _, ...user }) => userOf(user));
}

function people({ db }: Engine, room: number) {
  return db.selectFrom("memberships")
    .innerJoin("users", "users.id", "memberships.user_id")
    .select(["users.id", "users.name", "users.role", "users.hue", "users.picture"])
    .select(storeId.as("store"))
    .where("memberships.room_id", "=", room);
}

async function placeOf({ db }: Engine, room: number, user: number) {
  return await db.selectFrom("users")
    .leftJoin(
      "memberships",
      (join) =>
        join.onRef("memberships.user_id", "=", "users.id").on("memberships.room_id", "=", room),
    )
    .select([RANK.as("rank"), "users.name_key"]).where("users.id", "=", user).executeTakeFirst();
}
