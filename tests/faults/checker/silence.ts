import type { Evidence } from "../record/evidence.ts";
import { Effects } from "./effects.ts";

/** When somebody was at a page, from the one moment to the other. */
export interface Presence {
  by: string;
  room: number;
  from: number;
  to: number;
}

/**
 * The longest time for which anybody who was there had not heard a post that had been acked or seen
 * elsewhere, in milliseconds.
 */
export function longestSilence(
  evidence: Pick<Evidence, "deeds" | "sightings">,
  presences: readonly Presence[],
): number {
  const effects = new Effects(evidence);
  const heard = new Map<string, number>();
  for (const { by, at, message } of evidence.sightings) {
    const key = `${by} ${message.author.id} ${message.id}`;
    if (!heard.has(key)) heard.set(key, at);
  }
  let longest = 0;
  for (const deed of evidence.deeds) {
    const since = effects.by(deed);
    if (deed.wish.kind !== "post" || since === Infinity) continue;
    for (const { by, room, from, to } of presences) {
      const at = heard.get(`${by} ${deed.author} ${deed.id}`);
      if (room !== deed.room || at === undefined || at < from || since > to) continue;
      longest = Math.max(longest, Math.min(at, to) - Math.max(since, from));
    }
  }
  return longest;
}
