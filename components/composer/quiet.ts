import type { Room, User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

/** Why somebody may only read. */
export type Quiet = "muted" | "locked" | "announcement";

interface Reader {
  room: Pick<Room, "kind" | "role" | "locked">;
  me: Pick<User, "role">;
  /** Milliseconds since the epoch. */
  mutedUntil: number | undefined;
}

/** Why this person may not write in this room just now, if they may not; the server has the say. */
export function quietOf({ room, me, mutedUntil }: Reader, now: number): Quiet | undefined {
  if (mutedUntil !== undefined && mutedUntil > now) return "muted";
  const leads = room.role === "owner" || me.role === "host" || me.role === "moderator";
  if (leads) return undefined;
  if (room.locked) return "locked";
  return room.kind === "announcement" ? "announcement" : undefined;
}

/** The sentence that stands where one would write. */
export function quietText(
  quiet: Quiet,
  { speech, mutedUntil = 0, now }: {
    speech: Speech<"chat">;
    mutedUntil: number | undefined;
    now: number;
  },
): string {
  if (quiet !== "muted") return speech.say(`quiet.${quiet}`);
  return speech.say("quiet.muted", { when: speech.dates.moment(mutedUntil, now) });
}
