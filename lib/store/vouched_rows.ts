import type { MessageRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { headOf, type messagesOf } from "./message_queries.ts";

/** Rows of a room's messages, and where the room stood when they were read. */
export interface VouchedRows {
  rows: MessageRow[];
  head: number;
}

/**
 * Reads messages of a room in one statement with its head, so that it vouches for these rows and no
 * others.
 *
 * @throws {NotFound} if there is no such room
 * @throws {Unavailable} if it is another database's
 */
export async function vouchedRows(
  engine: Engine,
  room: number,
  messages: ReturnType<typeof messagesOf>,
): Promise<VouchedRows> {
  const asked = messages
    .select((eb) => eb.selectFrom("rooms").where("id", "=", room).select("rev").as("head"))
    .select(storeId.as("store"));
  let rows = await asked.execute();
  let head = rows[0]?.head;
  // Where there are no rows there is no head either; what is read after it may be newer, never older.
  if (head === undefined || head === null) {
    head = await headOf(engine, room);
    rows = await asked.execute();
  }
  engine.identity.check(rows);
  return { rows, head };
}
