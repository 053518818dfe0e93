import { type Kysely, type RawBuilder, sql } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/**
 * Says that somebody's name, hue, picture or role has changed, in the transaction that changes it.
 * Locks are taken in this order: rooms by id, the counter, `users` by id, and then what hangs on a
 * person, such as sessions. So this comes before anything else is written in `users`, and two who
 * change faces never wait for each other crosswise.
 *
 * @throws {NotFound} if the person is not there, or has deleted their account
 */
export async function markFace(engine: Engine, tx: Kysely<Tables>, user: number): Promise<void> {
  await countFace(engine, tx);
  const { numUpdatedRows } = await tx.updateTable("users").set({ face_rev: faceCount(engine) })
    .where("id", "=", user).where("name", "<>", "").executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new NotFound("person");
}

/**
 * Counts one change of a face. The counter's lock makes the order of commits the order of
 * `face_rev`: who has seen one has seen all below.
 */
export async function countFace(engine: Engine, tx: Kysely<Tables>): Promise<void> {
  await sql`update meta set value = ${numberOf(engine)} + 1 where name = 'faces'`.execute(tx);
}

/** How many changes of faces there have been. */
export function faceCount(engine: Engine): RawBuilder<number> {
  return sql<number>`(select ${numberOf(engine)} from meta where name = 'faces')`;
}

function numberOf({ kind }: Engine): RawBuilder<number> {
  return kind === "mysql" ? sql`cast(value as signed)` : sql`cast(value as integer)`;
}
