import { type Deed, titleOf } from "../record/deed.ts";
import type { Evidence, Finding } from "../record/evidence.ts";
import { fateOf } from "./fate.ts";

/** Posts that were acked and are not there, and posts that neither were sent nor are kept. */
export function lost(evidence: Evidence): Finding[] {
  const { messages } = evidence.database;
  const stored = new Map(messages.map((one) => [`${one.author} ${one.id}`, one]));
  return evidence.deeds.flatMap((deed): Finding[] => {
    if (deed.wish.kind !== "post") return [];
    if (fateOf(deed, evidence) !== "must") return isGone(deed, evidence.kept) ? [gone(deed)] : [];
    const row = stored.get(`${deed.author} ${deed.id}`);
    const seq = deed.acks.at(-1)?.seq;
    if (row?.seq === seq && row?.room === deed.room) return [];
    const where = row ? `it is ${row.seq} of room ${row.room}` : "it is not there";
    return [{ harm: "lost", what: `${titleOf(deed)} was acked as ${seq}: ${where}` }];
  });
}

function isGone({ acks, refused, wish }: Deed, kept: ReadonlySet<string>): boolean {
  return wish.kind === "post" && acks.length === 0 && !refused && !kept.has(wish.body);
}

function gone(deed: Deed): Finding {
  const how = deed.sentAt.length === 0 ? "was never sent" : "was sent and never answered";
  return { harm: "lost", what: `${titleOf(deed)} ${how}, and its page keeps it no more` };
}
