import type { Insertable, Kysely } from "kysely";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Change } from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import { EVERYBODY, type MessageRow } from "./codec.ts";
import { among, type Place, placeKey } from "./places.ts";
import type { MentionsTable, Tables } from "./tables.ts";

/** Whom these messages call, by their places, ascending. */
export async function mentionsIn(
  db: Kysely<Tables>,
  places: readonly Place[],
): Promise<Map<string, number[]>> {
  const rows = await inChunks(
    places,
    (chunk) =>
      db.selectFrom("mentions").select(["room_id", "seq", "user_id"])
        .where(among("mentions", chunk)).orderBy("user_id").execute(),
  );
  const byPlace = Map.groupBy(rows, placeKey);
  return new Map([...byPlace].map(([key, own]) => [key, own.map(({ user_id }) => user_id)]));
}

/** A message that is to be written, and whom it calls, ascending; `was`: the one that is there. */
interface Called {
  row: Place & Pick<MessageRow, "created_at">;
  mentions: readonly number[];
  was: { mentions: readonly number[] } | undefined;
}

/** Whether a message may call people: without this sign nobody looks for whom. */
export function mayCall({ body }: { body: string }): boolean {
  return body.includes("@");
}

/** `room user` of those who are called in a batch and are members. */
export async function calledIn(
  tx: Kysely<Tables>,
  batch: readonly Change[],
): Promise<ReadonlySet<string>> {
  const calls = batch.filter((change) => wantedBy(change).length > 0);
  const called = new Set<string>();
  for (const [room, changes] of Map.groupBy(calls, (change) => change.room)) {
    const users = [...new Set(changes.flatMap(wantedBy))];
    const rows = await tx.selectFrom("memberships").select("user_id").where("room_id", "=", room)
      .where("user_id", "in", users).execute();
    for (const { user_id } of rows) called.add(`${room} ${user_id}`);
  }
  return called;
}

/** Whom a change calls, ascending: of those it names the members, and everybody where it may. */
export function callsOf(change: Change, called: ReadonlySet<string>): number[] {
  const named = [...new Set(wantedBy(change))].filter((user) =>
    called.has(`${change.room} ${user}`)
  )
    .slice(0, LIMITS.mentions).sort((a, b) => a - b);
  return "all" in change && change.all === true ? [EVERYBODY, ...named] : named;
}

/** Writes whom messages call, where that is somebody else than before. */
export async function writeMentions(
  tx: Kysely<Tables>,
  messages: readonly Called[],
): Promise<void> {
  const added: Insertable<MentionsTable>[] = [];
  for (const { row: { room_id, seq, created_at: at }, mentions, was } of messages) {
    const before = was?.mentions ?? [];
    if (before.join() === mentions.join()) continue;
    if (before.length > 0) {
      await tx.deleteFrom("mentions").where("room_id", "=", room_id).where("seq", "=", seq)
        .execute();
    }
    added.push(...mentions.map((user_id) => ({ room_id, seq, user_id, at })));
  }
  if (added.length > 0) await tx.insertInto("mentions").values(added).execute();
}

function wantedBy(change: Change): readonly number[] {
  return "mentions" in change ? change.mentions ?? [] : [];
}
