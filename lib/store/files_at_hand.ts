import type { Kysely } from "kysely";
import type { SharedFile } from "@/lib/chat/model.ts";
import type { Change } from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import type { Engine } from "./engine.ts";
import { type FileRow, fileRows, sharedFileOf } from "./file_rows.ts";
import { lockUnsent } from "./lock_unsent.ts";
import type { Standing } from "./state_after.ts";
import type { Tables } from "./tables.ts";

/** The files that a batch speaks of, as they are under their locks. */
export class FilesAtHand {
  readonly #free: ReadonlyMap<string, FileRow>;
  readonly #taken = new Set<string>();

  /** @param rows those that are all here and belong to no message */
  constructor(rows: readonly FileRow[]) {
    this.#free = new Map(rows.map((row) => [row.id, row]));
  }

  /** Those of these files that the person may still send, in this order, each once. */
  free(owner: number, ids: readonly string[]): SharedFile[] {
    return [...new Set(ids)].flatMap((id) => {
      const row = this.#free.get(id);
      return row?.user_id !== owner || this.#taken.has(id) ? [] : [sharedFileOf(row)];
    });
  }

  /** From here on they belong to a message of the batch. */
  take(files: readonly SharedFile[]): void {
    for (const { id } of files) this.#taken.add(id);
  }
}

/**
 * Locks the files that a batch gives to messages or takes from them, all at once in the order of their
 * ids; nothing is asked where there are none.
 */
export async function filesAtHand(
  engine: Engine,
  tx: Kysely<Tables>,
  batch: readonly Change[],
  standings: ReadonlyMap<number, ReadonlyMap<number, Standing>>,
): Promise<FilesAtHand> {
  const ids = batch.flatMap((change) => idsIn(change, standings));
  const unsent = await lockUnsent(engine, tx, ids);
  const free = unsent.flatMap(({ id, blob_id, late }) =>
    blob_id === null || late === 1 ? [] : [id]
  );
  const rows = await inChunks(
    free,
    (chunk) => fileRows(tx).where("files.id", "in", chunk).execute(),
  );
  return new FilesAtHand(rows);
}

function idsIn(
  change: Change,
  standings: ReadonlyMap<number, ReadonlyMap<number, Standing>>,
): readonly string[] {
  if (change.kind === "post" || change.kind === "restore") return change.files ?? [];
  if (change.kind !== "delete") return [];
  return standings.get(change.room)?.get(change.seq)?.files.map(({ id }) => id) ?? [];
}
