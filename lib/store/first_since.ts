import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** Places that are looked at in one statement: a million messages take seven of those. */
const PROBES = 7;

/**
 * The `seq` from which on a room's messages were posted at that moment or later, in milliseconds
 * since the epoch; beyond its head, if none was. Time rises with `seq`, and there is no index of it:
 * the stretch in question is cut into eight until nothing is left of it.
 */
export async function firstSince(
  db: Kysely<Tables>,
  { room, head }: { room: number; head: number },
  moment: number,
): Promise<number> {
  // What stands at `low` is earlier, from `high` on it is not.
  let [low, high] = [0, head + 1];
  while (high - low > 1) {
    const places = placesBetween(low, high);
    const times = await timesAt(db, room, places);
    const first = times.findIndex((time) => time === null || time >= moment);
    low = (first === -1 ? places.at(-1) : places[first - 1]) ?? low;
    high = places[first] ?? high;
  }
  return high;
}

/** Ascending, all of them strictly between the two. */
function placesBetween(low: number, high: number): number[] {
  const count = Math.min(PROBES, high - low - 1);
  return Array.from(
    { length: count },
    (_, i) => low + Math.floor((high - low) * (i + 1) / (count + 1)),
  );
}

/**
 * When the first message was posted that stands at each of these places or behind it, if any was. By
 * its smallest `seq`: for the first in order MySQL may read the room from its beginning.
 */
async function timesAt(
  db: Kysely<Tables>,
  room: number,
  places: readonly number[],
): Promise<(number | null)[]> {
  const probes = places.map((place, i) =>
    sql`(select created_at from messages where room_id = ${room} and seq =
      (select min(seq) from messages where room_id = ${room} and seq >= ${place}))
      as ${sql.ref(`p${i}`)}`
  );
  const { rows } = await sql<Record<string, number | null>>`select ${sql.join(probes)}`.execute(db);
  return places.map((_, i) => rows[0]?.[`p${i}`] ?? null);
}
