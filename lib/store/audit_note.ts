import type { Kysely } from "kysely";
import type { AuditNote } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/** Writes down who decided what, in the transaction that carries it out. @returns the note's id */
export async function writeNote(
  engine: Engine,
  tx: Kysely<Tables>,
  note: AuditNote,
): Promise<number> {
  const { actor, action, target, room, seq, detail, undo } = note;
  const { insertId } = await tx.insertInto("audit").values({
    at: engine.now,
    actor_id: actor,
    action,
    target_id: target ?? null,
    room_id: room ?? null,
    seq: seq ?? null,
    detail: detail ?? null,
    undo: undo ?? null,
  }).executeTakeFirstOrThrow();
  return Number(insertId);
}
