import { titleOf } from "../record/deed.ts";
import type { Evidence } from "../record/evidence.ts";
import { Effects } from "./effects.ts";

/** When somebody was at a page, from the one moment to the other. */
export interface Presence {
  by: string;
  room: number;
  from: number;
  to: number;
}

/** Somebody was there, and for so long had not heard what had been acked or was seen elsewhere. */
export interface Silence {
  ms: number;
  /** Who had not heard what. */
  what: string;
}

/** The longest silence of all. */
export function longestSilence(
  evidence: Pick<Evidence, "deeds" | "sightings">,
  presences: readonly Presence[],
): Silence {
  const effects = new Effects(evidence);
  const heard = new Map<string, number>();
  for (const { by, at, message } of evidence.sightings) {
    const key = `${by} ${message.author.id} ${message.id}`;
    if (!heard.has(key)) heard.set(key, at);
  }
  let longest: Silence = { ms: 0, what: "" };
  for (const deed of evidence.deeds) {
    const since = effects.by(deed);
    if (deed.wish.kind !== "post" || since === Infinity) continue;
    for (const { by, room, from, to } of presences) {
      const at = heard.get(`${by} ${deed.author} ${deed.id}`);
      if (room !== deed.room || at === undefined || at < from || since > to) continue;
      const ms = Math.min(at, to) - Math.max(since, from);
      if (ms > longest.ms) longest = { ms, what: `${by} did not hear ${titleOf(deed)}` };
    }
  }
  return longest;
}
