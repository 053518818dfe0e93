import type { Kysely } from "kysely";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Replies } from "@/lib/chat/store.ts";
import type { MessageRow } from "./codec.ts";
import type { Tables } from "./tables.ts";

/** What of a message tells whether it is a reply that counts. */
type ReplyRow = Pick<MessageRow, "seq" | "reply_to" | "deleted_at">;

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

/** The same of rows, ascending by `seq`, that have all replies to one another among them. */
export function repliesAmong(rows: readonly ReplyRow[]): Replies[] {
  const here = new Set(rows.map(({ seq }) => seq));
  const replies = rows.filter(({ reply_to, deleted_at }) =>
    reply_to !== null && deleted_at === null && here.has(reply_to)
  );
  return [...Map.groupBy(replies, ({ reply_to }) => reply_to ?? 0)]
    .map(([seq, own]) => ({ seq, by: own.slice(0, LIMITS.replies).map((reply) => reply.seq) }))
    .sort((a, b) => a.seq - b.seq);
}
