import { expect } from "expect";
import { MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler } from "kysely";
import { Unavailable } from "@/lib/chat/errors.ts";
import { Pool } from "@/lib/store/pool.ts";
import { queriesOver } from "@/lib/store/pooled_driver.ts";
import type { SqlConnection, SqlResult, SqlStatement } from "@/lib/store/sql_connection.ts";
import { askTogether, commitWith } from "@/lib/store/together.ts";
import { FakeClock } from "@/tests/support/fake_clock.ts";

const NOTHING: SqlResult = { rows: [], affected: 0, insertId: undefined };

/** A connection that does nothing, keeps what it was told, and fails where it should. */
class Wire implements SqlConnection {
  state: SqlConnection["state"] = "open";
  readonly heard: string[] = [];
  /** In how many messages it came. */
  messages = 0;
  closed = false;
  answers = true;

  constructor(readonly fails: (sql: string, wire: Wire) => Error | undefined = () => undefined) {}

  run(statements: readonly SqlStatement[]): Promise<SqlResult[]> {
    this.messages++;
    for (const { sql } of statements) {
      this.heard.push(sql);
      const error = this.fails(sql, this);
      if (error !== undefined) return Promise.reject(error);
    }
    return Promise.resolve(statements.map(() => NOTHING));
  }

