import { expect } from "expect";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { silentLog as log } from "@/lib/chat/log.ts";
import { type MysqlStoreConfig, openStore } from "@/lib/store/mod.ts";
import { startMysql } from "@/tests/support/mysql_server.ts";
import { sharedEnvironment } from "@/tests/support/sites.ts";
import { indexerOf, searcherOf } from "./cases/search_scene.ts";
import { geralOf, say, signUp } from "./world.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs the task on the database, with no rights to any other. */
async function reindexed(config: MysqlStoreConfig) {
  const dir = await Deno.makeTempDir();
  try {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--no-prompt", "--cached-only", "--allow-env"],
        ...[`--allow-read=${ROOT},${dir},.env`, `--allow-net=${config.host}:${config.port}`],
        join(ROOT, "lib/db_reindex.ts"),
      ],
      cwd: dir,
      env: { ...sharedEnvironment(config), DATA_DIR: dir, LOG_LEVEL: "error" },
    }).output();
    const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    return { code, lines: `${out}${err}`.split("\n").filter((line) => line !== "") };
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("the task that builds the index anew, on MySQL", async (t) => {
  await using server = await startMysql();
  await t.step(`the server is ${server.version}`, () => {});
  const config = await server.database("conexao");
  const store = await openStore(config, { log });
  const author = await signUp(store, "Ana");
  const room = await geralOf(store);
  await say(store, { author, room }, "o bolo", "o doce");
  const found = async (word: string) =>
    (await searcherOf(store).find(author, { words: [word] })).hits.map(({ body }) => body);
  expect(await searcherOf(store).found(author, "bolo")).toEqual(["o bolo"]);

  await t.step("what was spoilt is found again, while an instance is at work", async () => {
    await server.admin("delete from postings where seq = 1", config.database);
    expect(await found("bolo")).toEqual([]);
    expect(await reindexed(config)).toEqual({
      code: 0,
      lines: ["The index of words is built anew."],
    });
    expect([await found("bolo"), await found("o")]).toEqual([["o bolo"], ["o doce", "o bolo"]]);
  });

  await t.step("one that keeps the index and is busy elsewhere is waited for", async () => {
    const indexer = indexerOf(store);
    await say(store, { author, room }, "a torta");
    await indexer.catchUp();
    expect((await reindexed(config)).code).toBe(0);
    expect(await found("torta")).toEqual(["a torta"]);
    await indexer.stop();
  });

  await store.close();
});
