import { type RawBuilder, sql } from "kysely";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";

// Counting stops here: the number of a large public room is not worth reading thousands of keys
// for everybody who opens the page.
const COUNTED = 200;

/** The rooms that a person may see, each with their membership in it, if they have one. */
export function visibleRooms(engine: Engine, user: number) {
  return ofPerson(engine, user)
    .select(["rooms.id", "rooms.slug", "rooms.name", "rooms.topic", "rooms.kind"])
    .select(["rooms.rev", "rooms.posts", "own.user_id as joined", "own.read_seq", "own.read_n"])
    .select(members().as("members"));
}

/** What a person may do in the rooms that they may see. */
export function standings(engine: Engine, user: number) {
  return ofPerson(engine, user)
    .select(["rooms.id", "rooms.kind", "rooms.acl_rev", "own.role"]);
}

function ofPerson({ db }: Engine, user: number) {
  return db.selectFrom("rooms")
    .leftJoin(
      "memberships as own",
      (join) => join.onRef("own.room_id", "=", "rooms.id").on("own.user_id", "=", user),
    )
    .select(storeId.as("store"))
    .where("rooms.archived_at", "is", null)
    .where((eb) => eb.or([eb("rooms.kind", "=", "public"), eb("own.user_id", "is not", null)]));
}

function members(): RawBuilder<number | null> {
  return sql`case when
    (select m.user_id from memberships m where m.room_id = rooms.id limit 1 offset ${COUNTED})
    is null then (select count(*) from memberships m where m.room_id = rooms.id) end`;
}
