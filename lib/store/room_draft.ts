import type { SharedFile } from "@/lib/chat/model.ts";
import type { AuditNote, Change, Line, Outcome, Post, RoomChange } from "@/lib/chat/store.ts";
import { callsIn, isoOf, messageOf, type MessageRow } from "./codec.ts";
import type { FilesAtHand } from "./files_at_hand.ts";
import type { LockedRoom } from "./lock_rooms.ts";
import { callsOf } from "./mentions.ts";
import { Pace } from "./pace.ts";
import { type Refusal, refusal } from "./refusal.ts";
import type { StandingIn } from "./standing_in.ts";
import {
  type Alteration,
  isNothing,
  refusalOf,
  type Standing,
  stateAfter,
  UNPINNED,
} from "./state_after.ts";
import type { ActionsTable, RevisionsTable } from "./tables.ts";

/** A message that is to be written: `n` for a new one, `was` for one that is there. */
export interface Written extends Standing {
  n: number | undefined;
  was: Standing | undefined;
  /** Texts that it had and that are replaced now, oldest first. */
  revisions: readonly Omit<RevisionsTable, "room_id" | "seq">[];
  /** It was deleted on the way: whatever text it had before is to be forgotten. */
  cleared: boolean;
}

/** What is to be written for one room. */
export interface RoomPlan {
  /** Ascending by `rev`. */
  messages: readonly Written[];
  actions: readonly ActionsTable[];
  /** What is to be written down of whom, and what of these outcomes the note belongs to. */
  notes: ReadonlyMap<Outcome, AuditNote>;
  /** Whose pace begins anew with this batch, and when that is. */
  paced: { users: readonly number[]; at: number };
  /** The room's `posts` afterwards. */
  posts: number;
  change: RoomChange;
}

/** What a draft has to know of its room, which is locked. */
export type DraftRoom = Pick<LockedRoom, "id" | "rev" | "posts" | "slow" | "now">;

/** What a draft has to know of the batch, beside the room. */
export interface DraftFacts {
  /** The messages that the changes speak of, by `seq`, as they are under the lock. */
  found: ReadonlyMap<number, Standing>;
  /** By `room user`. */
  standings: ReadonlyMap<string, StandingIn>;
  /** `room user` of those who are called and are members. */
  called: ReadonlySet<string>;
  /** How many messages the room keeps in view, if the batch has a pin for it. */
  pinned: number;
  /** Those that the whole batch speaks of. */
  files: FilesAtHand;
}

/** Of a message that nothing has been done to. */
const NEW = { was: undefined, revisions: [], cleared: false } as const;

/** One room's changes of a batch, worked out one after the other before any is written. */
export class RoomDraft {
  readonly #room: DraftRoom;
  readonly #facts: DraftFacts;
  readonly #pace: Pace;
  readonly #written = new Map<number, Written>();
  readonly #actions: ActionsTable[] = [];
  readonly #notes = new Map<Outcome, AuditNote>();
  #rev: number;
  #posts: number;
  #pinned: number;

  constructor(room: DraftRoom, facts: DraftFacts) {
    this.#room = room;
    this.#facts = facts;
    this.#pace = new Pace(room, facts.standings);
    this.#rev = room.rev;
    this.#posts = room.posts;
    this.#pinned = facts.pinned;
  }

