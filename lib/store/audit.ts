import { sql } from "kysely";
import type { AuditEntry, Undoing } from "@/lib/chat/store.ts";
import { inChunks } from "./chunks.ts";
import { userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { fromNow } from "./from_now.ts";
import { storeId } from "./identity.ts";

/** For so long a decision can be undone, in seconds. */
export const UNDO_S = 10;

/** The log, newest first; `before`: older than that entry; `room`: of one room. */
export async function auditOf(
  engine: Engine,
  { limit, before, room }: { limit: number; before?: number; room?: number },
): Promise<AuditEntry[]> {
  const rows = await engine.db.selectFrom("audit")
    .leftJoin("rooms", "rooms.id", "audit.room_id")
    .select(["audit.id", "audit.at", "audit.action", "audit.actor_id", "audit.target_id"])
    .select(["audit.room_id", "rooms.name as room_name", "audit.seq", "audit.detail"])
    .select(["audit.undone_at", storeId.as("store")])
    .select((eb) =>
      eb.case().when(undoable(engine)).then(sql<number>`${sql.ref("audit.at")} + ${UNDO_S * 1_000}`)
        .end().as("undo_until")
    )
    .$if(before !== undefined, (log) => log.where("audit.id", "<", before!))
    .$if(room !== undefined, (log) => log.where("audit.room_id", "=", room!))
    .orderBy("audit.id", "desc").limit(limit).execute();
  await engine.identity.checkOrVerify(engine.db, rows);
  const people = await peopleIn(engine, rows);
  return rows.flatMap((row) => {
    const actor = people.get(row.actor_id);
    return actor === undefined ? [] : [{
      ...{ id: row.id, at: row.at, actor, action: row.action },
      ...given("target", people.get(row.target_id ?? 0)),
      ...given(
        "room",
        row.room_id === null ? null : { id: row.room_id, name: row.room_name ?? "" },
      ),
      ...given("seq", row.seq),
      ...given("detail", row.detail),
      ...given("undoUntil", row.undo_until),
      ...(row.undone_at === null ? {} : { undone: true as const }),
    }];
  });
}

/**
 * Takes up a note to undo it: of many at once, one finds it, and only in time. `actor`: only if it
 * is theirs.
 */
export async function takeUndo(
  engine: Engine,
  id: number,
  { actor }: { actor?: number } = {},
): Promise<Undoing | undefined> {
  const { db, now, identity } = engine;
  const { numUpdatedRows } = await db.updateTable("audit").set({ undone_at: now })
    .where("id", "=", id).where(undoable(engine)).where(identity.isMeant)
    .$if(actor !== undefined, (note) => note.where("actor_id", "=", actor!))
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) {
    await identity.verify(db);
    return undefined;
  }
  const row = await db.selectFrom("audit").selectAll().select(storeId.as("store"))
    .where("id", "=", id).executeTakeFirst();
  if (row === undefined || row.undo === null) return undefined;
  identity.check([row]);
  return {
    ...{ id, actor: row.actor_id, action: row.action, undo: row.undo },
    ...given("target", row.target_id),
    ...given("room", row.room_id),
    ...given("seq", row.seq),
    ...given("detail", row.detail),
  };
}

function undoable(engine: Engine) {
  const [at, undo] = [sql.ref("audit.at"), sql.ref("audit.undo")];
  return sql<boolean>`${undo} is not null and ${sql.ref("audit.undone_at")} is null
    and ${at} > ${fromNow(engine, -UNDO_S)}`;
}

async function peopleIn(
  { db }: Engine,
  rows: readonly { actor_id: number; target_id: number | null }[],
) {
  const ids = new Set(rows.flatMap(({ actor_id, target_id }) => [actor_id, target_id ?? actor_id]));
  const people = await inChunks(
    [...ids],
    (chunk) =>
      db.selectFrom("users").select(["id", "name", "role", "hue", "picture"])
        .where("id", "in", chunk).execute(),
  );
  return new Map(people.map((row) => [row.id, userOf(row)]));
}

/** The field, if there is something in it. */
function given<K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } {
  return value === null || value === undefined ? {} : { [key]: value } as { [P in K]: V };
}
