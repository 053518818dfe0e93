import { type RawBuilder, sql, type SqlBool } from "kysely";

/** Where a message stands. */
export interface Place {
  room_id: number;
  seq: number;
}

/** For the WHERE of a table that knows messages by their places: that a row is of one of these. */
export function among(
  table: "messages" | "reactions" | "mentions" | "files",
  places: readonly Place[],
): RawBuilder<SqlBool> {
  const room = sql.ref(`${table}.room_id`);
  const seq = sql.ref(`${table}.seq`);
  const byRoom = [...Map.groupBy(places, ({ room_id }) => room_id)].map(([id, own]) =>
    sql`(${room} = ${id} and ${seq} in (${sql.join(own.map((place) => place.seq))}))`
  );
  return sql<SqlBool>`(${sql.join(byRoom, sql` or `)})`;
}

/** What tells messages of all rooms apart. */
export function placeKey({ room_id, seq }: Place): string {
  return `${room_id} ${seq}`;
}
