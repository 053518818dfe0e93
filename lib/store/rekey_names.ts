import type { Kysely } from "kysely";
import { foldName } from "@/lib/chat/fold_name.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/**
 * Gives every person the key under which look-alikes meet. Of two who have had like names until now
 * the first keeps the key; the other keeps the name, under a key that nobody can ask for.
 */
export async function rekeyNames(_engine: Engine, db: Kysely<Tables>): Promise<void> {
  const people = await db.selectFrom("users").select(["id", "name", "name_key"])
    .orderBy("id").execute();
  const taken = new Set<string>();
  const moved = people.flatMap(({ id, name, name_key }) => {
    const wanted = foldName(name);
    const key = taken.has(wanted) ? `\u007f${id}` : wanted;
    taken.add(key);
    return key === name_key ? [] : [{ id, key }];
  });
  // By way of a key that is nobody's, since one may want what another is about to leave.
  for (const { id } of moved) await setKey(db, id, `\u007f\u007f${id}`);
  for (const { id, key } of moved) await setKey(db, id, key);
}

async function setKey(db: Kysely<Tables>, id: number, key: string): Promise<void> {
  await db.updateTable("users").set({ name_key: key }).where("id", "=", id).execute();
}
