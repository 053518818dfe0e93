import type { Change } from "@/lib/chat/store.ts";
import type { LockedRoom } from "./lock_rooms.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { isModerator, type StandingIn } from "./standing_in.ts";

/**
 * Why a change is refused whose rights were read before the room's changed, in view of what its
 * author is now.
 */
export function rightsAgain(
  change: Change,
  room: LockedRoom,
  author: StandingIn | undefined,
): Refusal | undefined {
  const { kind } = change;
  // It tells what has happened, be it that its author left.
  if (kind === "line") return undefined;
  if (author === undefined || !sees(change, room, author)) {
    return refusal("not_found", "Cannot find room");
  }
  if (kind === "restore" && !isModerator(author)) {
    return refusal("forbidden", "Cannot restore message: only moderators and owners may");
  }
  if (kind === "restore" || kind === "delete") return undefined;
  if (author.muted_until !== null && author.muted_until > room.now) {
    return refusal("forbidden", "Cannot write: muted for a while");
  }
  if (kind === "pin" && author.standing === "guest") {
    return refusal("forbidden", "Cannot pin: guests may not");
  }
  const closed = room.kind === "announcement" || room.locked_at !== null && kind !== "pin";
  if (kind === "react" || !closed || isModerator(author)) return undefined;
  return refusal("forbidden", "Cannot write: only moderators and owners may in this room");
}

/**
 * The change without what its author may do no more: one's own messages anybody deletes, and what is
 * written to everybody is written, too.
 */
export function withinRights(
  change: Change,
  { kind }: LockedRoom,
  author: StandingIn | undefined,
): Change {
  if (author !== undefined && isModerator(author)) return change;
  if (change.kind === "delete") return { ...change, moderated: false };
  if (change.kind !== "post" && change.kind !== "edit") return change;
  const few = kind === "direct" || kind === "private" && author?.standing !== "guest";
  return few ? change : { ...change, all: false };
}

/** Moderators see open rooms that they are not in, to keep order there. */
function sees(change: Change, { kind }: LockedRoom, author: StandingIn): boolean {
  if (author.role !== null) return true;
  const moderates = change.kind === "restore" || change.kind === "delete" && change.moderated;
  const open = kind === "public" || kind === "announcement";
  return moderates === true && open && isModerator(author);
}
