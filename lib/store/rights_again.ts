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
  const moderates = kind === "restore" || kind === "delete" && change.moderated === true;
  const open = room.kind === "public" || room.kind === "announcement";
  const sees = author !== undefined && (author.role !== null || moderates && open);
  if (!sees) return refusal("not_found", "Cannot find room");
  if (moderates) {
    if (isModerator(author)) return undefined;
    return refusal("forbidden", `Cannot ${kind} message: only moderators and owners may`);
  }
  if (kind === "delete") return undefined;
  if (author.muted_until !== null && author.muted_until > room.now) {
    return refusal("forbidden", "Cannot write: muted for a while");
  }
  const closed = room.kind === "announcement" || room.locked_at !== null;
  if (kind === "react" || !closed || isModerator(author)) return undefined;
  return refusal("forbidden", "Cannot write: only moderators and owners may in this room");
}
