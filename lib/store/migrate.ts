import { type Kysely, sql } from "kysely";
import type { Clock } from "@/lib/chat/clock.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { Migration } from "./ddl.ts";
import type { Engine } from "./engine.ts";
import { COMPLETE, MIGRATIONS } from "./migrations.ts";
import { pause } from "./pause.ts";
import { AlreadyThere } from "./sql_connection.ts";
import { StoreRefused } from "./store_refused.ts";
import type { Tables } from "./tables.ts";

/** What may be done to a schema, and by which steps. */
export interface MigrateOptions {
  /** Whether a complete schema of an older version may be brought up to date. */
  migrate: boolean;
  /** Whether to wait for another to bring it up to date, and to fill an empty database. */
  patient: boolean;
  log: Log;
  clock: Clock;
  steps?: readonly Migration[];
}

const LOCK_SECONDS = 10;
const LOOK_AGAIN_MS = 5_000;
const SAY_EVERY = 12;
const OLDER_HINT = "start the host's newer version, or set DB_MIGRATE=on";

/**
 * Resolves when the schema is the one that this program wants: at once, or made by us, or by
 * another instance while we wait. An empty database is filled by anyone; a complete older one only
 * with `migrate`, since the host would refuse what a newer client made of its database.
 *
 * @returns whether it was we who filled an empty database
 * @throws {StoreRefused} if the schema is newer, or the tables are another program's; if not
 * `patient` also where there would be something to wait for
 */
export async function prepareSchema(
  engine: Engine,
  { migrate, patient, log, clock, steps = MIGRATIONS }: MigrateOptions,
): Promise<boolean> {
  let filled = false;
  for (let looks = 0;; looks++) {
    const version = await versionOf(engine, engine.db);
    if (version === steps.length) return filled;
    refuseNewer(engine, version, steps.length);
    if (!patient) refuseUnready(engine, { version, wanted: steps.length, migrate });
    if (version < COMPLETE || migrate) {
      await underLock(engine, log, async (db) => {
        const from = await bringUp(engine, db, { steps, log });
        filled ||= from < COMPLETE;
      });
      continue;
    }
    if (looks % SAY_EVERY === 0) {
      const hint = OLDER_HINT;
      log.warn("store.schema_older", {
        database: engine.title,
        version,
        wanted: steps.length,
        hint,
      });
    }
    await pause(clock, LOOK_AGAIN_MS);
  }
}

/**
 * The version of the schema that is there; 0 where there is none.
 * @throws {StoreRefused} if the tables are another program's
 */
export async function versionOf(engine: Engine, db: Kysely<Tables>): Promise<number> {
  const { rows } = await engine.tableNames.execute(db);
  if (rows.length === 0) return 0;
  if (!rows.some(({ name }) => name === "meta")) {
    throw new StoreRefused(
      `Cannot use ${engine.title}: it holds tables of another program; give an empty one`,
    );
  }
  const row = await db.selectFrom("meta").select("value").where("name", "=", "version")
    .executeTakeFirst();
  return Number(row?.value ?? 0);
}

function refuseNewer(engine: Engine, version: number, wanted: number): void {
  if (version <= wanted) return;
  throw new StoreRefused(
    `Cannot use ${engine.title}: its schema has version ${version}, this program knows up to ` +
      `${wanted}: start a newer version of the program`,
  );
}

/** Whoever was at work here and finds an empty database must not take it for a new chat. */
function refuseUnready(
  engine: Engine,
  { version, wanted, migrate }: { version: number; wanted: number; migrate: boolean },
): void {
  if (version >= COMPLETE && migrate) return;
  throw new StoreRefused(
    version < COMPLETE
      ? `Cannot use ${engine.title}: it is empty, or not all there yet: restore a backup, or ` +
        "start anew to begin with nothing"
      : `Cannot use ${engine.title}: its schema has version ${version}, this program wants ` +
        `${wanted}: ${OLDER_HINT}`,
  );
}

/** @returns the version that was there before */
async function bringUp(
  engine: Engine,
  db: Kysely<Tables>,
  { steps, log }: { steps: readonly Migration[]; log: Log },
): Promise<number> {
  const from = await versionOf(engine, db);
  refuseNewer(engine, from, steps.length);
  const left = steps.map((step, n) => ({ step, version: n + 1 })).slice(from);
  if (engine.kind === "sqlite") await applyAll(engine, db, left);
  else for (const one of left) await apply(engine, db, one);
  if (from < steps.length) log.info("store.migrated", { from, to: steps.length });
  return from;
}

/** A step, and the version that it leads to. */
interface Step {
  step: Migration;
  version: number;
}

/** All steps or none, and the disk is waited for once: SQLite's DDL is part of a transaction. */
async function applyAll(
  engine: Engine,
  db: Kysely<Tables>,
  steps: readonly Step[],
): Promise<void> {
  if (steps.length === 0) return;
  await db.transaction().execute(async (tx) => {
    for (const { step } of steps) await step(engine, tx);
    await record(tx, steps.at(-1)!.version);
  });
}

async function apply(
  engine: Engine,
  db: Kysely<Tables>,
  { step, version }: Step,
): Promise<void> {
  try {
    await db.transaction().execute(async (tx) => {
      await step(engine, tx);
      await record(tx, version);
    });
  } catch (error) {
    // MySQL commits DDL at once: somebody did the step, and died before it was written down.
    if (!(error instanceof AlreadyThere)) throw error;
    await record(db, version);
  }
}

async function record(db: Kysely<Tables>, version: number): Promise<void> {
  const value = String(version);
  const { numUpdatedRows } = await db.updateTable("meta").set({ value })
    .where("name", "=", "version").executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  await db.insertInto("meta").values({ name: "version", value }).execute();
}

/** SQLite's file is ours alone already; a server has a lock named for the database. */
async function underLock(
  engine: Engine,
  log: Log,
  work: (db: Kysely<Tables>) => Promise<void>,
): Promise<void> {
  await engine.schema.connection().execute(async (db) => {
    if (engine.kind === "sqlite") return await work(db);
    // Names of locks have 64 characters at most, and so have those of databases.
    const name = sql`concat('conexao.migrate.', left(sha2(database(), 256), 40))`;
    for (;;) {
      const { rows } = await sql<{ got: number | null }>`
        select get_lock(${name}, ${LOCK_SECONDS}) as got`.execute(db);
      if (rows[0]?.got === 1) break;
      log.warn("store.migration_awaited", { database: engine.title });
    }
    try {
      await work(db);
    } finally {
      await sql`select release_lock(${name})`.execute(db).catch(() => {});
    }
  });
}
