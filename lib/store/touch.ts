import { type Kysely, sql } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import { inChunks } from "./chunks.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/** Says that a room's rights have changed: whoever keeps them reads them again. */
export async function touchRoom(tx: Kysely<Tables>, room: number): Promise<void> {
  await tx.updateTable("rooms").set((eb) => ({ acl_rev: eb("acl_rev", "+", 1) }))
    .where("id", "=", room).execute();
}

/**
 * Says that people have changed. Their rows are locked by it, so it comes after all that is locked
 * of rooms, and before what hangs on a person, such as sessions.
 * @throws {NotFound} if one of them is not there, or has deleted their account
 */
export async function touchPeople(tx: Kysely<Tables>, users: readonly number[]): Promise<void> {
  for (const user of [...users].sort((a, b) => a - b)) {
    const { numUpdatedRows } = await tx.updateTable("users")
      .set((eb) => ({ rev: eb("rev", "+", 1) })).where("id", "=", user).where("name", "<>", "")
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new NotFound("person");
  }
}

/** Says that many people have changed, a whole room of them; else as `touchPeople`. */
export async function touchMembers(
  { byKey }: Engine,
  tx: Kysely<Tables>,
  users: readonly number[],
): Promise<void> {
  await inChunks([...users].sort((a, b) => a - b), async (chunk) => {
    await sql`update users ${byKey} set rev = rev + 1 where id in (${sql.join(chunk)})`.execute(tx);
    return [];
  });
}
