import type { Message } from "@/lib/chat/model.ts";
import type { Evidence, Finding, StoredMessage, View } from "../record/evidence.ts";

/** Pages that show a message otherwise than the database has it, or not at all. */
export function stale({ views, database }: Evidence): Finding[] {
  const byRoom = Map.groupBy(database.messages, ({ room }) => room);
  return views.flatMap((view) => staleIn(view, byRoom.get(view.room) ?? []));
}

function staleIn({ by, floor, messages }: View, rows: readonly StoredMessage[]): Finding[] {
  const shown = new Map(messages.map((message) => [message.seq, message]));
  return rows.filter(({ seq }) => seq >= floor).flatMap((row): Finding[] => {
    const message = shown.get(row.seq);
    if (!message) return [{ harm: "stale", what: `${by} is not shown ${row.seq} "${row.body}"` }];
    const [has, wants] = [saidBy(message), storedAs(row)];
    return has === wants ? [] : [{ harm: "stale", what: `${by} is shown ${has}: it is ${wants}` }];
  });
}

function saidBy(message: Message): string {
  const { seq, rev, id, body, editedAt, deleted, pinned, reactions = [] } = message;
  const users = reactions.map((one) => [one.emoji, one.users.toSorted((a, b) => a - b)] as const);
  const state = {
    seq,
    rev,
    id,
    body,
    edited: !deleted && editedAt !== undefined,
    deleted: deleted === true,
    pinned: pinned === true,
  };
  return JSON.stringify({ ...state, reactions: users.toSorted(byEmoji) });
}

function storedAs(row: StoredMessage): string {
  const { seq, rev, id, deleted, pinned } = row;
  // What a deleted message was is nobody's business any more.
  const [body, edited] = deleted ? ["", false] : [row.body, row.edited];
  const left = deleted ? [] : [...row.reactions].toSorted(byEmoji);
  const state = { seq, rev, id, body, edited, deleted, pinned };
  return JSON.stringify({ ...state, reactions: left });
}

function byEmoji([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
