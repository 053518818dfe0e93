import { expect } from "expect";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashToken } from "@/lib/auth/token.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { openStore } from "@/lib/store/mod.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Runs the task on the SQLite file in `dir`, with no rights to anything else. */
async function invite(dir: string, environment: Record<string, string> = {}) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--cached-only", "--allow-env"],
      ...["--allow-sys=networkInterfaces,hostname"],
      ...[`--allow-read=${ROOT},${dir},.env`, `--allow-write=${dir}`],
      join(ROOT, "lib/host.ts"),
    ],
    cwd: dir,
    env: { DATA_DIR: dir, DB_HOST_SQL: "", LOG_LEVEL: "error", ...environment },
  }).output();
  const [out = [], err = []] = [stdout, stderr].map((bytes) =>
    new TextDecoder().decode(bytes).split("\n").filter((line) => line !== "")
  );
  return { code, out, err };
}

async function withFolder(work: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await work(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

function tokenOf(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1);
}

Deno.test("the task says a link for each address, and the earlier one is dead", () =>
  withFolder(async (dir) => {
    const first = await invite(dir, { PUBLIC_URL: "https://chat.escola.br" });
    expect([first.code, first.err]).toEqual([0, []]);
    expect(first.out[0]).toMatch(/^https:\/\/chat\.escola\.br\/anfitriao\/[\w-]{43}$/);
    expect(new Set(first.out.map(tokenOf)).size).toBe(1);
    const second = await invite(dir, { HOST: "127.0.0.1", PORT: "8777" });
    expect(second.out).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:8777\/anfitriao\/[\w-]{43}$/),
    ]);
    const path = join(dir, "conexao.db");
    const store = await openStore({ kind: "sqlite", path }, { log: silentLog });
    const [dead, living] = [first, second].map(({ out }) => hashToken(tokenOf(out[0]!)));
    expect(await store.server.peekLink(dead!)).toBeUndefined();
    const link = (await store.server.peekLink(living!))!;
    expect(link.kind).toBe("host");
    const hours = (link.expiresAt - Date.now()) / 3_600_000;
    expect(Math.round(hours * 10) / 10).toBe(24);
    await store.close();
  }));

Deno.test("while an instance has the file the task is refused in one line", () =>
  withFolder(async (dir) => {
    const config = { kind: "sqlite" as const, path: join(dir, "conexao.db") };
    const store = await openStore(config, { log: silentLog });
    const { code, out, err } = await invite(dir);
    expect([code, out, err.length]).toEqual([1, [], 1]);
    expect(err[0]).toContain("another process is using it");
    await store.close();
  }));
