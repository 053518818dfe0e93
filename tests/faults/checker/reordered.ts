import { type Deed, firstSent, titleOf } from "../record/deed.ts";
import type { Evidence, Finding, StoredMessage } from "../record/evidence.ts";
import { Effects } from "./effects.ts";

/** What is not in the order in which it was written, or not in any order. */
export function reordered(evidence: Evidence): Finding[] {
  return [...ofWriters(evidence), ...ofTime(evidence), ...ofNumbers(evidence), ...ofViews(evidence)]
    .map((what) => ({ harm: "reordered", what }));
}

/** Each tab sends one message at a time, so its own stand as they were written. */
function ofWriters(evidence: Evidence): string[] {
  const byTab = Map.groupBy(placed(evidence), ({ deed }) => deed.by);
  return [...byTab.values()].flatMap((own) => {
    const written = own.toSorted((a, b) => a.deed.order - b.deed.order);
    return written.flatMap(({ deed, seq }, at) => {
      const before = written[at - 1];
      return before && before.seq > seq
        ? [`${titleOf(deed)} is ${seq}, before ${titleOf(before.deed)}, which is ${before.seq}`]
        : [];
    });
  });
}

/** Whoever writes after something was there writes below it. */
function ofTime(evidence: Evidence): string[] {
  const effects = new Effects(evidence);
  const byRoom = Map.groupBy(placed(evidence), ({ deed }) => deed.room);
  return [...byRoom.values()].flatMap((own) => {
    const there = own.toSorted((a, b) => effects.by(a.deed) - effects.by(b.deed));
    let next = 0;
    let last: Placed | undefined;
    return own.toSorted((a, b) => firstSent(a.deed) - firstSent(b.deed)).flatMap((one) => {
      for (; next < there.length && effects.by(there[next]!.deed) < firstSent(one.deed); next++) {
        if (!last || there[next]!.seq > last.seq) last = there[next];
      }
      return last && last.seq > one.seq
        ? [`${titleOf(one.deed)} is ${one.seq}, and was sent after ${last.seq} was there`]
        : [];
    });
  });
}

/** `seq` and `n` rise together, without a gap in `n`, and no two changes have one `rev`. */
function ofNumbers({ database }: Evidence): string[] {
  const byRoom = Map.groupBy(database.messages, ({ room }) => room);
  return database.rooms.flatMap(({ id, rev, posts }) => {
    const rows = byRoom.get(id) ?? [];
    const last = rows.at(-1);
    return [
      ...rows.flatMap((row, at) => {
        const before = rows[at - 1];
        return before && before.n + (row.system ? 0 : 1) !== row.n
          ? [`${row.seq} of room ${id} is number ${row.n}`]
          : [];
      }),
      ...sameRevs(rows).map((same) => `room ${id} has two changes of rev ${same}`),
      ...rows.filter((row) => row.rev > rev).map((row) =>
        `${row.seq} of room ${id} is above its rev`
      ),
      ...(last && last.n !== posts ? [`room ${id} has ${posts} posts, and number ${last.n}`] : []),
    ];
  });
}

function sameRevs(rows: readonly StoredMessage[]): number[] {
  const byRev = Map.groupBy(rows, ({ rev }) => rev);
  return [...byRev].filter(([, list]) => list.length > 1).map(([rev]) => rev);
}

function ofViews({ views }: Evidence): string[] {
  return views.flatMap(({ by, messages }) =>
    messages.flatMap(({ seq }, at) =>
      (messages[at - 1]?.seq ?? 0) >= seq ? [`${by} is shown ${seq} out of its place`] : []
    )
  );
}

interface Placed {
  deed: Deed;
  seq: number;
}

/** The posts that are stored, and where; what a restore has made void may have come again later. */
function placed({ deeds, database, restores }: Evidence): Placed[] {
  const seqs = new Map(database.messages.map((row) => [`${row.author} ${row.id}`, row.seq]));
  const torn = ({ sentAt }: Deed) =>
    restores.some(({ from, to }) => sentAt.some((at) => at <= to) && (sentAt.at(-1) ?? 0) >= from);
  return deeds.flatMap((deed) => {
    const seq = deed.wish.kind === "post" ? seqs.get(`${deed.author} ${deed.id}`) : undefined;
    return seq === undefined || torn(deed) ? [] : [{ deed, seq }];
  });
}
