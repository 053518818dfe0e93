import type { Kysely } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Message } from "@/lib/chat/model.ts";
import { inChunks } from "./chunks.ts";
import { type Marks, messageOf, type MessageRow, type ReactionRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { mayCall, mentionsIn } from "./mentions.ts";
import type { Tables } from "./tables.ts";

/** Messages of one room, with what the codec needs of them. */
export function messagesOf(db: Kysely<Tables>, room: number) {
  return db.selectFrom("messages")
    .innerJoin("users", "users.id", "messages.author_id")
    .select(["messages.room_id", "messages.seq", "messages.rev", "messages.client_id"])
    .select(["messages.author_id", "users.name as author_name", "users.hue as author_hue"])
    .select(["users.picture as author_picture", "messages.kind", "messages.body"])
    .select(["messages.reply_to", "messages.created_at", "messages.edited_at"])
    .select("messages.deleted_at")
    .where("messages.room_id", "=", room);
}

/**
 * What people have put to these messages of a room, by `seq`. One that has not changed since it was
 * posted has no reactions to be asked for, and one without an "@" calls nobody.
 */
export async function marksOn(
  db: Kysely<Tables>,
  room: number,
  rows: readonly MessageRow[],
): Promise<(seq: number) => Marks> {
  const changed = rows.filter(({ seq, rev }) => rev !== seq).map(({ seq }) => seq);
  const reactions = await reactionsTo(db, room, changed);
  const mentions = await mentionsIn(db, room, rows.filter(mayCall).map(({ seq }) => seq));
  return (seq) => ({ reactions: reactions.get(seq) ?? [], mentions: mentions.get(seq) ?? [] });
}

async function reactionsTo(
  db: Kysely<Tables>,
  room: number,
  seqs: readonly number[],
): Promise<Map<number, ReactionRow[]>> {
  const rows = await inChunks(
    seqs,
    (chunk) =>
      db.selectFrom("reactions").select(["seq", "emoji", "user_id", "rev"])
        .where("room_id", "=", room).where("seq", "in", chunk).execute(),
  );
  return Map.groupBy(rows, ({ seq }) => seq);
}

/**
 * Messages in their present state, of rows read just now. Their marks are read after the rows: newer
 * than its `rev` a message may be, since that state will come, but never older.
 */
export async function toMessages(
  db: Kysely<Tables>,
  room: number,
  rows: readonly MessageRow[],
  viewer?: number,
): Promise<Message[]> {
  const marks = await marksOn(db, room, rows);
  return rows.map((row) => messageOf(row, marks(row.seq), viewer));
}

/**
 * Where a room stands. To be read before the rows that it vouches for: read after them it would
 * cover messages that they do not have.
 * @throws {NotFound} if there is no such room
 * @throws {Unavailable} if it is another database's
 */
export async function headOf({ db, identity }: Engine, room: number): Promise<number> {
  const row = await db.selectFrom("rooms").select(["rev", storeId.as("store")])
    .where("id", "=", room).executeTakeFirst();
  if (row === undefined) throw new NotFound("room");
  identity.check([row]);
  return row.rev;
}
