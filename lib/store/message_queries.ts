import type { Kysely } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
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