  check(): Promise<boolean> {
    return Promise.resolve(this.answers);
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

function over(...wires: Wire[]) {
  const clock = new FakeClock();
  const open = () => {
    const next = wires.shift();
    return next === undefined ? Promise.reject(new Unavailable()) : Promise.resolve(next);
  };
  const pool = new Pool({ size: 1, open, clock, waitMs: 5_000 });
  const db = queriesOver(pool, {
    createAdapter: () => new MysqlAdapter(),
    createQueryCompiler: () => new MysqlQueryCompiler(),
    createIntrospector: (db) => new MysqlIntrospector(db),
  }, { begin: "begin", limitMs: 5_000 });
  const erase = () => db.deleteFrom("rooms").execute();
  const read = () => db.selectFrom("rooms").select("id").execute();
  return { clock, pool, db, erase, read };
}

const lose = (_sql: string, wire: Wire) => {
  wire.state = "lost";
  return new Unavailable();
};

Deno.test("a transaction with a failed statement is never committed, whoever swallows the error", async () => {
  const wire = new Wire((sql) => sql.startsWith("delete") ? new Unavailable() : undefined);
  const { db } = over(wire);
  const transaction = db.transaction().execute(async (tx) => {
    await tx.deleteFrom("rooms").execute().catch(() => {});
    await expect(tx.deleteFrom("users").execute()).rejects.toThrow("Cannot go on");
  });
  await expect(transaction).rejects.toThrow("Cannot commit");
  expect(wire.heard).toEqual(["begin", "delete from `rooms`", "rollback"]);
});

Deno.test("a connection that died while idle is replaced before a transaction begins", async () => {
  const [dead, alive] = [new Wire(lose), new Wire()];
  const { db } = over(dead, alive);
  await db.transaction().execute((tx) => tx.deleteFrom("rooms").execute());
  expect(dead.heard).toEqual(["begin"]);
  expect(alive.heard).toEqual(["begin", "delete from `rooms`", "commit"]);
  expect(dead.closed).toBe(true);
});

Deno.test("a read is asked again on another connection, a write is not", async () => {
  const [dead, alive, third] = [new Wire(lose), new Wire(), new Wire(lose)];
  const { read, erase, pool } = over(dead, alive, third, new Wire());
  await read();
  expect(alive.heard).toHaveLength(1);
  await pool.take().then((connection) => {
    (connection as Wire).state = "lost";
    pool.give(connection);
  });
  await expect(erase()).rejects.toBeInstanceOf(Unavailable);
  expect(third.heard).toHaveLength(1);
});

Deno.test("within a transaction nothing is asked twice", async () => {
  const breaks = new Wire((sql, wire) => sql.startsWith("select") ? lose(sql, wire) : undefined);
  const { db } = over(breaks, new Wire());
  const transaction = db.transaction().execute(async (tx) => {
    await tx.deleteFrom("rooms").execute();
    await tx.selectFrom("rooms").select("id").execute();
  });
  await expect(transaction).rejects.toBeInstanceOf(Unavailable);
  expect(breaks.heard).toEqual(["begin", "delete from `rooms`", "select `id` from `rooms`"]);
  expect(breaks.closed).toBe(true);
});

Deno.test("what was asked together travels together, with the begin and the end of it", async () => {
  const wire = new Wire();
  const { db } = over(wire);
  await db.transaction().execute(async (tx) => {
    const rooms = tx.selectFrom("rooms").select("id");
    const [ids, names] = await askTogether(tx, rooms, tx.selectFrom("users").select("name"));
    expect([ids, names]).toEqual([[], []]);
    await commitWith(tx, [tx.deleteFrom("rooms"), tx.deleteFrom("users")]);
  });
  expect(wire.heard).toEqual([
    ...["begin", "select `id` from `rooms`", "select `name` from `users`"],
    ...["delete from `rooms`", "delete from `users`", "commit"],
  ]);
  expect(wire.messages).toBe(2);
});

Deno.test("nothing is committed after one of the last statements has failed", async () => {
  const wire = new Wire((sql) => sql.includes("users") ? new Unavailable() : undefined);
  const { db } = over(wire);
  const transaction = db.transaction().execute((tx) =>
    commitWith(tx, [tx.deleteFrom("rooms"), tx.deleteFrom("users")])
  );
  await expect(transaction).rejects.toBeInstanceOf(Unavailable);
  expect(wire.heard).toEqual(["begin", "delete from `rooms`", "delete from `users`", "rollback"]);
});

Deno.test("what may have been committed is not asked again", async () => {
  const wire = new Wire((sql, wire) => sql === "commit" ? lose(sql, wire) : undefined);
  const { db } = over(wire, new Wire());
  const transaction = db.transaction().execute((tx) => commitWith(tx, [tx.deleteFrom("rooms")]));
  await expect(transaction).rejects.toBeInstanceOf(Unavailable);
  expect(wire.messages).toBe(1);
});

Deno.test("a transaction in which nothing is said is none", async () => {
  const wire = new Wire();
  const { db } = over(wire);
  await db.transaction().execute(() => Promise.resolve());
  await expect(db.transaction().execute(() => Promise.reject(new Error("no")))).rejects.toThrow(
    "no",
  );
  expect(wire.heard).toEqual([]);
});

Deno.test("a connection that rested is asked whether it lives before it is used", async () => {
  const [old, fresh] = [new Wire(), new Wire()];
  const { erase, clock } = over(old, fresh);
  await erase();
  clock.pass(2_999);
  old.answers = false;
  await erase();
  expect(old.heard).toHaveLength(2);
  clock.pass(3_000);
  await erase();
  expect([old.heard.length, old.closed, fresh.heard.length]).toEqual([2, true, 1]);
});

Deno.test("who waits five seconds for a connection is told to come again", async () => {
  const { pool, clock, read } = over(new Wire());
  const connection = await pool.take();
  const waiting = [read(), read()];
  const late = Promise.all(waiting.map((one) => expect(one).rejects.toBeInstanceOf(Unavailable)));
  await Promise.resolve();
  while (clock.waiting < 2) await Promise.resolve();
  clock.pass(5_000);
  await late;
  pool.give(connection);
  await read();
});

Deno.test("a pool that is closed lends no more, and waits for what it has lent", async () => {
  const wire = new Wire();
  const { pool } = over(wire);
  const connection = await pool.take();
  let closed = false;
  const closing = pool.close().then(() => closed = true);
  await expect(pool.take()).rejects.toBeInstanceOf(Unavailable);
  expect(closed).toBe(false);
  pool.give(connection);
  await closing;
  expect(wire.closed).toBe(true);
});

Deno.test("a connection that cannot be opened leaves its place free", async () => {
  const { pool, read } = over();
  await expect(read()).rejects.toBeInstanceOf(Unavailable);
  await expect(read()).rejects.toBeInstanceOf(Unavailable);
  await pool.close();
});
