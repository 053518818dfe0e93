import type { Change, Outcome } from "@/lib/chat/store.ts";
import type { FilesAtHand } from "./files_at_hand.ts";
import type { Deeds } from "./find_deeds.ts";
import type { LockedRoom } from "./lock_rooms.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { rightsAgain, withinRights } from "./rights_again.ts";
import { RoomDraft, type RoomPlan } from "./room_draft.ts";
import type { StandingIn } from "./standing_in.ts";
import type { Standing } from "./state_after.ts";

/** What was found under the locks of the batch's rooms. */
export interface CommitFacts {
  rooms: ReadonlyMap<number, LockedRoom>;
  deeds: Deeds;
  /** What authors are, by `room user`, where that had to be read. */
  authors: ReadonlyMap<string, StandingIn>;
  /** `room user` of those who are called by name and are members. */
  called: ReadonlySet<string>;
  /** `room seq` of the messages that are replied to and are there. */
  parents: ReadonlySet<string>;
  /** The messages that are to be changed, by room and `seq`. */
  standings: ReadonlyMap<number, ReadonlyMap<number, Standing>>;
  /** How many messages rooms keep in view, where one more is to be. */
  pinned: ReadonlyMap<number, number>;
  files: FilesAtHand;
}

const NONE: ReadonlyMap<number, Standing> = new Map();

/** What becomes of each change of a batch, and what is to be written for it, room by room. */
export function planCommit(
  batch: readonly Change[],
  facts: CommitFacts,
): { outcomes: Outcome[]; plans: RoomPlan[] } {
  const drafts = new Map<number, RoomDraft>();
  const sameBatch = new Map<string, Outcome>();
  const outcomes = batch.map((change): Outcome => {
    const key = `${change.author.id} ${change.id}`;
    const known = facts.deeds.of(change.author.id, change.id) ?? sameBatch.get(key);
    if (known !== undefined) return known;
    const refused = refusalOf(change, facts);
    if (refused !== undefined) return refused;
    const room = facts.rooms.get(change.room)!;
    let draft = drafts.get(room.id);
    if (draft === undefined) {
      const found = facts.standings.get(room.id) ?? NONE;
      const { authors: standings, called, files } = facts;
      const pinned = facts.pinned.get(room.id) ?? 0;
      drafts.set(room.id, draft = new RoomDraft(room, { found, standings, called, pinned, files }));
    }
    const doubtful = room.acl_rev !== change.aclRev;
    const author = facts.authors.get(`${room.id} ${change.author.id}`);
    const outcome = draft.take(doubtful ? withinRights(change, room, author) : change);
    if (outcome.kind !== "refused") sameBatch.set(key, { ...outcome, kind: "known" });
    return outcome;
  });
  return { outcomes, plans: [...drafts.values()].map((draft) => draft.plan()) };
}

function refusalOf(change: Change, facts: CommitFacts): Refusal | undefined {
  const { room: id, author, aclRev } = change;
  const room = facts.rooms.get(id);
  if (room === undefined) return refusal("not_found", "Cannot find room");
  const refused = room.acl_rev === aclRev
    ? undefined
    : rightsAgain(change, room, facts.authors.get(`${id} ${author.id}`));
  if (refused !== undefined) return refused;
  const replyTo = change.kind === "post" ? change.replyTo : undefined;
  if (replyTo === undefined || facts.parents.has(`${id} ${replyTo}`)) return undefined;
  const message = `Cannot post message: room ${id} has no message ${replyTo} to reply to`;
  return refusal("invalid", message);
}
