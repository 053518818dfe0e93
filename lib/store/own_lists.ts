import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { OwnEntry, OwnQuery } from "@/lib/chat/store.ts";
import { EVERYBODY } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { messagesAt, toMessages } from "./message_queries.ts";
import { type Place, placeKey } from "./places.ts";

/** More than ever share one moment: a batch has 200 of it. */
const ALL = 100_000;

/** A place in a list, and the moment by which it stands there. */
type Listed = Place & { at: number; store: string | null };

/** The latest of a list before a moment, or all of one moment. */
type Part = { before: number | undefined; limit: number } | { at: number };

/** Reads a part of a list, the latest first. */
type List = (part: Part) => Promise<Listed[]>;

/** What a person has put aside, of the rooms that they are a member of. */
export function savedBy({ db }: Engine, user: number): List {
  return (part) =>
    db.selectFrom("saves")
      .innerJoin("messages", (join) =>
        join.onRef("messages.room_id", "=", "saves.room_id").onRef(
          "messages.seq",
          "=",
          "saves.seq",
        ))
      .innerJoin("memberships as own", (join) =>
        join.onRef("own.room_id", "=", "saves.room_id").on("own.user_id", "=", user))
      .innerJoin("rooms", "rooms.id", "saves.room_id")
      .select(["saves.room_id", "saves.seq", "saves.at", storeId.as("store")])
      .where("saves.user_id", "=", user).where(within("saves.at", part))
      .where("messages.deleted_at", "is", null).where("rooms.archived_at", "is", null)
      .orderBy("saves.at", "desc").orderBy("saves.room_id").orderBy("saves.seq", "desc")
      .limit(most(part)).execute();
}

/** What others have said that calls a person, by name, or everybody while they were there. */
export function callsOn({ db }: Engine, user: number): List {
  const calls = (whom: number, part: Part) =>
    db.selectFrom("mentions")
      .innerJoin("messages", (join) =>
        join.onRef("messages.room_id", "=", "mentions.room_id")
          .onRef("messages.seq", "=", "mentions.seq"))
      .innerJoin("memberships as own", (join) =>
        join.onRef("own.room_id", "=", "mentions.room_id").on("own.user_id", "=", user))
      .innerJoin("rooms", "rooms.id", "mentions.room_id")
      .select(["mentions.room_id", "mentions.seq", "mentions.at", storeId.as("store")])
      .where("mentions.user_id", "=", whom).where(within("mentions.at", part))
      .where("messages.author_id", "<>", user).where("rooms.archived_at", "is", null)
      .$if(whom === EVERYBODY, (all) =>
        all.whereRef("mentions.at", ">=", "own.joined_at"))
      .orderBy("mentions.at", "desc").orderBy("mentions.room_id").orderBy("mentions.seq", "desc")
      .limit(most(part)).execute();
  return async (part) => {
    const rows = [...await calls(user, part), ...await calls(EVERYBODY, part)];
    const once = new Map(rows.map((row) => [placeKey(row), row]));
    return [...once.values()].sort(latestFirst).slice(0, most(part));
  };
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
  const rows = await list({ before, limit: limit + 1 });
  await engine.identity.checkOrVerify(engine.db, rows);
  const last = rows[limit - 1]?.at;
  if (last === undefined || rows[limit]?.at !== last) {
    return await toEntries(engine, rows.slice(0, limit), user);
  }
  const whole = [...rows.filter(({ at }) => at > last), ...await list({ at: last })];
  return await toEntries(engine, whole, user);
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

function within(column: "saves.at" | "mentions.at", part: Part): RawBuilder<SqlBool> {
  const at = sql.ref(column);
  if ("at" in part) return sql<SqlBool>`${at} = ${part.at}`;
  return part.before === undefined ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${at} < ${part.before}`;
}

function most(part: Part): number {
  return "at" in part ? ALL : part.limit;
}

function latestFirst(a: Listed, b: Listed): number {
  return b.at - a.at || a.room_id - b.room_id || b.seq - a.seq;
}
