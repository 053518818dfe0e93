import { type Deed, firstSent, titleOf } from "../record/deed.ts";
import type { Evidence, Finding, StoredMessage } from "../record/evidence.ts";
import { Effects } from "./effects.ts";
import { type Fate, fateOf } from "./fate.ts";

interface Judged {
  deed: Deed;
  fate: Fate;
}

/** Edits, deletions, reactions and pins that were acked, were not overtaken, and are not in effect. */
export function undone(evidence: Evidence): Finding[] {
  const effects = new Effects(evidence);
  const rows = new Map(evidence.database.messages.map((row) => [`${row.room} ${row.seq}`, row]));
  const judged = evidence.deeds.filter(({ wish }) => wish.kind !== "post")
    .map((deed) => ({ deed, fate: fateOf(deed, evidence) })).filter(({ fate }) => fate !== "never");
  return [...Map.groupBy(judged, ({ deed }) => aspectOf(deed))].flatMap(([, deeds]) => {
    const [first] = deeds;
    const { room, wish } = first!.deed;
    const row = wish.kind === "post" ? undefined : rows.get(`${room} ${wish.seq}`);
    const broken = row ? judge(row, deeds, effects) : deeds.find(({ fate }) => fate === "must");
    const now = row ? stateOf(row, first!.deed) : "not there";
    return broken
      ? [{ harm: "undone", what: `${titleOf(broken.deed)} was acked, and it is ${now}` }]
      : [];
  });
}

/** What deeds work on, so that one can overtake another: a text, a pin, or one person's one emoji. */
function aspectOf({ room, wish, author }: Deed): string {
  if (wish.kind === "post") return "";
  if (wish.kind === "pin") return `${room} ${wish.seq} pin`;
  return wish.kind === "react"
    ? `${room} ${wish.seq} ${author} ${wish.emoji}`
    : `${room} ${wish.seq}`;
}

/** Those that no later one has overtaken: wanted after they were in effect. */
function standing(deeds: readonly Judged[], effects: Effects): Judged[] {
  const certain = deeds.filter(({ fate }) => fate === "must");
  return deeds.filter(({ deed }) =>
    !certain.some((later) => firstSent(later.deed) > effects.by(deed))
  );
}

/** One that must be in effect while neither it nor any other that could be is. */
function judge(
  row: StoredMessage,
  deeds: readonly Judged[],
  effects: Effects,
): Judged | undefined {
  // A deletion is the last word, whatever comes after it.
  const deletion = deeds.find(({ deed, fate }) => fate === "must" && deed.wish.kind === "delete");
  if (deletion) return row.deleted ? undefined : deletion;
  const left = standing(deeds, effects);
  if (row.deleted || left.some(({ deed }) => isInEffect(deed, row))) return undefined;
  return left.find(({ fate }) => fate === "must");
}

function isInEffect({ wish, author }: Deed, row: StoredMessage): boolean {
  if (wish.kind === "edit") return row.body === wish.body;
  if (wish.kind === "pin") return row.pinned === wish.on;
  if (wish.kind !== "react") return false;
  return wish.on === (row.reactions.get(wish.emoji)?.includes(author) ?? false);
}

function stateOf(row: StoredMessage, { wish }: Deed): string {
  if (row.deleted) return "deleted";
  if (wish.kind === "pin") return row.pinned ? "pinned" : "not pinned";
  if (wish.kind !== "react") return `"${row.body}"`;
  return `with ${wish.emoji} of ${row.reactions.get(wish.emoji)?.join(", ") ?? "nobody"}`;
}
