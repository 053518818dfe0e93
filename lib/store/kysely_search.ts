import { sql } from "kysely";
import type { Message } from "@/lib/chat/model.ts";
import type { Place, SearchStore, Spoken, Term, Window } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { messagesAt, toMessages } from "./message_queries.ts";
import { filesOf } from "./message_files.ts";
import { among, placeKey } from "./places.ts";
import { idsOf } from "./term_ids.ts";

/**
 * After two seconds the server gives up, whatever we do. MySQL knows the hint, to which MariaDB is
 * deaf, and the other way round; SQLite reads both as comments, and what we ask is short.
 */
const LIMITED = sql.raw(
  "/*M! set statement max_statement_time = 2 for */ select /*+ max_execution_time(2000) */",
);

/** A message; `files`: how many it has. */
type Row = Place & { files: number; store: string };

/** The reading side of the index of words, in SQL. */
export class KyselySearch implements SearchStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async termIds(terms: readonly string[]): Promise<(number | undefined)[]> {
    const ids = await idsOf(this.#engine.db, [...new Set(terms)]);
    return terms.map((term) => ids.get(term));
  }

  async termsFrom(id: number, limit: number): Promise<Term[]> {
    const { rows } = await sql<Term>`${LIMITED} id, term from terms where id >= ${id}
      order by id limit ${limit}`.execute(this.#engine.db);
    return rows;
  }

  async count(terms: readonly number[], most: number): Promise<number> {
    const { rows: [row] } = await sql<{ n: number }>`${LIMITED} count(*) as n from
      (select 1 from postings where term_id in (${sql.join(terms)}) limit ${most}) as found`
      .execute(this.#engine.db);
    return row?.n ?? 0;
  }

  async edge(
    terms: readonly number[],
    { until, size }: { until: number; size: number },
  ): Promise<number | undefined> {
    const edges = terms.map((term, at) =>
      sql`select * from (select n from postings where term_id = ${term} and n < ${until}
        order by n desc limit 1 offset ${size}) as edge_${sql.raw(String(at))}`
    );
    const { rows: [row] } = await sql<{ n: number | null }>`${LIMITED} max(n) as n
      from (${sql.join(edges, sql` union all `)}) as edges`.execute(this.#engine.db);
    return row?.n ?? undefined;
  }

  async window(
    { rooms, terms, also, from, until }: Window,
  ): Promise<Place[]> {
    const others = also.map((set) =>
      sql`and exists (select 1 from postings as other where other.term_id in (${sql.join(set)})
        and other.n = postings.n and other.room_id = postings.room_id
        and other.seq = postings.seq)`
    );
    // A room has far more postings than a window: neither engine shall begin with it (SQLite uses no
    // index for a sum).
    const { rows } = await sql<Place>`${LIMITED} distinct n, room_id as room, seq
      from postings ${this.#engine.byKey}
      where term_id in (${sql.join(terms)}) and n >= ${from} and n < ${until}
        and +room_id in (${sql.join(rooms)}) ${sql.join(others, sql` `)}
      order by n desc, room_id desc, seq desc`.execute(this.#engine.db);
    return rows;
  }

  async texts(places: readonly Place[]): Promise<(Place & Spoken)[]> {
    if (places.length === 0) return [];
    const { db, identity } = this.#engine;
    const { rows } = await sql<Row & Omit<Spoken, "files">>`
      ${LIMITED} created_at as n, room_id as room, seq, author_id as author, body, files,
        ${storeId} as store
      from messages where kind = 'text' and deleted_at is null
        and ${among("messages", places.map(rowPlace))}`.execute(db);
    identity.check(rows);
    const files = await filesOf(db, rows.filter((row) => row.files > 0).map(rowPlace));
    return rows.map(({ store: _, ...row }) => ({
      ...row,
      files: files.get(placeKey(rowPlace(row))) ?? [],
    }));
  }

  async messages(places: readonly Place[], viewer: number): Promise<Message[]> {
    if (places.length === 0) return [];
    const { db } = this.#engine;
    const rows = await messagesAt(db, places.map(rowPlace));
    const messages = await toMessages(db, rows.filter((row) => row.deleted_at === null), viewer);
    const found = new Map(messages.map((message) => [`${message.room} ${message.seq}`, message]));
    return places.flatMap(({ room, seq }) => found.get(`${room} ${seq}`) ?? []);
  }
}

function rowPlace({ room, seq }: Place): { room_id: number; seq: number } {
  return { room_id: room, seq };
}
