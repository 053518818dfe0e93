import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import { COMPLETE, MIGRATIONS } from "@/lib/store/migrations.ts";
import { type MysqlStoreConfig, openStore, StoreRefused } from "@/lib/store/mod.ts";
import { FakeClock } from "@/tests/support/fake_clock.ts";
import { startMysql } from "@/tests/support/mysql_server.ts";
import { RecordingLog } from "@/tests/support/recording_log.ts";

const LATEST = MIGRATIONS.length;

Deno.test("a store that is opened again in the same process", async (t) => {
  await using server = await startMysql();
  let made = 0;
  const fresh = () => server.database(`again${++made}`);
  const setVersion = (version: number, { database }: MysqlStoreConfig) =>
    server.admin(`update meta set value = '${version}' where name = 'version'`, database);
  // Nothing may be waited for: the clock stands still.
  const again = (config: MysqlStoreConfig, log = new RecordingLog()) =>
    openStore(config, { log, clock: new FakeClock(), again: true });
  const refusalOf = async (config: MysqlStoreConfig) => {
    const refused = await again(config).then((store) => store.close(), (error) => error);
    expect(refused).toBeInstanceOf(StoreRefused);
    return String(refused.message);
  };
  await t.step(`the server is ${server.version}`, () => {});

  await t.step("repeats nothing of what is said at a start", async () => {
    const config = await fresh();
    const [first, second] = [new RecordingLog(), new RecordingLog()];
    const store = await openStore(config, { log: first });
    const other = await again(config, second);
    expect(other.id).toBe(store.id);
    expect(first.lines.length).toBeGreaterThan(0);
    expect(second.lines).toEqual([]);
    await Promise.all([store.close(), other.close()]);
  });

  await t.step("makes no new chat of an empty database", async () => {
    const config = await fresh();
    expect(await refusalOf(config)).toContain("it is empty");
    expect(await server.admin("show tables", config.database)).toEqual([]);
  });

  await t.step("does not finish what somebody else is making", async () => {
    const config = await fresh();
    await (await openStore(config, { log: new RecordingLog() })).close();
    await setVersion(COMPLETE - 1, config);
    expect(await refusalOf(config)).toContain("not all there yet");
  });

  await t.step("refuses an older schema, unless it may bring it up to date", async () => {
    const config = await fresh();
    await (await openStore(config, { log: new RecordingLog() })).close();
    await setVersion(LATEST - 1, config);
    expect(await refusalOf({ ...config, migrate: false })).toContain(
      `version ${LATEST - 1}, this program wants ${LATEST}`,
    );
    const log = new RecordingLog();
    await (await again(config, log)).close();
    expect(log.of("store.migrated")).toMatchObject([{ fields: { from: LATEST - 1 } }]);
  });

  await t.step("refuses a newer schema, and another program's", async () => {
    const config = await fresh();
    await (await openStore(config, { log: new RecordingLog() })).close();
    await setVersion(LATEST + 1, config);
    expect(await refusalOf(config)).toContain(`version ${LATEST + 1}`);
    await server.admin("rename table meta to wp_posts", config.database);
    expect(await refusalOf(config)).toContain("tables of another program");
  });

  await t.step("waits for no server", async () => {
    const config = await fresh();
    await server.kill();
    await expect(again(config)).rejects.toBeInstanceOf(Unavailable);
  });
});
