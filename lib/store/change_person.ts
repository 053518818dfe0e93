import type { Kysely, RawBuilder } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Role } from "@/lib/chat/model.ts";
import type { Tables } from "./tables.ts";

/** What is decided about a person. */
export interface Verdict {
  role?: Role;
  muted_until?: RawBuilder<number> | null;
  banned_until?: RawBuilder<number> | null;
}

/**
 * Lays down what somebody decided about a person, and raises their `rev`.
 * @throws {NotFound} if they are not there, or have deleted their account
 */
export async function changePerson(
  tx: Kysely<Tables>,
  user: number,
  verdict: Verdict,
): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable("users").set(verdict)
    .set((eb) => ({ rev: eb("rev", "+", 1) })).where("id", "=", user).where("name", "<>", "")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new NotFound("person");
}
