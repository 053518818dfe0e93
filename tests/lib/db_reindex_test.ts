import { expect } from "expect";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { silentLog } from "@/lib/chat/log.ts";
import type { Store } from "@/lib/chat/store.ts";
import { openStore } from "@/lib/store/mod.ts";
import { searcherOf } from "./store/cases/search_scene.ts";
import { geralOf, say, signUp } from "./store/world.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Runs the task on the SQLite file in `dir`, with no rights to anything else. */
async function reindexed(dir: string) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--cached-only", "--allow-env"],
      ...[`--allow-read=${ROOT},${dir},.env`, `--allow-write=${dir}`],
      join(ROOT, "lib/db_reindex.ts"),
    ],
    cwd: dir,
    env: { DATA_DIR: dir, DB_HOST_SQL: "", LOG_LEVEL: "error" },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, lines: `${out}${err}`.split("\n").filter((line) => line !== "") };
}

async function withFolder(
  work: (scene: { dir: string; path: string; open: () => Promise<Store> }) => Promise<void>,
): Promise<void> {
  const dir = await Deno.makeTempDir();
  const path = join(dir, "conexao.db");
  try {
    await work({ dir, path, open: () => openStore({ kind: "sqlite", path }, { log: silentLog }) });
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("the task makes an index that was spoilt as good as new", () =>
  withFolder(async ({ dir, path, open }) => {
    let store = await open();
    const author = await signUp(store, "Ana");
    await say(store, { author, room: await geralOf(store) }, "o bolo", "o doce");
    expect(await searcherOf(store).found(author, "bolo")).toEqual(["o bolo"]);
    await store.close();
    using database = new DatabaseSync(path);
    database.exec("delete from postings where seq = 1");
    database.close();
    store = await open();
    const found = async (word: string) =>
      (await searcherOf(store).find(author, { words: [word] })).hits.map(({ body }) => body);
    expect(await found("bolo")).toEqual([]);
    await store.close();
    const { code, lines } = await reindexed(dir);
    expect([code, lines]).toEqual([0, ["The index of words is built anew."]]);
    store = await open();
    expect([await found("bolo"), await found("o")]).toEqual([["o bolo"], ["o doce", "o bolo"]]);
    await store.close();
  }));

Deno.test("while an instance has the file the task is refused in one line", () =>
  withFolder(async ({ dir, open }) => {
    const store = await open();
    const { code, lines } = await reindexed(dir);
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain("another process is using it");
    await store.close();
  }));
