import { expect } from "expect";
import { join } from "node:path";
import { Unavailable } from "@/lib/chat/errors.ts";
import { SqliteConnection, type SqliteOptions } from "@/lib/store/sqlite/sqlite_connection.ts";
import { FakeClock } from "@/tests/support/fake_clock.ts";

/** A worker that opens anything, and does this when it is given a statement. */
function workerThat(does: string): URL {
  const program = `self.onmessage = ({ data }) => {
    if ("statements" in data) { ${does} }
    else self.postMessage({ id: data.id, results: [] });
  };`;
  return new URL(`data:application/javascript,${encodeURIComponent(program)}`);
}

function options(clock: FakeClock, more: Partial<SqliteOptions>): SqliteOptions {
  return { path: "chat.db", clock, onCrash: () => {}, ...more };
}

Deno.test("a worker that dies takes what is under way with it, and says so", async () => {
  const crashes: string[] = [];
  const worker = workerThat(
    `if (data.statements?.[0].sql === "b") throw new Error("out of luck");`,
  );
  const onCrash = (why: string) => crashes.push(why);
  const connection = await SqliteConnection.open(options(new FakeClock(), { worker, onCrash }));
  const results = await Promise.allSettled([
    connection.run([{ sql: "a", params: [] }], undefined),
    connection.run([{ sql: "b", params: [] }], undefined),
  ]);
  for (const result of results) {
    expect(result).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
  }
  expect(crashes).toHaveLength(1);
  expect(crashes[0]).toContain("out of luck");
  expect(connection.state).toBe("lost");
  await expect(connection.run([{ sql: "c", params: [] }], undefined)).rejects.toBeInstanceOf(
    Unavailable,
  );
  await connection.close();
});

Deno.test("a statement that takes too long is away, and its answer is nobody's", async () => {
  const clock = new FakeClock();
  const connection = await SqliteConnection.open(options(clock, { worker: workerThat("") }));
  const slow = expect(connection.run([{ sql: "a", params: [] }], 5_000)).rejects.toBeInstanceOf(
    Unavailable,
  );
  clock.pass(5_000);
  await slow;
  expect(connection.state).toBe("timed out");
  await connection.close();
});

Deno.test("a full disk is away, a wrong statement is a fault", async () => {
  const dir = await Deno.makeTempDir();
  const connection = await SqliteConnection.open(
    options(new FakeClock(), { path: join(dir, "x") }),
  );
  try {
    await connection.run([{ sql: "create table t (a text)", params: [] }], undefined);
    await connection.run([{ sql: "pragma max_page_count = 4", params: [] }], undefined);
    const insert = connection.run([{
      sql: "insert into t values (?)",
      params: ["x".repeat(100_000)],
    }], undefined);
    await expect(insert).rejects.toBeInstanceOf(Unavailable);
    const wrong = connection.run([{ sql: "select nothing from nowhere", params: [] }], undefined);
    await expect(wrong).rejects.not.toBeInstanceOf(Unavailable);
  } finally {
    await connection.close();
    await Deno.remove(dir, { recursive: true });
  }
});
