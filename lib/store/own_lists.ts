import type { Kysely } from "kysely";
import type { OwnEntry, OwnQuery } from "@/lib/chat/store.ts";
import { EVERYBODY } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { messagesAt, toMessages } from "./message_queries.ts";
import { type Place, placeKey } from "./places.ts";
import type { Tables } from "./tables.ts";

/** A place in a list, and the moment by which it stands there. */
type Listed = Place & { at: number; store: string | null };

/** The places of a list. */
type List = ReturnType<typeof savedBy> | ReturnType<typeof callsOn>;

/** What a person has put aside and may read. */
export function savedBy(db: Kysely<Tables>, user: number) {
  return readable(db, user)
    .innerJoin(
      "saves",
      (join) =>
        join.onRef("saves.room_id", "=", "messages.room_id").onRef(
          "saves.seq",
          "=",
          "messages.seq",
        ),
    )
    .select(["saves.room_id", "saves.seq", "saves.at"])
    .where("saves.user_id", "=", user);
}

/** What others have said that calls a person, by name, or everybody while they were there. */
export function callsOn(db: Kysely<Tables>, user: number) {
  return readable(db, user)
    .innerJoin("mentions", (join) =>
      join.onRef("mentions.room_id", "=", "messages.room_id")
        .onRef("mentions.seq", "=", "messages.seq"))
    .select(["mentions.room_id", "mentions.seq", "messages.created_at as at"]).distinct()
    .where("mentions.user_id", "in", [EVERYBODY, user]).where("messages.author_id", "<>", user)
    .where((eb) =>
      eb.or([
        eb("mentions.user_id", "=", user),
        eb("messages.created_at", ">=", eb.ref("own.joined_at")),
      ])
    );
}

/**
 * The entries of a list, the latest first. Those that share the moment of the last one come with it:
 * what follows begins before that moment, and nothing is lost between the two.
 * @throws {Unavailable} if it is another database's
 */
export async function entriesOf(
  engine: Engine,
  list: List,
  { user, limit, before }: OwnQuery & { user: number },
): Promise<OwnEntry[]> {
  const ordered = ordering(engine, list);
  const rows = await ordered
    .$if(before !== undefined, (rows) => rows.where("list.at", "<", before!))
    .limit(limit + 1).execute();
  await engine.identity.checkOrVerify(engine.db, rows);
  const last = rows[limit - 1]?.at;
  if (last === undefined || rows[limit]?.at !== last) {
    return await toEntries(engine, rows.slice(0, limit), user);
  }
  const ties = await ordered.where("list.at", "=", last).execute();
  return await toEntries(engine, [...rows.filter(({ at }) => at > last), ...ties], user);
}

function ordering({ db }: Engine, list: List) {
  return db.selectFrom(list.as("list")).select(["list.room_id", "list.seq", "list.at"])
    .select(storeId.as("store"))
    .orderBy("list.at", "desc").orderBy("list.room_id").orderBy("list.seq", "desc");
}

async function toEntries(
  { db }: Engine,
  listed: readonly Listed[],
  user: number,
): Promise<OwnEntry[]> {
  if (listed.length === 0) return [];
  const messages = await toMessages(db, await messagesAt(db, listed), user);
  const byPlace = new Map(
    messages.map((message) => [placeKey({ room_id: message.room, seq: message.seq }), message]),
  );
  return listed.flatMap((place) => {
    const message = byPlace.get(placeKey(place));
    // It may have been deleted since the list was read.
    return message === undefined || message.deleted ? [] : [{ message, at: place.at }];
  });
}

/** Messages of the rooms that a person is a member of, those that are deleted left out. */
function readable(db: Kysely<Tables>, user: number) {
  return db.selectFrom("memberships as own")
    .innerJoin("rooms", "rooms.id", "own.room_id")
    .innerJoin("messages", "messages.room_id", "own.room_id")
    .where("own.user_id", "=", user).where("rooms.archived_at", "is", null)
    .where("messages.deleted_at", "is", null);
}
