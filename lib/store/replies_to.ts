import type { Kysely } from "kysely";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Replies } from "@/lib/chat/store.ts";
import type { Tables } from "./tables.ts";

/** So many rows are read at once, so that a message which everybody replied to holds up no page. */
const READ = 10 * LIMITS.replies;
/** For more in one IN, MySQL asks its statistics rather than the index, and they know no replies. */
const ASKED = 100;

/** The first 100 replies to each of these messages of a room, those that are deleted left out. */
export async function repliesTo(
  db: Kysely<Tables>,
  room: number,
  seqs: readonly number[],
): Promise<Replies[]> {
  const found: Replies[] = [];
  for (let asked = [...seqs]; asked.length > 0;) {
    const rows = await db.selectFrom("messages").select(["seq", "reply_to"])
      .where("room_id", "=", room).where("reply_to", "in", asked.slice(0, ASKED))
      .where("deleted_at", "is", null).orderBy("reply_to").orderBy("seq").limit(READ).execute();
    const groups = [...Map.groupBy(rows, ({ reply_to }) => reply_to ?? 0)]
      .map(([seq, own]) => ({ seq, by: own.slice(0, LIMITS.replies).map((reply) => reply.seq) }));
    const last = rows.length < READ ? undefined : groups.at(-1);
    // The last of what was read may go on: unless there are enough, it is asked for again.
    if (last !== undefined && last.by.length < LIMITS.replies) groups.pop();
    found.push(...groups);
    const done = last === undefined ? asked[ASKED - 1] ?? Infinity : groups.at(-1)?.seq ?? 0;
    asked = asked.filter((seq) => seq > done);
  }
  return found;
}
