import type { Kysely } from "kysely";
import type { Report } from "@/lib/chat/store.ts";
import { userOf } from "./codec.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { lockRoom } from "./lock_rooms.ts";
import { messagesAt, toMessages } from "./message_queries.ts";
import { DuplicateKey } from "./sql_connection.ts";
import type { Tables } from "./tables.ts";

/**
 * Somebody finds a message wrong. They said so before: that is no error, and changes nothing.
 * @throws {NotFound} if the room is not there any more
 */
export async function report(
  engine: Engine,
  { room, seq, reporter, reason }: { room: number; seq: number; reporter: number; reason: string },
): Promise<void> {
  try {
    await engine.db.transaction().execute(async (tx) => {
      await lockRoom(engine, tx, room);
      await tx.insertInto("reports")
        .values({ room_id: room, seq, reporter_id: reporter, reason, at: engine.now }).execute();
    });
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
  }
}

/** The open reports, oldest first. */
export async function openReports(
  engine: Engine,
  { limit }: { limit: number },
): Promise<Report[]> {
  return await toReports(engine, await rowsOf(engine).orderBy("reports.id").limit(limit).execute());
}

/** One report, if it is open. */
export async function findReport(engine: Engine, id: number): Promise<Report | undefined> {
  const rows = await rowsOf(engine).where("reports.id", "=", id).execute();
  return (await toReports(engine, rows))[0];
}

/** @returns false if it is not open, or not there */
export async function closeReport({ now }: Engine, tx: Kysely<Tables>, id: number) {
  const { numUpdatedRows } = await tx.updateTable("reports").set({ closed_at: now })
    .where("id", "=", id).where("closed_at", "is", null).executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

type Rows = Awaited<ReturnType<ReturnType<typeof rowsOf>["execute"]>>;

function rowsOf({ db }: Engine) {
  return db.selectFrom("reports")
    .innerJoin("rooms", "rooms.id", "reports.room_id")
    .innerJoin("users", "users.id", "reports.reporter_id")
    .select(["reports.id as report", "reports.at", "reports.reason", "reports.seq"])
    .select(["rooms.id as room", "rooms.name as room_name", storeId.as("store")])
    .select(["users.id", "users.name", "users.role", "users.hue", "users.picture"])
    .where("reports.closed_at", "is", null).where("rooms.erased_at", "is", null);
}

async function toReports(engine: Engine, rows: Rows): Promise<Report[]> {
  const { db, identity } = engine;
  await identity.checkOrVerify(db, rows);
  const there = await messagesAt(db, rows.map(({ room: room_id, seq }) => ({ room_id, seq })));
  const found = new Map(
    (await toMessages(db, there)).map((message) => [`${message.room} ${message.seq}`, message]),
  );
  return rows.flatMap(({ report: id, at, reason, seq, room, room_name, store: _, ...reporter }) => {
    const message = found.get(`${room} ${seq}`);
    if (message === undefined) return [];
    return [{
      id,
      at,
      reason,
      reporter: userOf(reporter),
      room: { id: room, name: room_name },
      message,
    }];
  });
}
