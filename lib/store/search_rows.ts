import { type RawBuilder, sql } from "kysely";
import type { Engine } from "./engine.ts";
import type { PostingsTable } from "./tables.ts";

/**
 * Many rows for `insert into postings … select`, as one parameter: a statement of thousands of them
 * would take longer to write than to run, and would be another one each time.
 */
export function postingsFrom(
  { kind }: Pick<Engine, "kind">,
  rows: readonly PostingsTable[],
): RawBuilder<unknown> {
  const list = JSON.stringify(
    rows.map(({ term_id, n, room_id, seq }) => [term_id, n, room_id, seq]),
  );
  if (kind === "sqlite") {
    return sql`select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(${list})`;
  }
  return sql`select term_id, n, room_id, seq from json_table(${list}, '$[*]' columns (
    term_id bigint path '$[0]', n bigint path '$[1]',
    room_id bigint path '$[2]', seq bigint path '$[3]')) as given`;
}
