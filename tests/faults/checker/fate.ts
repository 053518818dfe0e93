import { type Deed, firstSent } from "../record/deed.ts";
import type { Evidence, Parting, Restore } from "../record/evidence.ts";

/**
 * What the database owes a deed: it must be there, it may be (nobody was told, or what was told is
 * void), or it must never be.
 */
export type Fate = "must" | "may" | "never";

/** The fate of a deed, by what its author was told and what has happened since. */
export function fateOf(deed: Deed, evidence: Evidence): Fate {
  const { restores, partings, database } = evidence;
  if (deed.sentAt.length === 0) return "never";
  if (partings.some((parting) => isWithin(deed, parting))) return "never";
  if (deed.refused && deed.refused.at >= deed.sentAt.at(-1)!) return "never";
  if (deed.store !== database.store) return fateOfOld(deed, restores);
  return deed.acks.some(({ at }) => !isVoid(at, restores)) ? "must" : "may";
}

/** Of one that was wanted for a database which is no more: only a backup can have brought it. */
function fateOfOld(deed: Deed, restores: readonly Restore[]): Fate {
  const restore = restores.find(({ was }) => was === deed.store);
  if (!restore || firstSent(deed) > restore.to) return "never";
  return deed.acks.some(({ at }) => at < restore.from) ? "must" : "may";
}

function isVoid(at: number, restores: readonly Restore[]): boolean {
  return restores.some(({ from, to }) => from <= at && at <= to);
}

function isWithin(deed: Deed, { user, room, from, to }: Parting): boolean {
  const sent = firstSent(deed);
  return deed.author === user && deed.room === room && from < sent && sent < to;
}
