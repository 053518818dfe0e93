import type { User } from "@/lib/chat/model.ts";
import type { Faces } from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import { userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { faceCount } from "./mark_face.ts";

const MOST = 1_000;

/**
 * Whose face has changed after `rev`. The counter is read in the same statement, so that nobody who
 * is counted can be missing.
 */
export async function facesSince(engine: Engine, rev: number): Promise<Faces> {
  const { db, identity } = engine;
  const rows = await db.selectFrom("meta")
    .leftJoin("users", (join) => join.on("users.face_rev", ">", rev))
    .select(["users.id", "users.name", "users.role", "users.hue", "users.picture"])
    .select(["users.face_rev", faceCount(engine).as("count"), storeId.as("store")])
    .where("meta.name", "=", "faces").orderBy("users.face_rev").limit(MOST).execute();
  identity.check(rows);
  const people = rows.flatMap(({ id, name, role, hue, picture }) =>
    id === null || name === null || role === null ? [] : [userOf({ id, name, role, hue, picture })]
  );
  const last = rows.at(-1);
  const upTo = people.length === MOST ? last?.face_rev : last?.count;
  return { rev: upTo ?? rev, people };
}

/** These people as others see them. */
export async function findPeople(
  { db, identity }: Engine,
  users: readonly number[],
): Promise<Map<number, User>> {
  const rows = await inChunks(
    users,
    (chunk) =>
      db.selectFrom("users").select(["id", "name", "role", "hue", "picture"])
        .select(storeId.as("store")).where("id", "in", chunk).execute(),
  );
  identity.check(rows);
  return new Map(rows.map((row) => [row.id, userOf(row)]));
}
