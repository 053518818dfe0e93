import { expect } from "expect";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { openStore } from "@/lib/store/mod.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { searcherOf } from "./store/cases/search_scene.ts";
import { geralOf, say, signUp } from "./store/world.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Runs the task on the SQLite file in `dir`, with no rights to anything else. */
async function restored(dir: string) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--cached-only", "--allow-env"],
      ...[`--allow-read=${ROOT},${dir},.env`, `--allow-write=${dir}`],
      join(ROOT, "lib/db_restored.ts"),
    ],
    cwd: dir,
    env: { DATA_DIR: dir, DB_HOST_SQL: "", LOG_LEVEL: "error" },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, lines: `${out}${err}`.split("\n").filter((line) => line !== "") };
}

function metaOf(dir: string): Record<string, unknown> {
  using database = new DatabaseSync(join(dir, "conexao.db"), { readOnly: true });
  const rows = database.prepare("select name, value from meta").all();
  return Object.fromEntries(rows.map(({ name, value }) => [String(name), value]));
}

async function withFolder(work: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await work(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("the task names and signs for the database anew, and says so in one line", () =>
  withFolder(async (dir) => {
    const config = { kind: "sqlite" as const, path: join(dir, "conexao.db") };
    await (await openStore(config, { log: silentLog })).close();
    const before = metaOf(dir);
    const { code, lines } = await restored(dir);
    expect([code, lines.length]).toEqual([0, 1]);
    expect(lines[0]).toContain("conexao.db is another one from now on");
    const after = metaOf(dir);
    expect(after["version"]).toBe(before["version"]);
    for (const name of ["store", "bus_key"]) {
      expect(after[name]).toMatch(/^[0-9a-f]+$/);
      expect(String(after[name]).length).toBe(String(before[name]).length);
      expect(after[name]).not.toBe(before[name]);
    }
  }));

Deno.test("what the index has of a room is taken in anew: it may be of another time than the room", () =>
  withFolder(async (dir) => {
    const path = join(dir, "conexao.db");
    const open = () => openStore({ kind: "sqlite", path }, { log: silentLog });
    const heads = () => {
      using database = new DatabaseSync(path, { readOnly: true });
      return database.prepare("select room_id from index_heads").all().length;
    };
    let store = await open();
    const author = await signUp(store, "Ana");
    await say(store, { author, room: await geralOf(store) }, "o bolo");
    expect(await searcherOf(store).found(author, "bolo")).toEqual(["o bolo"]);
    await store.close();
    expect(heads()).toBe(1);
    expect((await restored(dir)).code).toBe(0);
    expect(heads()).toBe(0);
    store = await open();
    expect(await searcherOf(store).found(author, "bolo")).toEqual(["o bolo"]);
    await store.close();
  }));

Deno.test("while an instance has the file it is refused in one line, and nothing is changed", () =>
  withFolder(async (dir) => {
    const config = { kind: "sqlite" as const, path: join(dir, "conexao.db") };
    const store = await openStore(config, { log: silentLog });
    const { code, lines } = await restored(dir);
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain("another process is using it");
    expect(await store.presentId()).toBe(store.id);
    await store.close();
  }));

Deno.test("where there is no database yet there is nothing to name", () =>
  withFolder(async (dir) => {
    const { code, lines } = await restored(dir);
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain("restore the backup first");
  }));
