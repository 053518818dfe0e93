import { expect } from "expect";
import { createConnection } from "mysql2/promise";
import { Unavailable } from "@/lib/chat/errors.ts";
import { silentLog } from "@/lib/chat/log.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { MysqlStoreConfig } from "@/lib/store/mod.ts";
import { eventually } from "@/tests/support/eventually.ts";
import { FakeClock, turn } from "@/tests/support/fake_clock.ts";
import { type MysqlServer, startMysql } from "@/tests/support/mysql_server.ts";
import { Relay } from "@/tests/support/relay.ts";
import { draft, geralOf, placed, say, signUp, worldAt } from "./world.ts";

const log = silentLog;

/** Keeps a room's row locked, as a frozen instance would. */
async function hold(config: MysqlStoreConfig, room: number): Promise<AsyncDisposable> {
  const { host, port, user, password, database } = config;
  const connection = await createConnection({ host, port, user, password, database });
  // It goes down with the server in some tests.
  connection.on("error", () => {});
  await connection.query("begin");
  await connection.query("select id from rooms where id = ? for update", [room]);
  return { [Symbol.asyncDispose]: () => Promise.resolve(connection.destroy()) };
}

/** Resolves when a statement waits for a lock. */
async function waitingForLock(server: MysqlServer): Promise<void> {
  const sql = "select 1 from information_schema.innodb_trx where trx_state = 'LOCK WAIT'";
  // Asked more often, InnoDB would go on giving the same answer.
  await eventually(async () => (await server.admin(sql)).length > 0, { everyMs: 150 });
}

async function openRoom(store: Store, slug: string): Promise<number> {
  return await store.rooms.create({ slug, name: slug, topic: "", kind: "public", members: [] });
}

