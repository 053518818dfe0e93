import type { Kysely } from "kysely";
import type { AuditNote } from "@/lib/chat/store.ts";
import { writeNote } from "./audit_note.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/**
 * Carries out what somebody decided, and writes it down, in one transaction.
 * @returns the note's id, and what the deed gave back
 * @throws {Unavailable} if it is another database, besides what the deed throws
 */
export function decide<T>(
  engine: Engine,
  note: AuditNote,
  deed: (tx: Kysely<Tables>) => Promise<T>,
): Promise<{ id: number; result: T }> {
  return engine.db.transaction().execute(async (tx) => {
    await engine.identity.verify(tx);
    const result = await deed(tx);
    return { id: await writeNote(engine, tx, note), result };
  });
}
