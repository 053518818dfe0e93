import type { Kysely, NotNull } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Message } from "@/lib/chat/model.ts";
import { inChunks } from "./chunks.ts";
import { type Marks, messageOf, type MessageRow, type ReactionRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { mayCall, mentionsIn } from "./mentions.ts";
import { among, type Place, placeKey } from "./places.ts";
import type { Tables } from "./tables.ts";

/** Messages of one room, with what the codec needs of them. */
export function messagesOf(db: Kysely<Tables>, room: number) {
  return allMessages(db).where("messages.room_id", "=", room);
}

/** Messages of these places, in no order. */
export function messagesAt(db: Kysely<Tables>, places: readonly Place[]): Promise<MessageRow[]> {
  return inChunks(
    places,
    (chunk) => allMessages(db).where(among("messages", chunk)).execute(),
  );
}

// Every author has a row. Were it an inner join, a planner that takes its few people for fewer than
// a page's messages would begin there, and read all that they have ever written.
function allMessages(db: Kysely<Tables>) {
  return db.selectFrom("messages")
    .leftJoin("users", "users.id", "messages.author_id")
    .leftJoin(
      "pins",
      (join) =>
        join.onRef("pins.room_id", "=", "messages.room_id").onRef("pins.seq", "=", "messages.seq"),
    )
    .select(["messages.room_id", "messages.seq", "messages.rev", "messages.client_id"])
    .select(["messages.author_id", "users.name as author_name", "users.hue as author_hue"])
    .select(["users.picture as author_picture", "messages.kind", "messages.body"])
    .select(["messages.reply_to", "messages.created_at", "messages.edited_at"])
    .select(["messages.deleted_at", "pins.at as pinned_at", "pins.user_id as pinned_by"])
    .$narrowType<{ author_name: NotNull }>();
}

/**
 * What people have put to these messages, by their places. One that has not changed since it was
 * posted has no reactions to be asked for, and one without an "@" calls nobody.
 */
export async function marksOn(
  db: Kysely<Tables>,
  rows: readonly MessageRow[],
): Promise<(place: Place) => Marks> {
  const reactions = await reactionsTo(db, rows.filter(({ seq, rev }) => rev !== seq));
  const mentions = await mentionsIn(db, rows.filter(mayCall));
  return (place) => {
    const key = placeKey(place);
    return { reactions: reactions.get(key) ?? [], mentions: mentions.get(key) ?? [] };
  };
}

async function reactionsTo(
  db: Kysely<Tables>,
  places: readonly Place[],
): Promise<Map<string, ReactionRow[]>> {
  const rows = await inChunks(
    places,
    (chunk) =>
      db.selectFrom("reactions").select(["room_id", "seq", "emoji", "user_id", "rev"])
        .where(among("reactions", chunk)).execute(),
  );
  return Map.groupBy(rows, placeKey);
}

/**
 * Messages in their present state, of rows read just now. Their marks are read after the rows: newer
 * than its `rev` a message may be, since that state will come, but never older.
 */
export async function toMessages(
  db: Kysely<Tables>,
  rows: readonly MessageRow[],
  viewer?: number,
): Promise<Message[]> {
  const marks = await marksOn(db, rows);
  return rows.map((row) => messageOf(row, marks(row), viewer));
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
