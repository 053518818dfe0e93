import type { Kysely } from "kysely";
import { Conflict } from "@/lib/chat/errors.ts";
import type { Role } from "@/lib/chat/model.ts";
import { changePerson } from "./change_person.ts";
import type { Engine } from "./engine.ts";
import { markFace } from "./mark_face.ts";
import type { Tables } from "./tables.ts";

/**
 * Gives a person another role.
 * @throws {Conflict} if nobody were host then
 * @throws {NotFound} if they are not there
 */
export async function setRole(
  engine: Engine,
  tx: Kysely<Tables>,
  { user, role }: { user: number; role: Role },
): Promise<void> {
  // The counter's lock comes first: two hosts who dismiss each other take their turns.
  await markFace(engine, tx, user);
  if (role !== "host") await keepHost(tx, user);
  await changePerson(tx, user, { role });
}

async function keepHost(tx: Kysely<Tables>, user: number): Promise<void> {
  const hosts = await tx.selectFrom("users").select("id").where("role", "=", "host").execute();
  if (hosts.length !== 1 || hosts[0]!.id !== user) return;
  throw new Conflict("Cannot change role: nobody would be host", { field: "role" });
}
