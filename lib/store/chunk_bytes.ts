import { type Kysely, sql } from "kysely";
import { Conflict, NotFound, TooLarge } from "@/lib/chat/errors.ts";
import type { ByteStore } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { NoSpace } from "./sql_connection.ts";
import type { Tables } from "./tables.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes of a row: what a packet of any server's takes, and memory for many at once. */
const ROW = 1_048_576;
/** Rows that are written at once, each on a connection of its own. */
const TOGETHER = 2;
/** Rows that are removed in one statement. */
const REMOVED = 32;

/**
 * Bytes of files in rows of the database that all instances share. Each row is written only as long as
 * the file is its holder's, in the same statement that looks: it takes the file's row with it, so who
 * takes the file over waits for a row that is on its way, and none comes later.
 */
export class ChunkBytes implements ByteStore {
  readonly piece = ROW * TOGETHER;
  readonly #engine: Pick<Engine, "identity">;
  readonly #db: Kysely<Tables>;

  constructor(engine: Pick<Engine, "identity">, db: Kysely<Tables>) {
    this.#engine = engine;
    this.#db = db;
  }

  async write(id: string, holder: string, at: number, bytes: Bytes): Promise<void> {
    if (at % this.piece !== 0 || bytes.length > this.piece) {
      throw new RangeError(`Cannot write ${bytes.length} bytes at ${at}: they are no piece`);
    }
    const rows = Array.from({ length: Math.ceil(bytes.length / ROW) }, (_, row) => {
      const part = bytes.subarray(row * ROW, (row + 1) * ROW);
      return this.#writeRow(id, holder, { n: at / ROW + row, bytes: part });
    });
    // None may still be under way when the caller hears of it.
    const failed = (await Promise.allSettled(rows)).find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  }

  async *read(id: string, { from, to }: { from: number; to: number }): AsyncGenerator<Bytes> {
    if (to <= from) return;
    const last = Math.floor((to - 1) / ROW);
    let next = this.#readRow(id, Math.floor(from / ROW));
    for (let n = Math.floor(from / ROW); n <= last; n++) {
      const bytes = await next;
      // One ahead: the database need not wait for whoever takes the bytes, nor the other way round.
      if (n < last) {
        next = this.#readRow(id, n + 1);
        next.catch(() => {});
      }
      const end = Math.min(to - n * ROW, ROW);
      if (bytes === undefined || bytes.length < end) throw new NotFound("the file");
      yield bytes.subarray(Math.max(0, from - n * ROW), end);
    }
  }

  async remove(id: string): Promise<void> {
    for (;;) {
      const { numAffectedRows = 0n } = await sql`delete from file_chunks where file_id = ${id}
        and ${this.#engine.identity.isMeant} order by n limit ${sql.lit(REMOVED)}`
        .execute(this.#db);
      if (numAffectedRows < BigInt(REMOVED)) return;
    }
  }

  /** What a server has left, nobody tells its users. */
  free(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** Its connections are the store's. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  async #writeRow(
    id: string,
    holder: string,
    { n, bytes }: { n: number; bytes: Bytes },
  ): Promise<void> {
    const { identity } = this.#engine;
    const { numAffectedRows = 0n } = await sql`
      insert into file_chunks (file_id, n, bytes)
      select id, ${n}, ${bytes} from files
      where id = ${id} and holder = ${holder} and ${identity.isMeant} lock in share mode
      on duplicate key update bytes = values(bytes)`.execute(this.#db).catch(full);
    if (numAffectedRows > 0n) return;
    await identity.verify(this.#db);
    throw new Conflict("Cannot write the file: it is somebody else's by now, or gone");
  }

  async #readRow(id: string, n: number): Promise<Bytes | undefined> {
    const rows = await this.#db.selectFrom("file_chunks").select(["bytes", storeId.as("store")])
      .where("file_id", "=", id).where("n", "=", n).execute();
    await this.#engine.identity.checkOrVerify(this.#db, rows);
    // A view of what has come in: a copy of a mebibyte each would cost as much as the way here.
    return rows[0]?.bytes as Bytes | undefined;
  }
}

function full(error: unknown): never {
  if (!(error instanceof NoSpace)) throw error;
  throw new TooLarge("Cannot write the file: the database has no space", {
    ...{ field: "disk", cause: error },
  });
}
