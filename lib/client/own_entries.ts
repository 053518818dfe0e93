import type { Message } from "@/lib/chat/model.ts";
import type { OwnChange } from "./deeds.ts";
import type { Changing, Entry, Unsent } from "./entry.ts";

/** In which room, and as whom, what is on its way is looked at. */
export interface Viewpoint {
  room: number;
  me: number;
}

/** The changes that are shown as done already. */
export function shownChanges(entries: readonly Entry[], { room, me }: Viewpoint): OwnChange[] {
  return entries.filter((entry) => entry.kind !== "send")
    .filter((entry) => entry.room === room && entry.state !== "failed" && entry.shown)
    .map((entry) => changeOf(entry, me));
}

/** An own change as it is shown. */
export function changeOf(entry: Changing, me: number): OwnChange {
  return { ...entry, by: me, at: new Date(entry.at).toISOString() };
}

/** Own messages that are not among `messages` yet. */
export function unsentBeside(
  messages: readonly Message[],
  entries: readonly Entry[],
  at: Viewpoint,
): Unsent[] {
  const own = messages.filter(({ author }) => author.id === at.me);
  const seen = new Set(own.map(({ id }) => id));
  return entries.filter((entry) => entry.kind === "send")
    .filter((entry) => !seen.has(entry.id) && isHere(entry, at));
}

/** Changes that were finally refused. */
export function refusedChanges(entries: readonly Entry[], at: Viewpoint): Changing[] {
  return entries.filter((entry) => entry.kind !== "send")
    .filter((entry) => entry.state === "failed" && isHere(entry, at));
}

// What was meant for another database belongs to no room of this one, and shows in every room.
function isHere({ room, why }: Entry, at: Viewpoint): boolean {
  return room === at.room || why === "store";
}
