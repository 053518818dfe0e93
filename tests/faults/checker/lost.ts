import { type Deed, firstSent, titleOf } from "../record/deed.ts";
import type { Evidence, Finding } from "../record/evidence.ts";
import { fateOf } from "./fate.ts";

/** Posts that were acked and are not there, and posts that neither were sent nor are kept. */
export function lost(evidence: Evidence): Finding[] {
  const { messages } = evidence.database;
  const stored = Map.groupBy(messages, ({ author, id }) => `${author} ${id}`);
  return evidence.deeds.flatMap((deed): Finding[] => {
    if (deed.wish.kind !== "post") return [];
    const rows = stored.get(`${deed.author} ${deed.id}`) ?? [];
    if (fateOf(deed, evidence) !== "must") {
      return rows.length === 0 && isGone(deed, evidence) ? [gone(deed)] : [];
    }
    const { room, seq } = deed.acks.at(-1)!;
    if (rows.some((row) => row.seq === seq && row.room === room)) return [];
    const [row] = rows;
    const where = row ? `it is ${row.seq} of room ${row.room}` : "it is not there";
    return [{ harm: "lost", what: `${titleOf(deed)} was acked as ${seq}: ${where}` }];
  });
}

function isGone(deed: Deed, { kept, restores }: Evidence): boolean {
  const { acks, refused, wish } = deed;
  if (wish.kind !== "post" || acks.length > 0 || refused || kept.has(wish.body)) return false;
  // It may have been stored and seen, and been undone by a restore.
  return !restores.some(({ to }) => firstSent(deed) <= to);
}

function gone(deed: Deed): Finding {
  const how = deed.sentAt.length === 0 ? "was never sent" : "was sent and never answered";
  return { harm: "lost", what: `${titleOf(deed)} ${how}, and its page keeps it no more` };
}
