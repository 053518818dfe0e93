import type { Kysely } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Message } from "@/lib/chat/model.ts";
import { inChunks } from "./chunks.ts";
import { messageOf, type MessageRow, type ReactionRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import type { Tables } from "./tables.ts";

/** Messages of one room, with what the codec needs of them. */
export function messagesOf(db: Kysely<Tables>, room: number) {
  return db.selectFrom("messages")
    .innerJoin("users", "users.id", "messages.author_id")
    .select(["messages.room_id", "messages.seq", "messages.rev", "messages.client_id"])
    .select(["messages.author_id", "users.name as author_name", "messages.kind", "messages.body"])
    .select(["messages.reply_to", "messages.created_at", "messages.edited_at"])
    .select("messages.deleted_at")
    .where("messages.room_id", "=", room);
}

/** Who reacted to these messages of a room, by `seq`. */
export async function reactionsTo(
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
 * Messages in their present state, of rows read just now. Reactions are read after the rows: newer
 * than its `rev` a message may be, since that state will come, but never older.
 */
export async function toMessages(
  db: Kysely<Tables>,
  room: number,
  rows: readonly MessageRow[],
  viewer?: number,
): Promise<Message[]> {
  // One that has not changed since it was posted has no reactions to be asked for.
  const changed = rows.filter(({ seq, rev }) => rev !== seq).map(({ seq }) => seq);
  const reactions = await reactionsTo(db, room, changed);
  return rows.map((row) => messageOf(row, reactions.get(row.seq), viewer));
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
