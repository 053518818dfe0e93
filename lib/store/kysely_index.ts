import { type Kysely, sql } from "kysely";
import type { IndexedText, Indexing, IndexStore, Lag, Turn } from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { Held, releaseLease, takeLease } from "./lease.ts";
import { filesOf } from "./message_files.ts";
import { placeKey } from "./places.ts";
import { postingsFrom } from "./search_rows.ts";
import type { PostingsTable, Tables } from "./tables.ts";
import { TermIds } from "./term_ids.ts";

const LEASE = "index";
/** Who dies is followed by another after this time; who is at work says so all the time. */
const LEASE_MS = 3_000;
/** Rows that are taken out at a time, so that nobody waits behind it. */
const MOST = 2_000;

/** The writing side of the index of words, in SQL. */
export class KyselyIndex implements IndexStore {
  readonly leaseMs = LEASE_MS;
  readonly #engine: Engine;
  readonly #terms = new TermIds();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async lagging(holder: string, limit: number): Promise<Lag[]> {
    const { db, identity, now } = this.#engine;
    // A head above the room's `rev` is that of a time which a restored backup knows nothing of.
    const { rows } = await sql<{ room: number; head: number | null; rev: number; store: string }>`
      select rooms.id as room, ${storeId} as store,
        case when rooms.erased_at is null then rooms.rev else 0 end as rev,
        case when rooms.erased_at is null and index_heads.rev <= rooms.rev
          then index_heads.rev end as head
      from rooms left join index_heads on index_heads.room_id = rooms.id
      where case when rooms.erased_at is null then rooms.rev <> coalesce(index_heads.rev, 0)
          else index_heads.rev is not null end
        and not exists (select 1 from leases
          where name = ${LEASE} and holder <> ${holder} and until > ${now})
      order by rooms.rev - coalesce(index_heads.rev, 0) limit ${limit}`.execute(db);
    identity.check(rows);
    return rows.map(({ room, head, rev }) => ({ room, from: head ?? undefined, to: rev }));
  }

  async changed(
    { room, from, to }: Lag & { from: number },
    limit: number,
  ): Promise<{ texts: IndexedText[]; to: number }> {
    const rows = await this.#engine.db.selectFrom("messages")
      .select(["room_id", "seq", "rev", "created_at", "author_id", "kind", "body", "deleted_at"])
      .select("files").where("room_id", "=", room).where("rev", ">", from)
      .orderBy("rev").limit(limit).execute();
    const files = await filesOf(this.#engine.db, rows.filter((row) => row.files > 0));
    const texts = rows.map((row) => {
      const { seq, rev, created_at: n, author_id: author, body } = row;
      const isSpoken = row.kind === "text" && row.deleted_at === null;
      const spoken = { author, body, files: files.get(placeKey(row)) ?? [] };
      return { seq, rev, n, ...(isSpoken ? { spoken } : {}) };
    });
    const last = texts.at(-1)?.rev ?? from;
    return { texts, to: texts.length === limit ? last : Math.max(last, to) };
  }

  put(holder: string, stretches: readonly Indexing[]): Promise<Turn> {
    return this.#asHolder(holder, async (tx) => {
      const wanted = await this.#due(tx, stretches);
      const terms = new Set(wanted.flatMap(({ entries }) => entries.flatMap(({ terms }) => terms)));
      const ids = await this.#terms.of(tx, [...terms]);
      for (const stretch of wanted) await this.#replace(tx, stretch);
      const rows = wanted.flatMap((stretch) => postingsOf(stretch, ids)).sort(byKey);
      await inChunks(rows, async (chunk) => {
        const given = postingsFrom(this.#engine, chunk);
        await sql`insert into postings (term_id, n, room_id, seq) ${given}`.execute(tx);
        return [];
      });
      return { turn: "done", after: () => this.#terms.remember(ids) };
    });
  }

  wipe(holder: string, room: number): Promise<Turn> {
    return this.#asHolder(holder, async (tx) => {
      await tx.deleteFrom("index_heads").where("room_id", "=", room).execute();
      const gone = await deleteSome(this.#engine, tx, sql`room_id = ${room}`);
      if (gone > 0) return { turn: "more" };
      const { rev } = await tx.selectFrom("rooms").select("rev").where("id", "=", room)
        .where("erased_at", "is", null).executeTakeFirst() ?? {};
      if (rev !== undefined) {
        await tx.insertInto("index_heads").values({ room_id: room, rev: 0 }).execute();
      }
      return { turn: "done" };
    });
  }

  clear(holder: string): Promise<Turn> {
    return this.#asHolder(holder, async (tx) => {
      await tx.deleteFrom("index_heads").execute();
      const gone = await deleteSome(this.#engine, tx, sql`1 = 1`);
      if (gone > 0) return { turn: "more" };
      const some = await tx.selectFrom("terms").select("id").orderBy("id").limit(MOST).execute();
      const last = some.at(-1)?.id ?? 0;
      await tx.deleteFrom("terms").where("id", "<=", last).execute();
      return { turn: some.length > 0 ? "more" : "done", after: () => this.#terms.forget() };
    });
  }

  release(holder: string): Promise<void> {
    return releaseLease(this.#engine, { name: LEASE, holder });
  }

  async #asHolder(
    holder: string,
    work: (tx: Kysely<Tables>) => Promise<{ turn: Turn; after?: () => void }>,
  ): Promise<Turn> {
    try {
      const { turn, after } = await this.#engine.db.transaction().execute(async (tx) => {
        const from = await takeLease(this.#engine, tx, { name: LEASE, holder, ms: LEASE_MS });
        if (from !== holder) this.#terms.forget();
        return await work(tx);
      });
      after?.();
      return turn;
    } catch (error) {
      this.#terms.forget();
      if (error instanceof Held) return "held";
      throw error;
    }
  }

  /** Those stretches that begin where the index ends; from here on it ends where they do. */
  async #due(tx: Kysely<Tables>, stretches: readonly Indexing[]): Promise<Indexing[]> {
    const due: Indexing[] = [];
    for (const stretch of stretches) {
      const { room, from, to } = stretch;
      const { numUpdatedRows } = await tx.updateTable("index_heads").set({ rev: to })
        .where("room_id", "=", room).where("rev", "=", from).executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) due.push(stretch);
    }
    return due;
  }

  async #replace(tx: Kysely<Tables>, { room, entries }: Indexing): Promise<void> {
    const seqs = entries.filter(({ isNew }) => !isNew).map(({ seq }) => seq);
    if (seqs.length === 0) return;
    await tx.deleteFrom("postings").where("room_id", "=", room).where("seq", "in", seqs).execute();
  }
}

function postingsOf(
  { room, entries }: Indexing,
  ids: ReadonlyMap<string, number>,
): PostingsTable[] {
  return entries.flatMap(({ seq, n, terms }) =>
    terms.map((term) => ({ term_id: ids.get(term)!, n, room_id: room, seq }))
  );
}

/** Neighbours go in one after the other. */
function byKey(a: PostingsTable, b: PostingsTable): number {
  return a.term_id - b.term_id || a.n - b.n || a.room_id - b.room_id || a.seq - b.seq;
}

async function deleteSome(
  { kind }: Engine,
  tx: Kysely<Tables>,
  only: ReturnType<typeof sql>,
): Promise<number> {
  // SQLite's DELETE knows no LIMIT, MySQL's IN knows none either.
  const key = sql`term_id, n, room_id, seq`;
  const { numAffectedRows } = kind === "mysql"
    ? await sql`delete from postings where ${only} limit ${MOST}`.execute(tx)
    : await sql`delete from postings where (${key}) in
        (select ${key} from postings where ${only} limit ${MOST})`.execute(tx);
  return Number(numAffectedRows);
}
