import { type Kysely, type RawBuilder, sql } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/** For a SELECT: how many changes of faces there have been. */
export function faceCount({ kind }: Engine): RawBuilder<number> {
  const integer = kind === "mysql" ? sql`signed` : sql`integer`;
  return sql<number>`(select cast(value as ${integer}) from meta where name = 'faces')`;
}

/**
 * Says that somebody's name, hue, picture or role has changed, in the transaction that changes it.
 * The counter's lock makes the order of commits the order of `face_rev`, so that who has seen one
 * has seen all below. Locks are taken in this order: rooms by id, the counter, `users` by id, and
 * then what hangs on a person, such as sessions; so this comes before anything is written in
 * `users`, and two who change faces never wait for each other crosswise.
 *
 * @returns the change's number
 * @throws {NotFound} if the person is not there, or has deleted their account
 */
export async function markFace(engine: Engine, tx: Kysely<Tables>, user: number): Promise<number> {
  const count = faceCount(engine);
  const integer = engine.kind === "mysql" ? sql`signed` : sql`integer`;
  await sql`update meta set value = cast(value as ${integer}) + 1 where name = 'faces'`.execute(tx);
  const { numUpdatedRows } = await tx.updateTable("users").set({ face_rev: count })
    .where("id", "=", user).where("name", "<>", "").executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new NotFound("person");
  const { rows: [row] } = await sql<{ rev: number }>`select ${count} as rev`.execute(tx);
  return row!.rev;
}
