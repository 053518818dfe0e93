import { CompiledQuery, type Kysely } from "kysely";
import type { ReactionRow } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { writeMentions } from "./mentions.ts";
import { writeFiles } from "./message_files.ts";
import { writePins } from "./pins.ts";
import { writeRevisions } from "./revisions.ts";
import type { Written } from "./room_draft.ts";
import type { MessagesTable, ReactionsTable, Tables } from "./tables.ts";

// All of them, or this is no type.
const ALL: Record<keyof MessagesTable, true> = {
  room_id: true,
  seq: true,
  n: true,
  rev: true,
  author_id: true,
  client_id: true,
  kind: true,
  body: true,
  reply_to: true,
  created_at: true,
  edited_at: true,
  deleted_at: true,
  files: true,
};
/** All columns of a message, in the order of `rowText`. */
export const MESSAGE_COLUMNS = Object.keys(ALL) as readonly (keyof MessagesTable)[];
const INSERT = `insert into messages (${MESSAGE_COLUMNS.join(", ")}) values `;
const ROW = rowText();

/** The place of one row; `from`: what the engine is to add to columns, as a variable of its own. */
export function rowText(from: Partial<Record<keyof MessagesTable, string>> = {}): string {
  return `(${
    MESSAGE_COLUMNS.map((column) => column in from ? `${from[column]} + ?` : "?").join(", ")
  })`;
}

/**
 * What writes new messages: one statement, or none if there are none. Put together by hand: with a
 * builder's node for every value it cost more than all else that is done for a message.
 */
export function insertingMessages(
  messages: readonly Written[],
  textOf: (row: MessagesTable) => string = () => ROW,
): CompiledQuery[] {
  const { text, values } = newRows(messages, textOf);
  return text === "" ? [] : [CompiledQuery.raw(INSERT + text, values)];
}

/** The rows of those that are new: their places, and what goes there. */
export function newRows(
  messages: readonly Written[],
  textOf: (row: MessagesTable) => string,
): { text: string; values: unknown[] } {
  const posted = messages.flatMap(({ row, n }) => n === undefined ? [] : [rowOf(row, n)]);
  return {
    text: posted.map(textOf).join(", "),
    values: posted.flatMap((row) => MESSAGE_COLUMNS.map((column) => row[column])),
  };
}

/** Writes messages that were changed, and what hangs on these and on new ones. */
export async function changeMessages(
  engine: Engine,
  tx: Kysely<Tables>,
  messages: readonly Written[],
): Promise<void> {
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
  return { ...row, n };
}
