import type { Kysely } from "kysely";
import type { Change } from "@/lib/chat/store.ts";
import type { MessageRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { messagesAt } from "./message_queries.ts";
import type { Tables } from "./tables.ts";

/**
 * What a room keeps in view, the latest pin first. Its places are read before its rows: no engine
 * finds out by itself that a large room has few pins.
 * @throws {Unavailable} if it is another database's
 */
export async function pinnedRows({ db, identity }: Engine, room: number): Promise<MessageRow[]> {
  const places = await db.selectFrom("pins").select(["room_id", "seq", storeId.as("store")])
    .where("room_id", "=", room).execute();
  await identity.checkOrVerify(db, places);
  if (places.length === 0) return [];
  const rows = await messagesAt(db, places);
  return rows.filter(({ pinned_at }) => pinned_at !== null)
    .sort((a, b) => (b.pinned_at ?? 0) - (a.pinned_at ?? 0) || b.seq - a.seq);
}

type PinRow = Pick<MessageRow, "room_id" | "seq" | "pinned_at" | "pinned_by">;

/** How many messages each room keeps in view, where a batch would have it keep another one. */
export async function pinnedIn(
  tx: Kysely<Tables>,
  batch: readonly Change[],
): Promise<ReadonlyMap<number, number>> {
  const rooms = new Set(
    batch.flatMap((change) => change.kind === "pin" && change.on ? [change.room] : []),
  );
  if (rooms.size === 0) return new Map();
  const rows = await tx.selectFrom("pins")
    .select((eb) => ["room_id", eb.fn.countAll<number>().as("pinned")])
    .where("room_id", "in", [...rooms]).groupBy("room_id").execute();
  return new Map(rows.map(({ room_id, pinned }) => [room_id, pinned]));
}

/** Writes which messages rooms keep in view, where that is otherwise than before. */
export async function writePins(
  tx: Kysely<Tables>,
  messages: readonly { row: PinRow; was: { row: PinRow } | undefined }[],
): Promise<void> {
  for (const { row: { room_id, seq, pinned_at: at, pinned_by: user_id }, was } of messages) {
    const before = was?.row ?? { pinned_at: null, pinned_by: null };
    if (before.pinned_at === at && before.pinned_by === user_id) continue;
    if (before.pinned_at !== null) {
      await tx.deleteFrom("pins").where("room_id", "=", room_id).where("seq", "=", seq).execute();
    }
    if (at === null || user_id === null) continue;
    await tx.insertInto("pins").values({ room_id, seq, user_id, at }).execute();
  }
}
