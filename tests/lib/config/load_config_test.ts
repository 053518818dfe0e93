import { expect } from "expect";
import { ENV_NAMES } from "@/lib/config.ts";

const MODULE = new URL("../../../lib/config.ts", import.meta.url).href;
const PROGRAM = `
  import { loadConfig, reportConfigError } from "${MODULE}";
  try { console.log(JSON.stringify(loadConfig())); } catch (error) { reportConfigError(error); }
`;

/** Loads the configuration in a process of its own, which may read its folder and the known names. */
async function load(dotenv: string | undefined, env: Record<string, string> = {}) {
  const folder = await Deno.makeTempDir();
  try {
    if (dotenv !== undefined) await Deno.writeTextFile(`${folder}/.env`, dotenv);
    await Deno.writeTextFile(`${folder}/password`, "from a file\n");
    await Deno.writeTextFile(`${folder}/load.ts`, PROGRAM);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--no-prompt", "--quiet", `--config=${PROJECT}deno.json`, "--cached-only"],
        ...[`--allow-env=${ENV_NAMES}`, `--allow-read=${folder}`, `${folder}/load.ts`],
      ],
      cwd: folder,
      env: { ...BLANK, ...env },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, out: text(stdout), err: text(stderr) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const PROJECT = new URL("../../../", import.meta.url).pathname;
/** What the machine that runs the tests may have set counts as unset. */
const BLANK = Object.fromEntries(ENV_NAMES.map((name) => [name, ""]));

Deno.test("without an .env the defaults hold, with permission for the known names alone", async () => {
  const { code, out, err } = await load(undefined);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(JSON.parse(out)).toMatchObject({ store: { kind: "sqlite" }, listen: { port: 8550 } });
});

Deno.test("an .env is read, and the real environment goes before it", async () => {
  const dotenv = [
    "# Ana's server",
    "PORT=9001",
    "HOST=127.0.0.1\r",
    "DB_HOST_SQL=banco_dados",
    "DB_USER=ana",
    "DB_PASSWORD='a $b \"c\"'",
    'DB_NAME="Conexao Chat"',
  ].join("\n");
  const { out } = await load(dotenv, { PORT: "9002" });
  expect(JSON.parse(out)).toMatchObject({
    listen: { host: "127.0.0.1", port: 9002 },
    store: { password: 'a $b "c"', database: "Conexao Chat" },
  });
});

Deno.test("a password file is read", async () => {
  const { out } = await load("DB_PASSWORD_FILE=password\nDB_HOST_SQL=x\nDB_USER=ana\n");
  expect(JSON.parse(out)).toMatchObject({ store: { password: "from a file" } });
});

Deno.test("a wrong environment is a line each, status 1, and no stack trace", async () => {
  const { code, out, err } = await load(undefined, { PORT: "x", DB_HOST_REDIS: "redis" });
  expect({ code, out }).toEqual({ code: 1, out: "" });
  const lines = err.trimEnd().split("\n");
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toMatch(/^Cannot start: (PORT|DB_HOST_SQL) is .+ wanted /);
});
