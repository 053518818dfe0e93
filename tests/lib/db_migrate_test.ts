import { expect } from "expect";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Runs the task on a SQLite file below `dir`, with no rights to anything else. */
async function migrate(dir: string, dataDir: string) {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--cached-only", "--allow-env"],
      ...[`--allow-read=${ROOT},${dir},.env`, `--allow-write=${dir}`],
      join(ROOT, "lib/db_migrate.ts"),
    ],
    cwd: dir,
    env: { DATA_DIR: dataDir, DB_HOST_SQL: "", LOG_LEVEL: "info" },
    stdout: "null",
  }).output();
  const lines = new TextDecoder().decode(stderr).trim().split("\n").filter((line) => line !== "");
  return { code, lines };
}

Deno.test("the task makes the schema, and does nothing where it is made", async () => {
  const dir = await Deno.makeTempDir();
  try {
    const first = await migrate(dir, join(dir, "data"));
    expect([first.code, first.lines.length]).toEqual([0, 1]);
    expect(JSON.parse(first.lines[0]!)).toMatchObject({ event: "store.migrated", from: 0 });
    expect(await migrate(dir, join(dir, "data"))).toEqual({ code: 0, lines: [] });
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("what it cannot do it says in one line", async () => {
  const dir = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(dir, "note"), "");
    const { code, lines } = await migrate(dir, join(dir, "note"));
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain("DATA_DIR");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
