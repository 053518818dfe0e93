import type { Engine } from "./engine.ts";
import { detach } from "./message_files.ts";

/** So many at a time, so that nobody waits behind it. */
const MOST = 1_000;

/** What hangs on messages, and the messages themselves, last. */
const TABLES = [
  ...["reactions", "mentions", "reports", "revisions", "pins", "saves", "postings"] as const,
  "messages",
] as const;

/**
 * Deletes the first messages of a room that was ended, and all that hangs on them, the messages
 * themselves last: whoever is interrupted begins again; their files go a minute later. Says how many
 * messages. What was done under
 * which client id is forgotten with everybody's, after 30 days: it says nothing.
 */
export async function forgetMessages(engine: Engine): Promise<number> {
  const { db } = engine;
  const ended = await db.selectFrom("rooms").select("rooms.id")
    .where("rooms.erased_at", "is not", null)
    .where((eb) =>
      eb.exists(
        eb.selectFrom("messages").select("messages.seq")
          .whereRef("messages.room_id", "=", "rooms.id").limit(1),
      )
    ).orderBy("rooms.id").limit(1).executeTakeFirst();
  if (ended === undefined) return 0;
  const rows = await db.selectFrom("messages").select("seq").where("room_id", "=", ended.id)
    .orderBy("seq").limit(MOST).execute();
  const last = rows.at(-1)?.seq ?? 0;
  const files = await db.selectFrom("files").select("id").where("room_id", "=", ended.id)
    .where("seq", "<=", last).execute();
  await detach(engine, db, files.map(({ id }) => id));
  for (const table of TABLES) {
    await db.deleteFrom(table).where("room_id", "=", ended.id).where("seq", "<=", last).execute();
  }
  return rows.length;
}
