import { expect } from "expect";
import { silentLog } from "@/lib/chat/log.ts";
import { type MysqlStoreConfig, openStore, StoreRefused } from "@/lib/store/mod.ts";
import { eventually } from "@/tests/support/eventually.ts";
import { FakeClock } from "@/tests/support/fake_clock.ts";
import { freePort } from "@/tests/support/free_port.ts";
import { type MysqlServer, startMysql } from "@/tests/support/mysql_server.ts";
import { RecordingLog } from "@/tests/support/recording_log.ts";
import { Relay } from "@/tests/support/relay.ts";
import { geralOf, say, signUp, worldAt } from "./world.ts";

const SECRET = "segredo-da-cozinha";

/** The line that an operator gets. */
async function refusalOf(config: MysqlStoreConfig): Promise<string> {
  const clock = new FakeClock();
  const refused = await openStore(config, { log: silentLog, clock }).then(
    (store) => store.close(),
    (error) => error,
  );
  // Nothing was waited for: the clock stands still.
  expect(clock.waiting).toBe(0);
  expect(refused).toBeInstanceOf(StoreRefused);
  expect(refused.message).not.toContain("\n");
  return refused.message;
}

/** What goes over the wire while Ana says the secret, and the log of it. */
async function overheard(config: MysqlStoreConfig) {
  const log = new RecordingLog();
  await using relay = new Relay(config.port);
  await using world = await worldAt({ ...config, port: relay.port }, { log });
  const author = await signUp(world.store, "Ana");
  await say(world.store, { author, room: await geralOf(world.store) }, SECRET);
  return { wire: relay.heard, log };
}

Deno.test("the start of a store in MySQL", async (t) => {
  await using server = await startMysql();
  let made = 0;
  const fresh = () => server.database(`start${++made}`);
  await t.step(`the server is ${server.version}`, () => {});

  await t.step("a wrong password is one line that names the variables", async () => {
    const { database } = await fresh();
    const who = { user: "conexao", password: "certa", rights: "all" };
    const config = await server.account(database, who);
    const line = await refusalOf({ ...config, password: "errada" });
    expect(line).toMatch(/wrong password for user "conexao".*DB_PASSWORD/);
    expect(line).not.toContain("errada");
  });

  await t.step("a database that is not there is one line", async () => {
    expect(await refusalOf(server.config("nenhum"))).toMatch(/no database "nenhum".*DB_NAME/);
  });

  await t.step("a database of others is one line", async () => {
    const [mine, theirs] = [await fresh(), await fresh()];
    const who = { user: "conexao", password: "certa", rights: "all" };
    const config = await server.account(mine.database, who);
    const line = await refusalOf({ ...config, database: theirs.database });
    expect(line).toMatch(/no right to database "start\d+".*DB_NAME/);
  });

  await t.step("a user who may only read and write starts on a schema that is there", async () => {
    const host = await fresh();
    await (await openStore(host, { log: silentLog })).close();
    const rights = "select, insert, update, delete";
    const who = { user: "conexao_cliente", password: "cliente", rights };
    const config = { ...await server.account(host.database, who), migrate: false };
    await using world = await worldAt(config, { log: silentLog });
    const author = await signUp(world.store, "Ana");
    const room = await geralOf(world.store);
    await say(world.store, { author, room }, "olá");
    expect((await world.store.messages.page(room, { limit: 9 })).messages).toHaveLength(1);
  });

  await t.step("the same user is told so where there is no schema", async () => {
    const { database } = await fresh();
    const rights = "select, insert, update, delete";
    const who = { user: "conexao_cliente", password: "cliente", rights };
    const line = await refusalOf(await server.account(database, who));
    expect(line).toMatch(/"conexao_cliente" lacks a right: start an instance that may make tables/);
  });

  await t.step("a server that is not up yet is waited for", async () => {
    const config = await fresh();
    const log = new RecordingLog();
    await server.kill();
    const opening = worldAt(config, { log });
    await eventually(() => log.of("store.awaited").length > 0);
    expect(log.of("store.awaited")[0]).toMatchObject({
      level: "warn",
      fields: { server: `127.0.0.1:${server.port}`, why: "ECONNREFUSED" },
    });
    await server.start();
    await using world = await opening;
    expect(world.store.id).toMatch(/^[0-9a-f]{32}$/);
  });

  await t.step("after a minute it is given up, with one line", async () => {
    const clock = new FakeClock();
    const log = new RecordingLog();
    const port = freePort();
    let refused: unknown;
    const opening = openStore({ ...server.config("x"), port }, { log, clock })
      .catch((error) => refused = error);
    await eventually(() => {
      if (clock.waiting > 0 && refused === undefined) clock.pass(250);
      return refused;
    }, { everyMs: 0, withinMs: 20_000 });
    await opening;
    expect(refused).toBeInstanceOf(StoreRefused);
    expect((refused as Error).message).toMatch(/away \(ECONNREFUSED\), also after a minute/);
    expect(log.of("store.awaited").length).toBeLessThan(8);
  });

  await tlsSteps(t, server, fresh);
});

async function tlsSteps(
  t: Deno.TestContext,
  server: MysqlServer,
  fresh: () => Promise<MysqlStoreConfig>,
): Promise<void> {
  // MariaDB makes itself a certificate from 11.4 on only.
  const without = server.isMariadb ? " (skipped: this server has no certificate)" : "";
  const encrypted = { ignore: without !== "" };

  await t.step({
    ...encrypted,
    name: `what is said is encrypted where the server can${without}`,
    async fn() {
      const { wire, log } = await overheard(await fresh());
      expect(wire).not.toContain(SECRET);
      expect(log.of("store.plain")).toEqual([]);
    },
  });

  await t.step({
    ...encrypted,
    name: `the server's own authority can be pinned, and no other will do${without}`,
    async fn() {
      const [ca, other] = [await server.certificate("ca"), await server.certificate("client-cert")];
      const { wire } = await overheard({ ...await fresh(), ca });
      expect(wire).not.toContain(SECRET);
      expect(await refusalOf({ ...await fresh(), ca: other })).toMatch(/not one of DB_SSL_CA/);
    },
  });

  await t.step("what is said in the clear is warned of once", async () => {
    await using plain = await plainServer(server);
    const config = await plain.server.database("plain");
    const { wire, log } = await overheard(config);
    expect(wire).toContain(SECRET);
    expect(log.of("store.plain")).toHaveLength(1);
    const off = await overheard({ ...await plain.server.database("plain_off"), ssl: "off" });
    expect(off.log.of("store.plain")).toEqual([]);
    expect(await refusalOf({ ...config, ssl: "required" })).toMatch(/offers no TLS.*DB_SSL/);
    expect(await refusalOf({ ...config, ca: "PEM" })).toMatch(/offers no TLS.*DB_SSL/);
  });
}

/** A server without TLS: the one there is, or another one. */
async function plainServer(server: MysqlServer) {
  if (server.isMariadb) return { server, async [Symbol.asyncDispose]() {} };
  const other = await startMysql({ args: ["--tls-version="] });
  return { server: other, [Symbol.asyncDispose]: () => other[Symbol.asyncDispose]() };
}
