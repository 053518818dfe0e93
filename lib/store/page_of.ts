import type { Page, PageQuery } from "@/lib/chat/store.ts";
import { messageOf, type MessageRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { firstSince } from "./first_since.ts";
import { headOf, marksOn, messagesAt, messagesOf } from "./message_queries.ts";
import { repliesTo } from "./replies_to.ts";

/** Which rows a page has: those round a `seq`, or on one side of it. */
type Stretch = Exclude<PageQuery, { at: number }>;

/**
 * A stretch of a room's history, with what it replies to and what replies to it.
 * @throws {NotFound} if there is no such room
 * @throws {Unavailable} if it is another database's
 */
export async function pageOf(
  engine: Engine,
  room: number,
  query: PageQuery,
  viewer?: number,
): Promise<Page> {
  const { db } = engine;
  const rev = await headOf(engine, room);
  const rows = await stretchOf(engine, room, await placed(engine, { room, head: rev }, query));
  const origins = await originsOf(engine, rows);
  const marks = await marksOn(db, [...rows, ...origins]);
  const toMessage = (row: MessageRow) => messageOf(row, marks(row), viewer);
  return {
    messages: rows.map(toMessage),
    rev,
    origins: origins.map(toMessage),
    replies: await repliesTo(db, room, rows.map(({ seq }) => seq)),
  };
}

async function placed(
  { db }: Engine,
  { room, head }: { room: number; head: number },
  query: PageQuery,
): Promise<Stretch> {
  if (!("at" in query)) return query;
  return { limit: query.limit, around: await firstSince(db, { room, head }, query.at) };
}

async function stretchOf(
  { db }: Engine,
  room: number,
  query: Stretch,
): Promise<MessageRow[]> {
  const { limit } = query;
  const before = async (seq: number | undefined, count: number) => {
    const rows = await messagesOf(db, room)
      .$if(seq !== undefined, (messages) => messages.where("messages.seq", "<", seq!))
      .orderBy("messages.seq", "desc").limit(count).execute();
    return rows.reverse();
  };
  const from = (seq: number, count: number) =>
    messagesOf(db, room).where("messages.seq", ">=", seq).orderBy("messages.seq").limit(count)
      .execute();
  if ("after" in query) return await from(query.after + 1, limit);
  if (!("around" in query)) return await before(query.before, limit);
  const older = Math.floor(limit / 2);
  return [...await before(query.around, older), ...await from(query.around, limit - older)];
}

/** What these messages reply to and what is not among them, ascending by `seq`. */
async function originsOf({ db }: Engine, rows: readonly MessageRow[]): Promise<MessageRow[]> {
  const here = new Set(rows.map(({ seq }) => seq));
  const missing = rows.flatMap(({ room_id, reply_to, deleted_at }) =>
    reply_to === null || deleted_at !== null || here.has(reply_to)
      ? []
      : [{ room_id, seq: reply_to }]
  );
  if (missing.length === 0) return [];
  return (await messagesAt(db, missing)).sort((a, b) => a.seq - b.seq);
}
