import { type Deed, titleOf } from "../record/deed.ts";
import type { Evidence, Finding, StoredMessage } from "../record/evidence.ts";
import { fateOf } from "./fate.ts";

/** What is there, or is shown, and nobody wanted it or it was refused. */
export function phantom(evidence: Evidence): Finding[] {
  return [
    ...strayFrames(evidence),
    ...strayRows(evidence),
    ...strayTexts(evidence),
    ...shown(evidence),
  ]
    .map((what) => ({ harm: "phantom", what }));
}

function strayFrames({ strays }: Evidence): string[] {
  return strays.map(({ author, id }) =>
    `a client of person ${author} sent ${id}: nobody wanted it`
  );
}

function strayRows(evidence: Evidence): string[] {
  const posts = new Map(
    evidence.deeds.filter(({ wish }) => wish.kind === "post")
      .map((deed) => [`${deed.author} ${deed.id}`, deed]),
  );
  return ownRows(evidence).flatMap((row) => {
    const post = posts.get(`${row.author} ${row.id}`);
    if (!post) return [`${rowTitle(row)} is stored: nobody wrote it`];
    return fateOf(post, evidence) === "never"
      ? [`${titleOf(post)} is stored: ${reasonOf(post)}`]
      : [];
  });
}

/** Texts and deletions that no deed accounts for. */
function strayTexts(evidence: Evidence): string[] {
  const deeds = Map.groupBy(evidence.deeds, placeOf(evidence));
  return ownRows(evidence).flatMap((row) => {
    const own = deeds.get(`${row.room} ${row.seq}`) ?? [];
    const known = own.filter((deed) => fateOf(deed, evidence) !== "never");
    if (row.deleted) {
      const told = known.some(({ wish }) => wish.kind === "delete");
      return told ? [] : [`${rowTitle(row)} is deleted: nobody deleted it`];
    }
    const told = known.some(({ wish }) => "body" in wish && wish.body === row.body);
    return told || own.length === 0 ? [] : [`${rowTitle(row)} says what nobody wrote there`];
  });
}

/** On which message a deed works. */
function placeOf({ database }: Evidence): (deed: Deed) => string {
  const seqs = new Map(database.messages.map((row) => [`${row.author} ${row.id}`, row.seq]));
  return ({ room, wish, author, id }) =>
    `${room} ${wish.kind === "post" ? seqs.get(`${author} ${id}`) : wish.seq}`;
}

function shown({ views, database }: Evidence): string[] {
  const stored = new Map(database.messages.map((row) => [`${row.room} ${row.seq}`, row]));
  return views.flatMap(({ by, room, floor, messages }) =>
    messages.filter(({ seq, id }) => seq >= floor && stored.get(`${room} ${seq}`)?.id !== id)
      .map(({ seq, body }) => `${by} is shown ${seq} "${body}": it is not stored`)
  );
}

function ownRows({ database, since }: Evidence): StoredMessage[] {
  return database.messages.filter(({ room, seq, system }) =>
    !system && seq > (since.get(room) ?? 0)
  );
}

function rowTitle({ room, seq, body }: StoredMessage): string {
  return `${seq} "${body}" of room ${room}`;
}

function reasonOf({ refused, acks }: Deed): string {
  if (refused) return `it was refused (${refused.code})`;
  return acks.length > 0 ? "its author had no right to it any more" : "it was for another database";
}
