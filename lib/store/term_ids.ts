import type { Kysely } from "kysely";
import { inChunks } from "./chunks.ts";
import type { Tables } from "./tables.ts";

/** Terms whose ids are remembered: those that people use all the time. */
const REMEMBERED = 50_000;

/**
 * The ids of terms, for the one who writes them. What a transaction has learned is remembered only
 * once it is committed.
 */
export class TermIds {
  readonly #known = new Map<string, number>();

  /** The ids of these terms, those that are new made now. */
  async of(tx: Kysely<Tables>, terms: readonly string[]): Promise<Map<string, number>> {
    const ids = new Map<string, number>();
    const unknown: string[] = [];
    for (const term of terms) {
      const id = this.#known.get(term);
      if (id === undefined) unknown.push(term);
      else ids.set(term, id);
    }
    for (const [term, id] of await idsOf(tx, unknown)) ids.set(term, id);
    const missing = unknown.filter((term) => !ids.has(term));
    if (missing.length === 0) return ids;
    await inChunks(missing, async (chunk) => {
      await tx.insertInto("terms").values(chunk.map((term) => ({ term }))).execute();
      return [];
    });
    for (const [term, id] of await idsOf(tx, missing)) ids.set(term, id);
    return ids;
  }

  /** Takes it that these were committed. */
  remember(ids: ReadonlyMap<string, number>): void {
    if (this.#known.size > REMEMBERED) this.#known.clear();
    for (const [term, id] of ids) this.#known.set(term, id);
  }

  /** Another may have cleared the index. */
  forget(): void {
    this.#known.clear();
  }
}

/** The ids of those terms that are there. */
export async function idsOf(
  db: Kysely<Tables>,
  terms: readonly string[],
): Promise<Map<string, number>> {
  const rows = await inChunks(
    terms,
    (chunk) => db.selectFrom("terms").select(["id", "term"]).where("term", "in", chunk).execute(),
  );
  return new Map(rows.map(({ id, term }) => [term, id]));
}
