import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { insertRoom } from "./make_room.ts";
import { DuplicateKey } from "./sql_connection.ts";

/**
 * The direct room of exactly these people, all different.
 * @throws {NotFound} if one of them is not there
 */
export async function makeDirect(
  engine: Engine,
  people: readonly number[],
): Promise<{ id: number; made: boolean }> {
  const directKey = await keyOf(people);
  const there = await findDirect(engine, directKey);
  if (there !== undefined) return { id: there, made: false };
  // Its address tells nothing of who is in it.
  const slug = crypto.getRandomValues(new Uint8Array(13)).toHex();
  const room = { slug, name: "", topic: "", kind: "direct" as const, directKey, members: people };
  try {
    const id = await engine.db.transaction().execute((tx) => insertRoom(engine, tx, room));
    return { id, made: true };
  } catch (error) {
    // The other person opened it at the same moment.
    const theirs = error instanceof DuplicateKey ? await findDirect(engine, directKey) : undefined;
    if (theirs === undefined) throw error;
    return { id: theirs, made: false };
  }
}

async function findDirect(
  { db, identity }: Engine,
  directKey: string,
): Promise<number | undefined> {
  const row = await db.selectFrom("rooms").select(["id", storeId.as("store")])
    .where("direct_key", "=", directKey).executeTakeFirst();
  if (row === undefined) return undefined;
  identity.check([row]);
  return row.id;
}

/** One key for a set of people of any size and order. */
async function keyOf(people: readonly number[]): Promise<string> {
  const set = [...people].sort((a, b) => a - b).join(" ");
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(set));
  return new Uint8Array(hash).toHex();
}
