import { expect } from "expect";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { prepareSchema } from "@/lib/store/migrate.ts";
import { MIGRATIONS } from "@/lib/store/migrations.ts";
import { openStore, StoreRefused } from "@/lib/store/mod.ts";
import { openSqlite } from "@/lib/store/sqlite/open_sqlite.ts";
import { DatabaseSync } from "node:sqlite";
import { geralOf, say, signUp, worldAt } from "../world.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const log = silentLog;

/** A folder for one test, and a path in a folder below it that is not there yet. */
async function place() {
  const dir = await Deno.makeTempDir({ prefix: "conexao-sqlite-" });
  return {
    dir,
    path: join(dir, "data", "chat.db"),
    [Symbol.asyncDispose]: () => Deno.remove(dir, { recursive: true }),
  };
}

/** Starts a process that posts until it is killed, with no rights but to the program and `dir`. */
function holder({ dir, path }: { dir: string; path: string }): Deno.ChildProcess {
  const narrow = [
    "--no-prompt",
    "--cached-only",
    `--allow-read=${ROOT},${dir}`,
    `--allow-write=${dir}`,
  ];
  return new Deno.Command(Deno.execPath(), {
    args: ["run", ...narrow, join(ROOT, "tests/support/hold_store.ts"), path],
    cwd: ROOT,
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

/** Reads lines until there are `count`. */
async function lines(child: Deno.ChildProcess, count: number): Promise<string[]> {
  let text = "";
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.split("\n").length > count) break;
  }
  return text.split("\n").slice(0, -1);
}

Deno.test("only the owner can read the folder and the database", async () => {
  await using where = await place();
  await using world = await worldAt({ kind: "sqlite", path: where.path }, { log });
  await signUp(world.store, "Ana");
  const mode = async (path: string) => ((await Deno.stat(path)).mode! & 0o777).toString(8);
  expect(await mode(join(where.dir, "data"))).toBe("700");
  for await (const { name } of Deno.readDir(join(where.dir, "data"))) {
    expect([name, await mode(join(where.dir, "data", name))]).toEqual([name, "600"]);
  }
});

Deno.test("an open file refuses a second store, of the same process and of another", async () => {
  await using where = await place();
  const config = { kind: "sqlite" as const, path: where.path };
  await using world = await worldAt(config, { log });
  const refused = await openStore(config, { log }).catch((error) => error);
  expect(refused).toBeInstanceOf(StoreRefused);
  const child = holder(where);
  const [line] = await lines(child, 1);
  expect((await child.status).code).toBe(1);
  expect(line).toBe(refused.message);
  expect(line).toContain("another process is using it");
  expect(line).toContain("DATA_DIR");
  // Neither try took anything from the one that has it.
  await signUp(world.store, "Ana");
});

Deno.test("kill -9 frees the file, and what was acked is in it", async () => {
  await using where = await place();
  const child = holder(where);
  const acked = await lines(child, 20);
  child.kill("SIGKILL");
  await child.status;
  await using world = await worldAt({ kind: "sqlite", path: where.path }, { log });
  const room = await geralOf(world.store);
  const { messages } = await world.store.messages.since(room, 0, 1_000);
  expect(acked.length).toBeGreaterThanOrEqual(20);
  expect(messages.length).toBeGreaterThanOrEqual(acked.length);
  expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, i) => i + 1));
});

Deno.test("what was said is there when the store is opened again, under the same id", async () => {
  await using where = await place();
  const config = { kind: "sqlite" as const, path: where.path };
  const first = await openStore(config, { log });
  const author = await signUp(first, "Ana");
  await say(first, { author, room: await geralOf(first) }, "olá");
  await first.close();
  await using world = await worldAt(config, { log });
  expect(world.store.id).toBe(first.id);
  const { messages } = await world.store.messages.page(await geralOf(world.store), { limit: 9 });
  expect(messages).toMatchObject([{ body: "olá", author: { name: "Ana" } }]);
});

Deno.test("steps of the schema are taken all or none, and again where one failed", async () => {
  await using where = await place();
  const config = { kind: "sqlite" as const, path: where.path };
  const fails = () => Promise.reject(new Error("no such step"));
  const prepare = async (steps: typeof MIGRATIONS) => {
    const engine = await openSqlite(config, { log, clock: systemClock });
    const options = { migrate: true, patient: true, log, clock: systemClock, steps };
    await prepareSchema(engine, options).finally(() => engine.close());
  };
  const versionAt = () => {
    using database = new DatabaseSync(where.path);
    const tables = database.prepare("select name from sqlite_master where name = 'meta'").all();
    if (tables.length === 0) return undefined;
    return database.prepare("select value from meta where name = 'version'").get()?.["value"];
  };
  await expect(prepare([...MIGRATIONS, fails])).rejects.toThrow("no such step");
  expect(versionAt()).toBeUndefined();
  await prepare(MIGRATIONS.slice(0, -2));
  await expect(prepare([...MIGRATIONS, fails])).rejects.toThrow("no such step");
  expect(versionAt()).toBe(String(MIGRATIONS.length - 2));
  await using world = await worldAt(config, { log });
  expect(world.store.isNew).toBe(false);
});

Deno.test("a file of a newer program is refused with one line", async () => {
  await using where = await place();
  const config = { kind: "sqlite" as const, path: where.path };
  await (await openStore(config, { log })).close();
  const database = new DatabaseSync(where.path);
  database.exec("update meta set value = '999' where name = 'version'");
  database.close();
  const refused = await openStore(config, { log }).catch((error) => error);
  expect(refused).toBeInstanceOf(StoreRefused);
  expect(refused.message).toContain(`version 999, this program knows up to ${MIGRATIONS.length}`);
});

Deno.test("what is no database, or no place for one, is refused with one line", async () => {
  await using where = await place();
  const note = join(where.dir, "note.txt");
  await Deno.writeTextFile(note, "not a database, but long enough to look at".repeat(50));
  for (const path of [note, join(note, "below.db")]) {
    const refused = await openStore({ kind: "sqlite", path }, { log }).catch((error) => error);
    expect(refused).toBeInstanceOf(StoreRefused);
    expect(refused.message).toContain("check DATA_DIR");
    expect(refused.message).not.toContain("\n");
  }
});