Deno.test("faults of MySQL", async (t) => {
  await using server = await startMysql();
  let made = 0;
  const fresh = () => server.database(`faults${++made}`);
  await t.step(`the server is ${server.version}`, () => {});

  await t.step("a commit that the server dies under goes through when it is back", async () => {
    const config = await fresh();
    await using world = await worldAt(config, { log });
    const { store } = world;
    const author = await signUp(store, "Ana");
    const room = await geralOf(store);
    const post = await draft(store, { author, room, body: "olá" });
    {
      await using _ = await hold(config, room);
      const commit = store.messages.commit([post]);
      const refused = expect(commit).rejects.toBeInstanceOf(Unavailable);
      await waitingForLock(server);
      await server.kill();
      await refused;
      await expect(store.messages.page(room, { limit: 1 })).rejects.toBeInstanceOf(Unavailable);
      await expect(store.ping()).rejects.toBeInstanceOf(Unavailable);
    }
    await server.start();
    const { outcomes } = await store.messages.commit([post]);
    expect(outcomes).toMatchObject([{ kind: "done", seq: 1 }]);
    expect((await store.messages.page(room, { limit: 9 })).messages).toHaveLength(1);
  });

  await t.step("what was acked is there after kill -9 and a restart", async () => {
    await using world = await worldAt(await fresh(), { log });
    const { store } = world;
    const author = await signUp(store, "Ana");
    const room = await geralOf(store);
    await say(store, { author, room }, "um", "dois", "três");
    await server.restart();
    const { messages } = await store.messages.page(room, { limit: 9 });
    expect(messages.map(({ body }) => body)).toEqual(["um", "dois", "três"]);
  });

  for (const delivered of [true, false]) {
    const lost = delivered ? "whose answer is lost" : "that never arrives";
    await t.step(`a COMMIT ${lost} is made good under the same id`, async () => {
      await using relay = new Relay(server.port);
      const config = { ...await fresh(), port: relay.port, ssl: "off" as const };
      await using world = await worldAt(config, { log });
      const { store } = world;
      const author = await signUp(store, "Ana");
      const room = await geralOf(store);
      const post = await draft(store, { author, room, body: "olá" });
      relay.breakAt(/commit$/, { delivered });
      await expect(store.messages.commit([post])).rejects.toBeInstanceOf(Unavailable);
      const { outcomes } = await store.messages.commit([post]);
      expect(outcomes).toMatchObject([{ kind: delivered ? "known" : "done", seq: 1 }]);
      expect((await store.messages.page(room, { limit: 9 })).messages).toHaveLength(1);
    });
  }

  await t.step("a batch that breaks half-way leaves nothing", async () => {
    const config = await fresh();
    await using world = await worldAt(config, { log });
    const { store } = world;
    const author = await signUp(store, "Ana");
    const room = await geralOf(store);
    const batch = [
      await draft(store, { author, room, body: "um" }),
      await draft(store, { author, room, body: "dois" }),
    ];
    // The messages are in by then, and the COMMIT that comes after them has been sent.
    const breaks = "create trigger breaks before update on rooms for each row " +
      "signal sqlstate '45000' set message_text = 'half-way'";
    await server.admin(breaks, config.database);
    await expect(store.messages.commit(batch)).rejects.toThrow();
    expect(await store.messages.page(room, { limit: 9 })).toMatchObject({ messages: [], rev: 0 });
    await server.admin("drop trigger breaks", config.database);
    const { outcomes } = await store.messages.commit(batch);
    expect(outcomes.map((one) => placed(one).seq)).toEqual([1, 2]);
  });

  await t.step("connections that the server has closed are replaced unnoticed", async () => {
    const config = await fresh();
    await using world = await worldAt(config, { log });
    const { store } = world;
    const author = await signUp(store, "Ana");
    const room = await geralOf(store);
    const posts = await Promise.all(
      ["um", "dois", "três", "quatro"].map((body) => draft(store, { author, room, body })),
    );
    await Promise.all(posts.map((post) => store.messages.commit([post])));
    const mine = await server.admin(
      `select id from information_schema.processlist where db = '${config.database}'`,
    );
    expect(mine.length).toBeGreaterThan(1);
    for (const row of mine) await server.admin(`kill ${row.id ?? row.ID}`);
    const next = await draft(store, { author, room, body: "cinco" });
    expect((await store.messages.commit([next])).outcomes).toMatchObject([{ seq: 5 }]);
    expect((await store.messages.page(room, { limit: 9 })).messages).toHaveLength(5);
  });

  await t.step(
    "a frozen instance frees its rooms in ten seconds, and waits two for a lock",
    async () => {
      await using relay = new Relay(server.port);
      await using _ = await worldAt({ ...await fresh(), port: relay.port, ssl: "off" }, { log });
      expect(relay.heard).toContain("wait_timeout = 10");
      expect(relay.heard).toContain("innodb_lock_wait_timeout = 2");
    },
  );

  await t.step("a server that does not answer in five seconds is away", async () => {
    const clock = new FakeClock();
    await using world = await worldAt(await fresh(), { log, clock });
    const { store } = world;
    const author = await signUp(store, "Ana");
    const room = await geralOf(store);
    await say(store, { author, room }, "um");
    const post = await draft(store, { author, room, body: "dois" });
    server.freeze();
    try {
      const commit = store.messages.commit([post]);
      const refused = expect(commit).rejects.toBeInstanceOf(Unavailable);
      await eventually(() => clock.waiting > 0);
      clock.pass(4_900);
      await turn();
      expect(clock.waiting).toBe(1);
      clock.pass(100);
      await refused;
    } finally {
      server.thaw();
    }
    // What it was told while it hung it does when it wakes.
    expect((await store.messages.commit([post])).outcomes).toMatchObject([{
      kind: "known",
      seq: 2,
    }]);
    expect((await store.messages.page(room, { limit: 9 })).messages).toHaveLength(2);
  });

  await t.step("a room that somebody holds makes its own posts wait, and no others", async () => {
    const config = await fresh();
    await using world = await worldAt(config, { log });
    const { store } = world;
    const author = await signUp(store, "Ana");
    const geral = await geralOf(store);
    const slugs = ["cozinha", "sala", "quarto", "varanda", "quintal"];
    const others = await Promise.all(slugs.map((slug) => openRoom(store, slug)));
    const stuck = await draft(store, { author, room: geral, body: "preso" });
    await Promise.all(others.map((room) => store.rooms.admit(room, author.id)));
    // Five rooms of six: there a server would rather go over all of them.
    const free = await Promise.all(
      others.map((room) => draft(store, { author, room, body: "livre" })),
    );
    {
      await using _ = await hold(config, geral);
      const commit = store.messages.commit([stuck]);
      const refused = expect(commit).rejects.toBeInstanceOf(Unavailable);
      await waitingForLock(server);
      const { outcomes } = await store.messages.commit(free);
      expect(outcomes.map(({ kind }) => kind)).toEqual(slugs.map(() => "done"));
      // The server gives up by itself, after two seconds.
      await refused;
    }
    expect((await store.messages.commit([stuck])).outcomes).toMatchObject([{ seq: 1 }]);
  });

  await t.step("a server that takes no writes for now is away, and can be read", async () => {
    const { database } = await fresh();
    const account = { user: "conexao", password: "segredo", rights: "all" };
    await using world = await worldAt(await server.account(database, account), { log });
    const { store } = world;
    const author = await signUp(store, "Ana");
    const room = await geralOf(store);
    const post = await draft(store, { author, room, body: "olá" });
    await server.admin("set global read_only = 1");
    try {
      await expect(store.messages.commit([post])).rejects.toBeInstanceOf(Unavailable);
      expect((await store.messages.page(room, { limit: 9 })).messages).toEqual([]);
    } finally {
      await server.admin("set global read_only = 0");
    }
    expect((await store.messages.commit([post])).outcomes).toMatchObject([{ kind: "done" }]);
  });
});
