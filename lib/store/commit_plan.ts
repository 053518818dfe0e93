import type { Change, Outcome, RoomChange } from "@/lib/chat/store.ts";
import { isoOf, messageOf } from "./codec.ts";
import type { Deeds } from "./find_deeds.ts";
import type { LockedRoom } from "./lock_rooms.ts";
import type { MessagesTable } from "./tables.ts";

/** What was found under the locks of the batch's rooms. */
export interface CommitFacts {
  rooms: ReadonlyMap<number, LockedRoom>;
  deeds: Deeds;
  /** `room user` of the members, for changes whose rights had to be read again. */
  members: ReadonlySet<string>;
  /** `room seq` of the messages that are replied to and are there. */
  parents: ReadonlySet<string>;
}

/** What is to be written for one room. */
export interface RoomPlan {
  rows: readonly MessagesTable[];
  /** The room's `posts` afterwards. */
  posts: number;
  change: RoomChange;
}

/** What becomes of each change of a batch, and what is to be written for it, room by room. */
export function planCommit(
  batch: readonly Change[],
  facts: CommitFacts,
): { outcomes: Outcome[]; plans: RoomPlan[] } {
  const drafts = new Map<number, Draft>();
  const sameBatch = new Map<string, Outcome>();
  const outcomes = batch.map((change): Outcome => {
    const key = `${change.author.id} ${change.id}`;
    const known = facts.deeds.of(change.author.id, change.id) ?? sameBatch.get(key);
    if (known !== undefined) return known;
    const refused = refusalOf(change, facts);
    if (refused !== undefined) return refused;
    const room = facts.rooms.get(change.room)!;
    let draft = drafts.get(room.id);
    if (draft === undefined) drafts.set(room.id, draft = new Draft(room));
    const done = draft.post(change);
    sameBatch.set(key, { ...done, kind: "known" });
    return done;
  });
  return { outcomes, plans: [...drafts.values()].map((draft) => draft.plan()) };
}

function refusalOf(change: Change, facts: CommitFacts): Outcome | undefined {
  const { room: id, author, aclRev, replyTo } = change;
  const room = facts.rooms.get(id);
  const may = room !== undefined &&
    (room.acl_rev === aclRev || facts.members.has(`${id} ${author.id}`));
  if (!may) return { kind: "refused", code: "not_found", message: "Cannot find room" };
  if (replyTo === undefined || facts.parents.has(`${id} ${replyTo}`)) return undefined;
  const message = `Cannot post message: room ${id} has no message ${replyTo} to reply to`;
  return { kind: "refused", code: "invalid", message };
}

/** The rows that one room gets, and its counters on the way. */
class Draft {
  readonly #room: LockedRoom;
  readonly #rows: { row: MessagesTable; author: string }[] = [];

  constructor(room: LockedRoom) {
    this.#room = room;
  }

  post({ id, author, body, replyTo }: Change): Exclude<Outcome, { kind: "refused" }> {
    const { id: room, rev, posts, now } = this.#room;
    const place = this.#rows.length + 1;
    const seq = rev + place;
    const row = {
      room_id: room,
      seq,
      n: posts + place,
      rev: seq,
      author_id: author.id,
      client_id: id,
      kind: "text" as const,
      body,
      reply_to: replyTo ?? null,
      created_at: now,
      edited_at: null,
      deleted_at: null,
    };
    this.#rows.push({ row, author: author.name });
    return { kind: "done", room, seq, rev: seq, at: isoOf(now) };
  }

  plan(): RoomPlan {
    const { id, rev, posts } = this.#room;
    const messages = this.#rows.map(({ row, author }) =>
      messageOf({ ...row, author_name: author })
    );
    return {
      rows: this.#rows.map(({ row }) => row),
      posts: posts + messages.length,
      change: { room: id, from: rev, to: rev + messages.length, messages },
    };
  }
}
