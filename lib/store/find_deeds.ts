import { CompiledQuery, type Kysely } from "kysely";
import type { Outcome } from "@/lib/chat/store.ts";
import { isoOf } from "./codec.ts";
import type { ActionsTable, Tables } from "./tables.ts";

/** Who did something, and under which id of their own. */
export interface DeedKey {
  author: number;
  id: string;
}

/** What was done earlier, by author and client id. */
export class Deeds {
  readonly #byKey: ReadonlyMap<string, Outcome>;

  constructor(byKey: ReadonlyMap<string, Outcome>) {
    this.#byKey = byKey;
  }

  /** The outcome of that earlier deed, if there is one. */
  of(author: number, id: string): Outcome | undefined {
    return this.#byKey.get(`${author} ${id}`);
  }
}

/** A deed that was found, whichever it was: where and when as it was then, `rev` of now. */
export type DeedRow = ActionsTable;

/**
 * What looks up which of these have been done before, be it as messages or as actions on messages.
 * Put together by hand, since it is asked for every batch: a builder takes as long as all the rest.
 */
export function findingDeeds(keys: readonly DeedKey[]): CompiledQuery<DeedRow> {
  // By author, since not every engine searches its index for a list of pairs.
  const byAuthor = [...Map.groupBy(keys, ({ author }) => author)];
  const those = (table: string) =>
    byAuthor.map(([, own]) => {
      const ids = own.map(() => "?").join(", ");
      return `${table}.author_id = ? and ${table}.client_id in (${ids})`;
    }).join(" or ");
  const values = byAuthor.flatMap(([author, own]) => [author, ...own.map(({ id }) => id)]);
  return CompiledQuery.raw(
    `select author_id, client_id, room_id, seq, rev, created_at as at from messages
      where ${those("messages")}
      union all
      select actions.author_id, actions.client_id, actions.room_id, actions.seq,
        coalesce(messages.rev, actions.rev) as rev, actions.at
      from actions left join messages
        on messages.room_id = actions.room_id and messages.seq = actions.seq
      where ${those("actions")}`,
    [...values, ...values],
  ) as CompiledQuery<DeedRow>;
}

/** Those that were found. */
export function deedsOf(rows: readonly DeedRow[]): Deeds {
  return new Deeds(
    new Map(rows.map(({ author_id, client_id, room_id, seq, rev, at }) => [
      `${author_id} ${client_id}`,
      { kind: "known", room: room_id, seq, rev, at: isoOf(at) },
    ])),
  );
}

/** Looks up which of these have been done before. */
export async function findDeeds(db: Kysely<Tables>, keys: readonly DeedKey[]): Promise<Deeds> {
  const { rows } = await db.executeQuery(findingDeeds(keys));
  return deedsOf(rows);
}
