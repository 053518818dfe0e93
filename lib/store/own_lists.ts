import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { OwnEntry, OwnQuery } from "@/lib/chat/store.ts";
import { EVERYBODY } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { messagesAt, toMessages } from "./message_queries.ts";
import { type Place, placeKey } from "./places.ts";

/** More than ever share one moment: a batch has 200 of it. */
const ALL = 100_000;
/** Later than anybody came into a room. */
const EVER = Number.MAX_SAFE_INTEGER;

/** A place in a list, and the moment by which it stands there. */
type Listed = Place & { at: number; store: string | null };

/** The latest of a list before a moment, or all of one moment. */
type Part = { before: number | undefined; limit: number } | { at: number };

/** Reads a part of a list, the latest first. */
type List = (part: Part) => Promise<Listed[]>;

/** What a person has put aside, of the rooms that they are a member of. */
export function savedBy({ db }: Engine, user: number): List {
  return (part) =>
    db.selectFrom("saves").select(["room_id", "seq", "at", storeId.as("store")])
      .where("user_id", "=", user).where(within(part))
      .where(authorIn("saves"), "is not", null).where(memberSince("saves", user), "is not", null)
      .orderBy("at", "desc").limit(most(part)).execute();
}

/** What others have said that calls a person, by name, or everybody while they were there. */
export function callsOn({ db }: Engine, user: number): List {
  const calls = (whom: number, part: Part) => {
    const until = whom === EVERYBODY ? sql.ref<number>("at") : sql<number>`${EVER}`;
    return db.selectFrom("mentions").select(["room_id", "seq", "at", storeId.as("store")])
      .where("user_id", "=", whom).where(within(part))
      .where(authorIn("mentions"), "<>", user)
      .where(memberSince("mentions", user), "<=", until)
      .orderBy("at", "desc").limit(most(part)).execute();
  };
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
    return await toEntries(engine, rows.slice(0, limit).sort(latestFirst), user);
  }
  const whole = [...rows.filter(({ at }) => at > last), ...await list({ at: last })];
  return await toEntries(engine, whole.sort(latestFirst), user);
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

// Both are looked up for each row in turn: of a join, a planner that knows little of the tables may
// begin with all messages of a room.

/** Who wrote the message of a row; null if it is deleted. */
function authorIn(table: "saves" | "mentions"): RawBuilder<number | null> {
  return sql`(select author_id from messages where deleted_at is null
    and messages.room_id = ${sql.ref(`${table}.room_id`)}
    and messages.seq = ${sql.ref(`${table}.seq`)})`;
}

/** Since when the person is a member of the room of a row; null if they are not, or it is archived. */
function memberSince(table: "saves" | "mentions", user: number): RawBuilder<number | null> {
  return sql`(select joined_at from memberships join rooms on rooms.id = memberships.room_id
    where memberships.room_id = ${sql.ref(`${table}.room_id`)}
    and memberships.user_id = ${user} and rooms.archived_at is null)`;
}

function within(part: Part): RawBuilder<SqlBool> {
  if ("at" in part) return sql<SqlBool>`at = ${part.at}`;
  return part.before === undefined ? sql<SqlBool>`1 = 1` : sql<SqlBool>`at < ${part.before}`;
}

function most(part: Part): number {
  return "at" in part ? ALL : part.limit;
}

function latestFirst(a: Listed, b: Listed): number {
  return b.at - a.at || a.room_id - b.room_id || b.seq - a.seq;
}
