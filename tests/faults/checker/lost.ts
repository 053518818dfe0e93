import { type Deed, firstSent, titleOf } from "../record/deed.ts";
import type { Evidence, Finding, StoredMessage } from "../record/evidence.ts";
import { fateOf } from "./fate.ts";

/** Posts that were acked and are not there, and deeds that neither were answered nor are kept. */
export function lost(evidence: Evidence): Finding[] {
  const { messages } = evidence.database;
  const stored = Map.groupBy(messages, ({ author, id }) => `${author} ${id}`);
  return evidence.deeds.flatMap((deed): Finding[] => {
    const rows = stored.get(`${deed.author} ${deed.id}`) ?? [];
    const what = isGone(deed, rows, evidence) ? gone(deed) : missing(deed, rows, evidence);
    return what === undefined ? [] : [{ harm: "lost", what: `${titleOf(deed)} ${what}` }];
  });
}

/** What is wrong with a post that must be there, if anything is. */
function missing(
  deed: Deed,
  rows: readonly StoredMessage[],
  evidence: Evidence,
): string | undefined {
  if (deed.wish.kind !== "post" || fateOf(deed, evidence) !== "must") return undefined;
  const { room, seq } = deed.acks.at(-1)!;
  if (rows.some((row) => row.seq === seq && row.room === room)) return undefined;
  const [row] = rows;
  return `was acked as ${seq}: ` +
    (row ? `it is ${row.seq} of room ${row.room}` : "it is not there");
}

function isGone(deed: Deed, rows: readonly StoredMessage[], evidence: Evidence): boolean {
  const { acks, refused, wish, store } = deed;
  if (acks.length > 0 || refused || rows.length > 0) return false;
  // It may have been done and seen, and been undone by a restore.
  if (evidence.restores.some(({ to }) => firstSent(deed) <= to)) return false;
  // What was to be done to a message of another database means nothing in this one.
  return wish.kind === "post" ? !evidence.kept.has(wish.body) : store === evidence.database.store;
}

function gone({ sentAt }: Deed): string {
  const how = sentAt.length === 0 ? "was never sent" : "was sent and never answered";
  return `${how}, and its page keeps it no more`;
}
