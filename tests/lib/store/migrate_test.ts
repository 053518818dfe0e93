import { sql } from "kysely";
import { expect } from "expect";
import { systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { prepareSchema } from "@/lib/store/migrate.ts";
import type { Migration } from "@/lib/store/ddl.ts";
import { COMPLETE, MIGRATIONS } from "@/lib/store/migrations.ts";
import { migrateNow, type MysqlStoreConfig, openStore, StoreRefused } from "@/lib/store/mod.ts";
import { openMysql } from "@/lib/store/mysql/open_mysql.ts";
import { eventually } from "@/tests/support/eventually.ts";
import { FakeClock } from "@/tests/support/fake_clock.ts";
import { startMysql } from "@/tests/support/mysql_server.ts";
import { RecordingLog } from "@/tests/support/recording_log.ts";

const LATEST = MIGRATIONS.length;
const log = silentLog;

const extra: Migration = async (_engine, db) => {
  await sql`create table extra (id bigint primary key)`.execute(db);
};

async function prepare(
  config: MysqlStoreConfig,
  options: Partial<Parameters<typeof prepareSchema>[1]>,
): Promise<void> {
  const engine = openMysql(config, { log, clock: systemClock });
  try {
    await prepareSchema(engine, {
      ...{ migrate: false, patient: true, log, clock: systemClock },
      ...options,
    });
  } finally {
    await engine.close();
  }
}

Deno.test("the schema in MySQL", async (t) => {
  await using server = await startMysql();
  let made = 0;
  const fresh = async () => ({ ...await server.database(`schema${++made}`), migrate: false });
  const versionOf = async ({ database }: MysqlStoreConfig) => {
    const rows = await server.admin("select value from meta where name = 'version'", database);
    return Number(rows[0]?.value);
  };
  await t.step(`the server is ${server.version}`, () => {});

  await t.step("of four who start at once on an empty database, one makes it", async () => {
    const config = await fresh();
    const log = new RecordingLog();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(config, { log })));
    expect(new Set(stores.map(({ id }) => id)).size).toBe(1);
    expect(await stores[3]!.rooms.visibleTo(1)).toHaveLength(1);
    expect(log.of("store.migrated")).toHaveLength(1);
    expect(stores.filter(({ isNew }) => isNew)).toHaveLength(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  await t.step("a schema that somebody died over is finished by anyone", async () => {
    const config = await fresh();
    for (const steps of [1, 6, COMPLETE - 1]) {
      await server.database(config.database);
      await prepare(config, { steps: MIGRATIONS.slice(0, steps) });
      expect(await versionOf(config)).toBe(steps);
      const store = await openStore(config, { log });
      expect(store.isNew).toBe(true);
      await store.close();
      expect(await versionOf(config)).toBe(LATEST);
    }
  });

  await t.step("a step that is done and not written down is not done again", async () => {
    const config = await fresh();
    for (let version = 1; version < LATEST; version++) {
      // The first rows are in one transaction with their record.
      if (version === COMPLETE - 1) continue;
      await prepare(config, { steps: MIGRATIONS.slice(0, version + 1), migrate: true });
      await server.admin(
        `update meta set value = '${version}' where name = 'version'`,
        config.database,
      );
    }
    const store = await openStore({ ...config, migrate: true }, { log });
    expect(await versionOf(config)).toBe(LATEST);
    expect(store.isNew).toBe(false);
    await store.close();
  });

  await t.step("the very first step, too", async () => {
    const config = await fresh();
    await prepare(config, { steps: MIGRATIONS.slice(0, 1) });
    await server.admin("delete from meta", config.database);
    await (await openStore(config, { log })).close();
    expect(await versionOf(config)).toBe(LATEST);
  });

  await t.step("a newer schema is refused with one line, and left alone", async () => {
    const config = { ...await fresh(), migrate: true };
    await (await openStore(config, { log })).close();
    await server.admin(
      `update meta set value = '${LATEST + 1}' where name = 'version'`,
      config.database,
    );
    const refused = await openStore(config, { log }).catch((error) => error);
    expect(refused).toBeInstanceOf(StoreRefused);
    expect(refused.message).toContain(`version ${LATEST + 1}, this program knows up to ${LATEST}`);
    expect(await versionOf(config)).toBe(LATEST + 1);
  });

  await t.step("an older schema is waited over until one who may has brought it up", async () => {
    const config = await fresh();
    await (await openStore(config, { log })).close();
    const steps = [...MIGRATIONS, extra];
    const said = new RecordingLog();
    const clock = new FakeClock();
    const waiting = prepare(config, { steps, log: said, clock });
    await eventually(() => said.of("store.schema_older").length > 0);
    expect(said.of("store.schema_older")[0]).toMatchObject({
      level: "warn",
      fields: { version: LATEST, wanted: LATEST + 1 },
    });
    expect(await versionOf(config)).toBe(LATEST);
    await prepare(config, { steps, migrate: true });
    await eventually(() => clock.waiting > 0);
    clock.pass(5_000);
    await waiting;
    expect(await versionOf(config)).toBe(LATEST + 1);
  });

  await t.step("the task migrates where an instance would only wait", async () => {
    const config = await fresh();
    await migrateNow(config, { log });
    await migrateNow(config, { log });
    expect(await versionOf(config)).toBe(LATEST);
  });

  await t.step("another program's database is left alone", async () => {
    const config = await fresh();
    await server.admin("create table wp_posts (id int)", config.database);
    const refused = await openStore(config, { log }).catch((error) => error);
    expect(refused).toBeInstanceOf(StoreRefused);
    expect(refused.message).toContain("tables of another program");
    expect(await server.admin("show tables", config.database)).toHaveLength(1);
  });

  await t.step(
    "every column of text names a collation that takes nothing for the same",
    async () => {
      const config = await fresh();
      await (await openStore(config, { log })).close();
      const columns = await server.admin(
        `select table_name t, column_name c, collation_name k from information_schema.columns
      where table_schema = '${config.database}' and collation_name is not null`,
      );
      expect(columns.length).toBeGreaterThan(15);
      const others = columns.filter(({ k }) => k !== "utf8mb4_bin" && k !== "ascii_bin");
      expect(others).toEqual([]);
    },
  );
});
