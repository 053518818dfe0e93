import { expect } from "expect";
import { silentLog } from "@/lib/chat/log.ts";
import { openStore, renewNow, StoreRefused } from "@/lib/store/mod.ts";
import { startMysql } from "@/tests/support/mysql_server.ts";
import { announce, sent } from "./cases/file_scene.ts";
import { signUp, worldAt } from "./world.ts";

const log = silentLog;

Deno.test("naming a restored database anew", async (t) => {
  await using server = await startMysql();
  let made = 0;
  const fresh = () => server.database(`restored${++made}`);
  const metaOf = async (database: string) => {
    const rows = await server.admin("select name, value from meta", database);
    return Object.fromEntries(rows.map(({ name, value }) => [String(name), String(value)]));
  };
  await t.step(`the server is ${server.version}`, () => {});

  await t.step("needs no right but to read and write", async () => {
    const { database } = await fresh();
    await (await openStore(server.config(database), { log })).close();
    const before = await metaOf(database);
    const rights = "select, insert, update, delete";
    const config = await server.account(database, {
      user: "conexao_cliente",
      password: "c",
      rights,
    });
    await renewNow(config, { log });
    const after = await metaOf(database);
    expect(after["store"]).toMatch(/^[0-9a-f]{32}$/);
    expect(after["bus_key"]).toMatch(/^[0-9a-f]{64}$/);
    expect(after["store"]).not.toBe(before["store"]);
    expect(after["bus_key"]).not.toBe(before["bus_key"]);
    expect(after["version"]).toBe(before["version"]);
  });

  await t.step("leaves the count of changed faces as it is", async () => {
    const config = await fresh();
    await using world = await worldAt(config, { log });
    const ana = await signUp(world.store, "Ana");
    for (const hue of [1, 2, 3]) await world.store.people.prefer(ana.id, { hue });
    await renewNow(config, { log });
    expect(await metaOf(config.database)).toMatchObject({ faces: "3" });
  });

  await t.step("lets go of what was on its way, and keeps what was here", async () => {
    const config = await fresh();
    const before = await openStore(config, { log });
    const ana = await signUp(before, "Ana");
    const [coming, whole] = [await announce(before, ana), await sent(before, ana)];
    await before.close();
    await renewNow(config, { log });
    await using world = await worldAt(config, { log });
    expect(await world.store.files.find(coming.id)).toBeUndefined();
    expect(await world.store.files.find(whole.id)).toEqual(whole);
    expect(await world.store.files.sweep()).toEqual([coming.id]);
  });

  await t.step("gives a name to a backup that left it out with other secrets", async () => {
    const config = await fresh();
    const before = await openStore(config, { log });
    const ana = await signUp(before, "Ana");
    await before.people.prefer(ana.id, { hue: 1 });
    await before.close();
    await server.admin("delete from meta where name <> 'version'", config.database);
    const refused = await openStore(config, { log }).catch((error) => error);
    expect(refused).toBeInstanceOf(StoreRefused);
    expect(refused.message).toContain("deno task db:restored");
    await renewNow(config, { log });
    const store = await openStore(config, { log });
    expect(store.id).toBe((await metaOf(config.database))["store"]);
    expect((await announce(store, ana)).size).toBe(3_000);
    await store.people.prefer(ana.id, { hue: 2 });
    expect(await store.people.facesSince(1)).toEqual({ rev: 2, people: [{ ...ana, hue: 2 }] });
    await store.close();
  });

  await t.step("does nothing to an empty database, nor to another program's", async () => {
    const config = await fresh();
    const empty = await renewNow(config, { log }).catch((error) => error);
    expect(empty).toBeInstanceOf(StoreRefused);
    expect(empty.message).toContain("restore the backup first");
    expect(await server.admin("show tables", config.database)).toEqual([]);
    await server.admin("create table wp_posts (id int)", config.database);
    const foreign = await renewNow(config, { log }).catch((error) => error);
    expect(foreign).toBeInstanceOf(StoreRefused);
    expect(foreign.message).toContain("tables of another program");
  });
});
