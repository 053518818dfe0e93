import type { Page, PageQuery } from "@/lib/chat/store.ts";
import { messageOf, type MessageRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { firstSince } from "./first_since.ts";
import { headOf, marksOn, messagesAt, messagesOf } from "./message_queries.ts";
import { storeId } from "./identity.ts";
import { repliesAmong, repliesTo } from "./replies_to.ts";

/** Rows of a room, ascending by `seq`, and where it stood when they were read. */
interface Stretch {
  rows: MessageRow[];
  rev: number;
}

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
  const { rows, rev } = await stretchOf(engine, room, query);
  const origins = await originsOf(engine, rows);
  const marks = await marksOn(db, [...rows, ...origins]);
  const toMessage = (row: MessageRow) => messageOf(row, marks(row), viewer);
  return {
    messages: rows.map(toMessage),
    rev,
    origins: origins.map(toMessage),
    // At the end of the room, where most pages are, whatever replies to these is one of them.
    replies: isAtEnd(query) ? repliesAmong(rows) : await repliesTo(db, room, rows.map(seqOf)),
  };
}

function isAtEnd(query: PageQuery): boolean {
  return !("at" in query) && !("after" in query) && !("around" in query) &&
    query.before === undefined;
}

async function stretchOf(engine: Engine, room: number, query: PageQuery): Promise<Stretch> {
  const { limit } = query;
  if ("at" in query || "around" in query) return await aroundOf(engine, room, query);
  const { db, identity } = engine;
  const asked = "after" in query
    ? messagesOf(db, room).where("messages.seq", ">", query.after).orderBy("messages.seq")
    : latest(messagesOf(db, room), query.before);
  const withHead = asked.limit(limit)
    // In the same statement, so that it vouches for these rows and no others.
    .select((eb) => eb.selectFrom("rooms").where("id", "=", room).select("rev").as("head"))
    .select(storeId.as("store"));
  let rows = await withHead.execute();
  let rev = rows[0]?.head;
  if (rev === undefined || rev === null) {
    rev = await headOf(engine, room);
    rows = await withHead.execute();
  }
  identity.check(rows);
  return { rows: rows.sort(bySeq), rev };
}

/** As many before a message, or a moment, as from it on. */
async function aroundOf(
  engine: Engine,
  room: number,
  query: Extract<PageQuery, { at: number } | { around: number }>,
): Promise<Stretch> {
  const { db } = engine;
  const rev = await headOf(engine, room);
  const around = "around" in query
    ? query.around
    : await firstSince(db, { room, head: rev }, query.at);
  const older = Math.floor(query.limit / 2);
  const before = await latest(messagesOf(db, room), around).limit(older).execute();
  const from = await messagesOf(db, room).where("messages.seq", ">=", around)
    .orderBy("messages.seq").limit(query.limit - older).execute();
  return { rows: [...before.sort(bySeq), ...from], rev };
}

/** The latest first, of those before a `seq`. */
function latest(messages: ReturnType<typeof messagesOf>, before: number | undefined) {
  return messages.$if(before !== undefined, (some) => some.where("messages.seq", "<", before!))
    .orderBy("messages.seq", "desc");
}

function bySeq(a: MessageRow, b: MessageRow): number {
  return a.seq - b.seq;
}

function seqOf({ seq }: MessageRow): number {
  return seq;
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
