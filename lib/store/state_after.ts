import { LIMITS } from "@/lib/chat/limits.ts";
import type { Deletion, Edit, Pin, Reaction, Restoration } from "@/lib/chat/store.ts";
import type { SharedFile } from "@/lib/chat/model.ts";
import type { Marks, MessageRow } from "./codec.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** A message as it stands, and what hangs on it. */
export interface Standing extends Marks {
  row: MessageRow;
}

/** A row that the room does not keep in view. */
export const UNPINNED = { pinned_at: null, pinned_by: null };

/** What is done to a message that is there. */
export type Alteration = Edit | Deletion | Restoration | Reaction | Pin;

/**
 * Why a change of a message is refused, in view of the message itself.
 * @param facts `pinned`: how many messages the room keeps in view, where the change is for one more;
 * `files`: those that the message is to have
 */
export function refusalOf(
  change: Alteration,
  { row, reactions }: Standing,
  { pinned, files }: { pinned: number; files: readonly SharedFile[] },
): Refusal | undefined {
  const deleted = row.deleted_at !== null;
  if (change.kind === "pin") return change.on ? pinRefusal(row, pinned) : undefined;
  if (change.kind === "react") {
    if (deleted) return refusal("conflict", "Cannot react: the message is deleted");
    const emojis = new Set(reactions.map(({ emoji }) => emoji)).add(change.emoji);
    if (!change.on || emojis.size <= LIMITS.emojis) return undefined;
    return refusal("too_large", `Cannot react: at most ${LIMITS.emojis} kinds allowed`);
  }
  if (change.kind === "restore") {
    if (!deleted) return refusal("conflict", "Cannot restore message: it is not deleted");
    return isNothing(change, files)
      ? refusal("conflict", "Cannot restore message: its files are gone")
      : undefined;
  }
  const moderated = change.kind === "delete" && change.moderated === true;
  if (!moderated && row.author_id !== change.author.id || row.kind !== "text") {
    return refusal("forbidden", `Cannot ${change.kind} message: it is not one's own`);
  }
  if (change.kind === "delete") return undefined;
  if (deleted) return refusal("conflict", "Cannot edit message: it is deleted");
  if (!isNothing(change, files)) return undefined;
  return refusal("invalid", "Cannot edit message: one without files needs a text");
}

/** Only beside files may there be no text. */
export function isNothing({ body }: { body: string }, files: readonly SharedFile[]): boolean {
  return body === "" && files.length === 0;
}

/**
 * The message after a change that is allowed; `undefined` if it is so already.
 * @param at the `rev` that it takes, the time, whom the change calls, ascending, and its files
 */
export function stateAfter(
  change: Alteration,
  standing: Standing,
  { rev, now, mentions, files }: Omit<Marks, "reactions"> & { rev: number; now: number },
): Standing | undefined {
  const { row, reactions } = standing;
  if (change.kind === "edit") {
    if (row.body === change.body) return undefined;
    return { ...standing, row: { ...row, rev, body: change.body, edited_at: now }, mentions };
  }
  if (change.kind === "delete") {
    if (row.deleted_at !== null) return undefined;
    const empty = { ...row, rev, body: "", deleted_at: now, files: 0, ...UNPINNED };
    return { row: empty, reactions: [], mentions: [], files: [] };
  }
  if (change.kind === "restore") {
    const { body, editedAt = null } = change;
    const back = { ...row, rev, body, edited_at: editedAt, deleted_at: null, files: files.length };
    return { row: back, reactions, mentions, files };
  }
  if (change.kind === "pin") {
    if (change.on === (row.pinned_at !== null)) return undefined;
    const pin = change.on ? { pinned_at: now, pinned_by: change.author.id } : UNPINNED;
    return { ...standing, row: { ...row, rev, ...pin } };
  }
  const { emoji, on, author } = change;
  const others = reactions.filter((one) => one.emoji !== emoji || one.user_id !== author.id);
  if (on !== (others.length === reactions.length)) return undefined;
  const own = { seq: row.seq, emoji, user_id: author.id, rev };
  return { ...standing, row: { ...row, rev }, reactions: on ? [...others, own] : others };
}

function pinRefusal(row: MessageRow, pinned: number): Refusal | undefined {
  if (row.deleted_at !== null) return refusal("conflict", "Cannot pin: the message is deleted");
  if (row.kind !== "text") return refusal("forbidden", "Cannot pin: nobody has written it");
  if (row.pinned_at !== null || pinned < LIMITS.pins) return undefined;
  return refusal("too_large", `Cannot pin: at most ${LIMITS.pins} messages allowed in a room`);
}
