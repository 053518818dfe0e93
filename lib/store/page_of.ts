import type { Page, PageQuery } from "@/lib/chat/store.ts";
import { messageOf, type MessageRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { firstSince } from "./first_since.ts";
import { headOf, marksOn, messagesAt, messagesOf } from "./message_queries.ts";
import { repliesAmong, repliesTo } from "./replies_to.ts";
import { type VouchedRows, vouchedRows } from "./vouched_rows.ts";

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
  const { rows, head } = await stretchOf(engine, room, query);
  const origins = await originsOf(engine, rows);
  const marks = await marksOn(db, [...rows, ...origins]);
  const toMessage = (row: MessageRow) => messageOf(row, marks(row), viewer);
  return {
    messages: rows.map(toMessage),
    rev: head,
    origins: origins.map(toMessage),
    // At the end of the room, where most pages are, whatever replies to these is one of them.
    replies: isAtEnd(query) ? repliesAmong(rows) : await repliesTo(db, room, rows.map(seqOf)),
  };
}

function isAtEnd(query: PageQuery): boolean {
  return !("at" in query) && !("after" in query) && !("around" in query) &&
    query.before === undefined;
}

/** Ascending by `seq`. */
async function stretchOf(engine: Engine, room: number, query: PageQuery): Promise<VouchedRows> {
  if ("at" in query || "around" in query) return await aroundOf(engine, room, query);
  const messages = messagesOf(engine.db, room).limit(query.limit);
  const { rows, head } = await vouchedRows(
    engine,
    room,
    "after" in query
      ? messages.where("messages.seq", ">", query.after).orderBy("messages.seq")
      : latest(messages, query.before),
  );
  return { rows: rows.sort(bySeq), head };
}

/** As many before a message, or a moment, as from it on. */
async function aroundOf(
  engine: Engine,
  room: number,
  query: Extract<PageQuery, { at: number } | { around: number }>,
): Promise<VouchedRows> {
  const { db } = engine;
  const head = await headOf(engine, room);
  const around = "around" in query ? query.around : await firstSince(db, { room, head }, query.at);
  const older = Math.floor(query.limit / 2);
  const before = await latest(messagesOf(db, room), around).limit(older).execute();
  const from = await messagesOf(db, room).where("messages.seq", ">=", around)
    .orderBy("messages.seq").limit(query.limit - older).execute();
  return { rows: [...before.sort(bySeq), ...from], head };
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
