import type { ErrorCode } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type {
  Change,
  Deletion,
  Edit,
  Outcome,
  Post,
  Reaction,
  RoomChange,
} from "@/lib/chat/store.ts";
import { isoOf, messageOf, type MessageRow, type ReactionRow } from "./codec.ts";
import type { LockedRoom } from "./lock_rooms.ts";
import type { ActionsTable } from "./tables.ts";

/** A message as it stands, and who reacted to it. */
export interface Standing {
  row: MessageRow;
  reactions: readonly ReactionRow[];
}

/** A message that is to be written: `n` for a new one, `was` for one that is there. */
export interface Written extends Standing {
  n: number | undefined;
  was: Standing | undefined;
}

/** What is to be written for one room. */
export interface RoomPlan {
  /** Ascending by `rev`. */
  messages: readonly Written[];
  actions: readonly ActionsTable[];
  /** The room's `posts` afterwards. */
  posts: number;
  change: RoomChange;
}

/** One room's changes of a batch, worked out one after the other before any is written. */
export class RoomDraft {
  readonly #room: LockedRoom;
  readonly #found: ReadonlyMap<number, Standing>;
  readonly #written = new Map<number, Written>();
  readonly #actions: ActionsTable[] = [];
  #rev: number;
  #posts: number;

  /** @param found the messages that the changes speak of, by `seq`, as they are under the lock */
  constructor(room: LockedRoom, found: ReadonlyMap<number, Standing>) {
    this.#room = room;
    this.#found = found;
    this.#rev = room.rev;
    this.#posts = room.posts;
  }

  /** What becomes of a change, in view of all that were taken before it. */
  take(change: Change): Outcome {
    if (change.kind === "post") return this.#post(change);
    const standing = this.#written.get(change.seq) ?? this.#found.get(change.seq);
    if (standing === undefined) return refusal("not_found", "Cannot find message");
    const refused = refusalOf(change, standing);
    if (refused !== undefined) return refused;
    const next = stateAfter(change, standing, { rev: this.#rev + 1, now: this.#room.now });
    if (next !== undefined) this.#write(next);
    return this.#note(change, (next ?? standing).row.rev, next ? "done" : "known");
  }

  /** What all of it comes to. */
  plan(): RoomPlan {
    const { id, rev } = this.#room;
    const messages = [...this.#written.values()].sort((a, b) => a.row.rev - b.row.rev);
    return {
      messages,
      actions: this.#actions,
      posts: this.#posts,
      change: {
        room: id,
        from: rev,
        to: this.#rev,
        messages: messages.map(({ row, reactions }) => messageOf(row, reactions)),
      },
    };
  }

  #post({ id, author, body, replyTo }: Post): Outcome {
    const { id: room, now } = this.#room;
    const seq = ++this.#rev;
    const row: MessageRow = {
      room_id: room,
      seq,
      rev: seq,
      client_id: id,
      author_id: author.id,
      author_name: author.name,
      kind: "text",
      body,
      reply_to: replyTo ?? null,
      created_at: now,
      edited_at: null,
      deleted_at: null,
    };
    this.#written.set(seq, { row, reactions: [], n: ++this.#posts, was: undefined });
    return { kind: "done", room, seq, rev: seq, at: isoOf(now) };
  }

  #write(next: Standing): void {
    const { seq } = next.row;
    const { n, was } = this.#written.get(seq) ?? { n: undefined, was: this.#found.get(seq) };
    this.#written.set(seq, { ...next, n, was });
    this.#rev++;
  }

  // Also what changes nothing is written down: a resend that comes when it would change something
  // must not undo what was done since.
  #note({ id, author, seq }: Edit | Deletion | Reaction, rev: number, kind: "done" | "known") {
    const { id: room, now } = this.#room;
    const action = { author_id: author.id, client_id: id, room_id: room, seq, rev, at: now };
    this.#actions.push(action);
    return { kind, room, seq, rev, at: isoOf(now) };
  }
}

function refusalOf(
  change: Edit | Deletion | Reaction,
  { row, reactions }: Standing,
): Outcome | undefined {
  const deleted = row.deleted_at !== null;
  if (change.kind === "react") {
    if (deleted) return refusal("conflict", "Cannot react: the message is deleted");
    const emojis = new Set(reactions.map(({ emoji }) => emoji)).add(change.emoji);
    if (!change.on || emojis.size <= LIMITS.emojis) return undefined;
    return refusal("too_large", `Cannot react: at most ${LIMITS.emojis} kinds allowed`);
  }
  if (row.author_id !== change.author.id || row.kind !== "text") {
    return refusal("forbidden", `Cannot ${change.kind} message: it is not one's own`);
  }
  if (!deleted || change.kind === "delete") return undefined;
  return refusal("conflict", "Cannot edit message: it is deleted");
}

/** The message after a change that is allowed; `undefined` if it is so already. */
function stateAfter(
  change: Edit | Deletion | Reaction,
  { row, reactions }: Standing,
  { rev, now }: { rev: number; now: number },
): Standing | undefined {
  if (change.kind === "edit") {
    if (row.body === change.body) return undefined;
    return { row: { ...row, rev, body: change.body, edited_at: now }, reactions };
  }
  if (change.kind === "delete") {
    if (row.deleted_at !== null) return undefined;
    return { row: { ...row, rev, body: "", deleted_at: now }, reactions: [] };
  }
  const { emoji, on, author } = change;
  const others = reactions.filter((one) => one.emoji !== emoji || one.user_id !== author.id);
  if (on !== (others.length === reactions.length)) return undefined;
  const own = { seq: row.seq, emoji, user_id: author.id, rev };
  return { row: { ...row, rev }, reactions: on ? [...others, own] : others };
}

function refusal(code: ErrorCode, message: string): Outcome {
  return { kind: "refused", code, message };
}