  /** What becomes of a change, in view of all that were taken before it. */
  take(change: Change): Outcome {
    if (change.kind === "post") return this.#refusalOf(change) ?? this.#post(change);
    if (change.kind === "line") return this.#post(change);
    const standing = this.#written.get(change.seq) ?? this.#facts.found.get(change.seq);
    if (standing === undefined) return refusal("not_found", "Cannot find message");
    const files = this.#filesAfter(change, standing);
    const refused = refusalOf(change, standing, { pinned: this.#pinned, files });
    if (refused !== undefined) return refused;
    const mentions = callsOf(change, this.#facts.called);
    const at = { rev: this.#rev + 1, now: this.#room.now, mentions, files };
    const next = stateAfter(change, standing, at);
    if (next !== undefined) this.#write(change, standing, next);
    const outcome = this.#act(change, (next ?? standing).row.rev, next ? "done" : "known");
    if (next !== undefined) this.#writeDown(change, standing, outcome);
    return outcome;
  }

  /** What all of it comes to. */
  plan(): RoomPlan {
    const { id, rev, now } = this.#room;
    const messages = [...this.#written.values()].sort((a, b) => a.row.rev - b.row.rev);
    return {
      messages,
      actions: this.#actions,
      notes: this.#notes,
      paced: { users: this.#pace.posted, at: now },
      posts: this.#posts,
      change: {
        room: id,
        from: rev,
        to: this.#rev,
        messages: messages.map(({ row, ...marks }) => messageOf(row, marks)),
      },
    };
  }

  #refusalOf({ author, body, files: ids = [] }: Post): Refusal | undefined {
    const files = this.#facts.files.free(author.id, ids);
    if (files.length < ids.length) {
      return refusal("invalid", "Cannot post message: it has files that cannot be sent");
    }
    if (isNothing({ body }, files)) {
      return refusal("invalid", "Cannot post message: one without files needs a text");
    }
    return this.#pace.take(author.id);
  }

  /** Which files the message is to have; those that were its own may be another's by now. */
  #filesAfter(change: Alteration, { row, files }: Standing): readonly SharedFile[] {
    if (change.kind !== "restore") return files;
    return this.#facts.files.free(row.author_id, change.files ?? []);
  }

  /** A line is nobody's unread: it raises no count, and stands by that of the post before it. */
  #post(post: Post | Line): Outcome {
    const { id, author, body } = post;
    const { id: room, now } = this.#room;
    const seq = ++this.#rev;
    const files = post.kind === "post" ? this.#facts.files.free(author.id, post.files ?? []) : [];
    const row: MessageRow = {
      room_id: room,
      seq,
      rev: seq,
      client_id: id,
      author_id: author.id,
      author_name: author.name,
      author_hue: author.hue ?? null,
      author_picture: author.picture ?? null,
      kind: post.kind === "post" ? "text" : "system",
      body,
      reply_to: post.kind === "post" ? post.replyTo ?? null : null,
      created_at: now,
      edited_at: null,
      deleted_at: null,
      files: files.length,
      ...UNPINNED,
    };
    const mentions = callsOf(post, this.#facts.called);
    const n = post.kind === "post" ? ++this.#posts : this.#posts;
    this.#facts.files.take(files);
    this.#written.set(seq, { row, reactions: [], mentions, files, n, ...NEW });
    return { kind: "done", room, seq, rev: seq, at: isoOf(now) };
  }

  #write({ kind }: Alteration, before: Standing, next: Standing): void {
    const { seq, rev } = next.row;
    const found = { ...NEW, n: undefined, was: this.#facts.found.get(seq) };
    const { n, was, revisions, cleared } = this.#written.get(seq) ?? found;
    const replaced = { rev, body: before.row.body, at: this.#room.now };
    this.#written.set(seq, {
      ...next,
      ...{ n, was },
      revisions: kind === "delete" ? [] : kind === "edit" ? [...revisions, replaced] : revisions,
      cleared: cleared || kind === "delete",
    });
    this.#facts.files.take(next.files);
    this.#pinned += countOf(next) - countOf(before);
    this.#rev++;
  }

  // Also what changes nothing is written down: a resend that comes when it would change something
  // must not undo what was done since.
  #act({ id, author, seq }: Alteration, rev: number, kind: "done" | "known"): Outcome {
    const { id: room, now } = this.#room;
    const action = { author_id: author.id, client_id: id, room_id: room, seq, rev, at: now };
    this.#actions.push(action);
    return { kind, room, seq, rev, at: isoOf(now) };
  }

  /** Somebody else's message is deleted: so that it can be undone, all of what it was. */
  #writeDown(change: Alteration, { row, mentions, files }: Standing, outcome: Outcome): void {
    const { kind, author, room, seq } = change;
    if (kind !== "delete" || row.author_id === author.id) return;
    const undo = JSON.stringify({
      body: row.body,
      ...(row.edited_at === null ? {} : { editedAt: row.edited_at }),
      ...callsIn(mentions),
      ...(files.length === 0 ? {} : { files: files.map(({ id }) => id) }),
    });
    const note: AuditNote = { actor: author.id, action: "delete_message", room, seq, undo };
    this.#notes.set(outcome, { ...note, target: row.author_id });
  }
}

function countOf({ row }: Standing): number {
  return row.pinned_at === null ? 0 : 1;
}
