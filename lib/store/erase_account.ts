import { type Expression, type ExpressionBuilder, type Kysely, sql, type SqlBool } from "kysely";
import { NotFound } from "@/lib/chat/errors.ts";
import { inChunks } from "./chunks.ts";
import type { Engine } from "./engine.ts";
import { holdName } from "./held_names.ts";
import { leaveRooms } from "./leave_rooms.ts";
import { lockUnsent } from "./lock_unsent.ts";
import { countFace, faceCount } from "./mark_face.ts";
import type { Tables } from "./tables.ts";
import { touchPeople } from "./touch.ts";

/** An account that is about to be deleted. */
export interface Erasure {
  user: number;
  /** What the transaction is going to lock besides the person's rooms. */
  rooms?: readonly number[];
  /** Whether nobody else may take the name for 30 days. */
  hold: boolean;
  /** On what condition; asked when the person's row is locked. */
  only?: (eb: ExpressionBuilder<Tables, "users">) => Expression<SqlBool>;
}

/**
 * Deletes an account in one transaction.
 * @returns the rooms it was in
 * @throws {NotFound} if there is no such account
 */
export function eraseAccount(engine: Engine, user: number): Promise<number[]> {
  return engine.db.transaction().execute((tx) => eraseIn(engine, tx, { user, hold: true }));
}

/** Deletes an account within a transaction that has locked nothing yet. */
export async function eraseIn(
  engine: Engine,
  tx: Kysely<Tables>,
  { user, rooms = [], hold, only }: Erasure,
): Promise<number[]> {
  await engine.identity.verify(tx);
  const { left, heirs } = await leaveRooms(engine, tx, { user, rooms });
  await forget(tx, user, ["mentions", "exclusions"]);
  await countFace(engine, tx);
  await touchPeople(tx, [user, ...heirs]);
  const { name_key: key } = await tx.selectFrom("users").select("name_key").where("id", "=", user)
    .executeTakeFirstOrThrow();
  await blank(engine, tx, { user, only });
  if (hold) await holdName(engine, tx, { key, user });
  // The names that they held before stay held: nobody else shall be taken for them now.
  await forget(tx, user, ["sessions", "links", "bans", "pictures", "saves"]);
  await letGo(engine, tx, user);
  return left;
}

/** A table of what is one person's alone. */
type OwnTable = "mentions" | "exclusions" | "sessions" | "links" | "bans" | "pictures" | "saves";

/** The key of an account that is gone; no name that a person can have contains a control. */
export function keyOfNobody(id: number): string {
  return `\u007f${id}`;
}

async function blank(
  engine: Engine,
  tx: Kysely<Tables>,
  { user, only }: { user: number; only: Erasure["only"] },
): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable("users").set({
    ...{ name: "", name_key: keyOfNobody(user), password_hash: null, role: "member" },
    ...{ locale: null, theme: null, hue: null, picture: null, notify_off: 0 },
    enter_breaks: 0,
    typing_off: 0,
    ...{ reads_private: 1, seen_shown: 0, banned_until: null, muted_until: null },
    face_rev: faceCount(engine),
  }).where("id", "=", user).where((eb) => only?.(eb) ?? sql<SqlBool>`1 = 1`)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new NotFound("person");
}

async function forget(
  tx: Kysely<Tables>,
  user: number,
  tables: readonly OwnTable[],
): Promise<void> {
  for (const table of tables) await tx.deleteFrom(table).where("user_id", "=", user).execute();
}

/** What the person has not sent yet is forgotten with the next sweep; what they have sent stays. */
async function letGo(engine: Engine, tx: Kysely<Tables>, user: number): Promise<void> {
  const rows = await tx.selectFrom("files").select("id").where("user_id", "=", user)
    .where("room_id", "is", null).execute();
  const unsent = await lockUnsent(engine, tx, rows.map(({ id }) => id));
  await inChunks(unsent.map(({ id }) => id), async (chunk) => {
    await tx.updateTable("files").set({ expires_at: engine.now }).where("id", "in", chunk)
      .execute();
    return [];
  });
}
