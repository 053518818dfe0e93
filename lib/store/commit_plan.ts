import type { Change, Outcome } from "@/lib/chat/store.ts";
import type { Deeds } from "./find_deeds.ts";
import type { LockedRoom } from "./lock_rooms.ts";
import { RoomDraft, type RoomPlan, type Standing } from "./room_draft.ts";

/** What was found under the locks of the batch's rooms. */
export interface CommitFacts {
  rooms: ReadonlyMap<number, LockedRoom>;
  deeds: Deeds;
  /** `room user` of the members, for changes whose rights had to be read again. */
  members: ReadonlySet<string>;
  /** `room seq` of the messages that are replied to and are there. */
  parents: ReadonlySet<string>;
  /** The messages that are to be changed, by room and `seq`. */
  standings: ReadonlyMap<number, ReadonlyMap<number, Standing>>;
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
      drafts.set(room.id, draft = new RoomDraft(room, facts.standings.get(room.id) ?? NONE));
    }
    const outcome = draft.take(change);
    if (outcome.kind !== "refused") sameBatch.set(key, { ...outcome, kind: "known" });
    return outcome;
  });
  return { outcomes, plans: [...drafts.values()].map((draft) => draft.plan()) };
}

function refusalOf(change: Change, facts: CommitFacts): Outcome | undefined {
  const { room: id, author, aclRev } = change;
  const room = facts.rooms.get(id);
  const may = room !== undefined &&
    (room.acl_rev === aclRev || facts.members.has(`${id} ${author.id}`));
  if (!may) return { kind: "refused", code: "not_found", message: "Cannot find room" };
  const replyTo = change.kind === "post" ? change.replyTo : undefined;
  if (replyTo === undefined || facts.parents.has(`${id} ${replyTo}`)) return undefined;
  const message = `Cannot post message: room ${id} has no message ${replyTo} to reply to`;
  return { kind: "refused", code: "invalid", message };
}
