import { type RawBuilder, sql } from "kysely";
import type { Room, User } from "@/lib/chat/model.ts";
import { inChunks } from "./chunks.ts";
import { EVERYBODY, roomOf, type RoomRow, userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";

// Counting stops here: the number of a large public room is not worth reading thousands of keys
// for everybody who opens the page.
const COUNTED = 200;

/** Rooms that are there for everybody. */
const OPEN = ["public", "announcement"] as const;

const COLUMNS = [
  ...["rooms.id", "rooms.slug", "rooms.name", "rooms.topic", "rooms.kind"] as const,
  ...["rooms.rev", "rooms.posts", "rooms.slow", "rooms.locked_at", "rooms.archived_at"] as const,
  ...["own.user_id as joined", "own.role", "own.notify", "own.read_seq", "own.read_n"] as const,
] as const;

/** The rooms that a person may see, each with their membership in it, if they have one. */
export function visibleRooms(engine: Engine, user: number) {
  return ofPerson(engine, user)
    .select(COLUMNS).select(sql<number>`${user}`.as("viewer"))
    .select([members().as("members"), mentions().as("mentions")]);
}

/** What a person may do in the rooms that they may see. */
export function standings(engine: Engine, user: number) {
  const { now } = engine;
  return ofPerson(engine, user)
    .leftJoin("users as person", (join) => join.on("person.id", "=", user))
    .leftJoin(
      "exclusions as out",
      (join) => join.onRef("out.room_id", "=", "rooms.id").on("out.user_id", "=", user),
    )
    .where("rooms.archived_at", "is", null)
    .select(["rooms.id", "rooms.kind", "rooms.acl_rev", "rooms.slow", "rooms.locked_at"])
    .select(["own.role", "person.role as standing", "out.user_id as excluded"])
    .select(
      sql<number | null>`case when person.muted_until > ${now} then person.muted_until end`
        .as("muted_until"),
    );
}

/** One room with each of these people who may see it, as `viewer`, and their membership. */
export function roomWith({ db }: Engine, room: number, users: readonly number[]) {
  return db.selectFrom("rooms")
    .innerJoin("users as person", (join) => join.on("person.id", "in", users))
    .leftJoin(
      "memberships as own",
      (join) => join.onRef("own.room_id", "=", "rooms.id").onRef("own.user_id", "=", "person.id"),
    )
    .select(COLUMNS).select(["person.id as viewer", storeId.as("store")])
    .select([members().as("members"), mentions().as("mentions")])
    .where("rooms.id", "=", room).where("rooms.archived_at", "is", null)
    .where((eb) => eb.or([eb("rooms.kind", "in", OPEN), eb("own.user_id", "is not", null)]));
}

/** Rooms as people see them, of rows read just now; who is in direct ones is read with one query. */
export async function toRooms<Row extends RoomRow & { viewer: number }>(
  { db }: Engine,
  rows: readonly Row[],
): Promise<Room[]> {
  const direct = new Set(rows.filter(({ kind }) => kind === "direct").map(({ id }) => id));
  const people = await inChunks(
    [...direct],
    (chunk) =>
      db.selectFrom("memberships").innerJoin("users", "users.id", "memberships.user_id")
        .select(["memberships.room_id as room", "users.id", "users.name", "users.role"])
        .select(["users.hue", "users.picture"])
        .where("memberships.room_id", "in", chunk).orderBy("users.id").execute(),
  );
  const byRoom = Map.groupBy(people, ({ room }) => room);
  return rows.map((row) => {
    const others = byRoom.get(row.id)?.filter(({ id }) => id !== row.viewer) ?? [];
    return roomOf(row, others.map(({ room: _room, ...one }): User => userOf(one)));
  });
}

function ofPerson({ db }: Engine, user: number) {
  return db.selectFrom("rooms")
    .leftJoin(
      "memberships as own",
      (join) => join.onRef("own.room_id", "=", "rooms.id").on("own.user_id", "=", user),
    )
    .select(storeId.as("store"))
    .where((eb) => eb.or([eb("rooms.kind", "in", OPEN), eb("own.user_id", "is not", null)]));
}

function members(): RawBuilder<number | null> {
  return sql`case when
    (select m.user_id from memberships m where m.room_id = rooms.id limit 1 offset ${COUNTED})
    is null then (select count(*) from memberships m where m.room_id = rooms.id) end`;
}

// Two searches of the index, by name and for everybody, since no engine does one for either. Whose a
// message is is looked up for each: of a join, a planner might begin with all that was said.
function mentions(): RawBuilder<number> {
  const since = sql`m.room_id = rooms.id and m.seq > own.read_seq`;
  return sql`((select count(*) from mentions m where m.user_id = own.user_id and ${since})
    + (select count(*) from mentions m where m.user_id = ${EVERYBODY} and ${since}
      and (select author_id from messages c where c.room_id = m.room_id and c.seq = m.seq)
        <> own.user_id
      and not exists (select 1 from mentions named where named.room_id = m.room_id
        and named.seq = m.seq and named.user_id = own.user_id)))`;
}
