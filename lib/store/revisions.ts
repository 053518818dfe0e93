import type { Kysely } from "kysely";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Revision } from "@/lib/chat/store.ts";
import { isoOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import type { Place } from "./places.ts";
import type { RevisionsTable, Tables } from "./tables.ts";

/** What a batch does to the earlier texts of a message. */
interface Revised {
  row: Place;
  /** Texts that the batch has replaced, oldest first. */
  revisions: readonly Omit<RevisionsTable, "room_id" | "seq">[];
  /** It was deleted on the way: none of the texts that it had before is to be left. */
  cleared: boolean;
  was: { row: { edited_at: number | null } } | undefined;
}

/** Earlier texts of a message, oldest first. @throws {Unavailable} if it is another database's */
export async function revisionsOf(
  { db, identity }: Engine,
  { room_id, seq }: Place,
): Promise<Revision[]> {
  const rows = await db.selectFrom("revisions").select(["body", "at", storeId.as("store")])
    .where("room_id", "=", room_id).where("seq", "=", seq).orderBy("rev").execute();
  await identity.checkOrVerify(db, rows);
  return rows.map(({ body, at }) => ({ body, at: isoOf(at) }));
}

/** Writes the texts that messages had, the latest 50 of each; of deleted ones none is left. */
export async function writeRevisions(
  tx: Kysely<Tables>,
  messages: readonly Revised[],
): Promise<void> {
  // One that was never edited has none: nothing is asked.
  const edited = messages.filter(({ was }) => was !== undefined && was.row.edited_at !== null);
  for (const { row, cleared } of edited) {
    if (cleared) await placed(tx, row).execute();
  }
  const added = messages.flatMap(({ row: { room_id, seq }, revisions }) =>
    revisions.map((revision) => ({ ...revision, room_id, seq }))
  );
  if (added.length === 0) return;
  await tx.insertInto("revisions").values(added).execute();
  for (const message of messages) {
    const many = edited.includes(message) || message.revisions.length > LIMITS.revisions;
    if (many && message.revisions.length > 0) await keepLatest(tx, message.row);
  }
}

async function keepLatest(tx: Kysely<Tables>, place: Place): Promise<void> {
  const first = await tx.selectFrom("revisions").select("rev")
    .where("room_id", "=", place.room_id).where("seq", "=", place.seq)
    .orderBy("rev", "desc").limit(1).offset(LIMITS.revisions - 1).executeTakeFirst();
  if (first !== undefined) await placed(tx, place).where("rev", "<", first.rev).execute();
}

function placed(tx: Kysely<Tables>, { room_id, seq }: Place) {
  return tx.deleteFrom("revisions").where("room_id", "=", room_id).where("seq", "=", seq);
}
