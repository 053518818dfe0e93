import type { FrameOf } from "@/lib/chat/server_frame.ts";

/** Who of the people one shares a room with is here, and who of those has been quiet for long. */
export interface Presence {
  readonly online: ReadonlySet<number>;
  readonly away: ReadonlySet<number>;
}

/** How somebody's presence is shown. */
export type Standing = "here" | "away" | "off";

/** Nobody is known to be here. */
export const NOBODY: Presence = { online: new Set(), away: new Set() };

/** Takes in who came, went, fell silent or is back; a whole list replaces what was known. */
export function hearPresence(
  presence: Presence,
  frame: Pick<FrameOf<"presence">, "online" | "joined" | "left" | "away" | "back">,
): Presence {
  const { joined = [], left = [], away = [], back = [] } = frame;
  const online = new Set(frame.online ?? presence.online);
  const quiet = new Set(frame.online ? [] : presence.away);
  for (const id of [...joined, ...away]) online.add(id);
  for (const id of left) online.delete(id);
  for (const id of [...left, ...back, ...joined]) quiet.delete(id);
  for (const id of away) quiet.add(id);
  return { online, away: quiet };
}

/** How somebody stands. */
export function standingOf({ online, away }: Presence, id: number): Standing {
  return !online.has(id) ? "off" : away.has(id) ? "away" : "here";
}
