import type { Kysely, NotNull } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Message } from "@/lib/chat/model.ts";
import { inChunks } from "./chunks.ts";
import { type Marks, messageOf, type MessageRow, type ReactionRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { filesOf } from "./message_files.ts";
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

// Who wrote a message and who pinned it is looked up for each row that is given out, and so in whatever
// order and number is asked for. Of a join with few people MySQL makes a hash join, MariaDB begins with
// them: both read all of the room before they sort and cut it.
function allMessages(db: Kysely<Tables>) {
  return db.selectFrom("messages")
    .select(["messages.room_id", "messages.seq", "messages.rev", "messages.client_id"])
    .select(["messages.author_id", "messages.kind", "messages.body", "messages.reply_to"])
    .select(["messages.created_at", "messages.edited_at", "messages.deleted_at"])
    .select("messages.files")
    .select((eb) => {
      const author = eb.selectFrom("users").whereRef("users.id", "=", "messages.author_id");
      const pin = eb.selectFrom("pins").whereRef("pins.room_id", "=", "messages.room_id")
        .whereRef("pins.seq", "=", "messages.seq");
      return [
        author.select("users.name").as("author_name"),
        author.select("users.hue").as("author_hue"),
        author.select("users.picture").as("author_picture"),
        pin.select("pins.at").as("pinned_at"),
        pin.select("pins.user_id").as("pinned_by"),
      ];
    })
    // Every author has a row: that of a deleted account stays.
    .$narrowType<{ author_name: NotNull }>();
}

/**
 * What hangs on these messages, by their places. One that has not changed since it was posted has no
 * reactions to be asked for, one without an "@" calls nobody, and one that has files says so.
 */
export async function marksOn(
  db: Kysely<Tables>,
  rows: readonly MessageRow[],
): Promise<(place: Place) => Marks> {
  const reactions = await reactionsTo(db, rows.filter(({ seq, rev }) => rev !== seq));
  const mentions = await mentionsIn(db, rows.filter(mayCall));
  const files = await filesOf(db, rows.filter((row) => row.files > 0));
  return (place) => {
    const key = placeKey(place);
    return {
      reactions: reactions.get(key) ?? [],
      mentions: mentions.get(key) ?? [],
      files: files.get(key) ?? [],
    };
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
