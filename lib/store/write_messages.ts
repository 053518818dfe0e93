import type { Kysely } from "kysely";
import type { ReactionRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { writeMentions } from "./mentions.ts";
import { writeFiles } from "./message_files.ts";
import { writePins } from "./pins.ts";
import { writeRevisions } from "./revisions.ts";
import type { Written } from "./room_draft.ts";
import type { MessagesTable, ReactionsTable, Tables } from "./tables.ts";

/** Writes new messages, and those that were changed with all that hangs on them. */
export async function writeMessages(
  engine: Engine,
  tx: Kysely<Tables>,
  messages: readonly Written[],
): Promise<void> {
  const posted = messages.flatMap(({ row, n }) => n === undefined ? [] : [rowOf(row, n)]);
  if (posted.length > 0) await tx.insertInto("messages").values(posted).execute();
  for (const { row, was } of messages) {
    if (was === undefined) continue;
    const { rev, body, edited_at, deleted_at, files } = row;
    await tx.updateTable("messages").set({ rev, body, edited_at, deleted_at, files })
      .where("room_id", "=", row.room_id).where("seq", "=", row.seq).execute();
  }
  await writeReactions(tx, messages);
  await writeMentions(tx, messages);
  await writeRevisions(tx, messages);
  await writePins(tx, messages);
  await writeFiles(engine, tx, messages);
}

async function writeReactions(tx: Kysely<Tables>, messages: readonly Written[]): Promise<void> {
  const gone: ReactionsTable[] = [];
  const added: ReactionsTable[] = [];
  for (const { row: { room_id }, reactions, was } of messages) {
    const before = was?.reactions ?? [];
    gone.push(...without(before, reactions).map((one) => ({ ...one, room_id })));
    added.push(...without(reactions, before).map((one) => ({ ...one, room_id })));
  }
  for (const { room_id, seq, emoji, user_id } of gone) {
    await tx.deleteFrom("reactions").where("room_id", "=", room_id).where("seq", "=", seq)
      .where("emoji", "=", emoji).where("user_id", "=", user_id).execute();
  }
  if (added.length > 0) await tx.insertInto("reactions").values(added).execute();
}

/** Those of `these` that are not among `those`; one that went and came again is another one. */
function without(these: readonly ReactionRow[], those: readonly ReactionRow[]): ReactionRow[] {
  const keys = new Set(those.map(keyOf));
  return these.filter((one) => !keys.has(keyOf(one)));
}

function keyOf({ emoji, user_id, rev }: ReactionRow): string {
  return `${emoji} ${user_id} ${rev}`;
}

function rowOf(row: Written["row"], n: number): MessagesTable {
  const { author_name: _name, author_hue: _hue, author_picture: _picture, ...rest } = row;
  const { pinned_at: _at, pinned_by: _by, ...columns } = rest;
  return { ...columns, n };
}
