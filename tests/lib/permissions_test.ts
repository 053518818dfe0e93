import { expect } from "expect";
import { ConfigError, ENV_NAMES } from "@/lib/config.ts";
import { flagsOf, permissionsFor } from "@/lib/permissions.ts";

Deno.test("alone, the only network is the own port", () => {
  const permissions = permissionsFor({ DATA_DIR: "/srv/chat data" });
  expect(permissions).toEqual({ net: ["0.0.0.0:8550"], read: [], dataDir: "/srv/chat data" });
  expect(flagsOf(permissions)).toEqual(["--allow-net=0.0.0.0:8550"]);
});

Deno.test("MySQL and Redis are added by host and port, IPv6 in brackets", () => {
  const { net } = permissionsFor({
    HOST: "::",
    DB_HOST_SQL: "banco_dados",
    DB_USER: "ana",
    DB_PORT: "33306",
    DB_HOST_REDIS: "fe80::5",
  });
  expect(net).toEqual(["[::]:8550", "banco_dados:33306", "[fe80::5]:6379"]);
});

Deno.test("an object store is added by its host and port, or the port of its scheme", () => {
  const S3 = { S3_BUCKET: "conversa", S3_ACCESS_KEY: "ana", S3_SECRET_KEY: "segredo" };
  const ends = {
    "http://10.0.0.5:9000": "10.0.0.5:9000",
    "https://s3.escola.br": "s3.escola.br:443",
    "http://minio": "minio:80",
    "http://[fe80::5]:9000": "[fe80::5]:9000",
  };
  for (const [S3_ENDPOINT, end] of Object.entries(ends)) {
    expect(permissionsFor({ ...S3, S3_ENDPOINT }).net).toEqual(["0.0.0.0:8550", end]);
  }
});

Deno.test("files that the environment names may be read, and are not opened to find that out", () => {
  const permissions = permissionsFor({
    DB_HOST_SQL: "banco_dados",
    DB_USER: "ana",
    DB_PASSWORD_FILE: "/nowhere/a,b",
    DB_SSL_CA: "/nowhere/ca.pem",
  });
  expect(flagsOf(permissions)).toEqual([
    "--allow-net=0.0.0.0:8550,banco_dados:3306",
    "--allow-read=/nowhere/a,,b",
    "--allow-read=/nowhere/ca.pem",
  ]);
});

Deno.test("a wrong environment has no permissions, and no host can smuggle in another", () => {
  expect(() => permissionsFor({ HOST: "127.0.0.1,evil.com" })).toThrow(ConfigError);
  expect(() => permissionsFor({ DB_HOST_SQL: "a --allow-all", DB_USER: "a" })).toThrow(ConfigError);
});

const PROJECT = new URL("../../", import.meta.url);
const TASKS: Record<string, string> =
  JSON.parse(await Deno.readTextFile(new URL("deno.json", PROJECT))).tasks;

/** What the tasks hear from this module, in an environment of nothing but `env`. */
async function ask(question: string[], env: Record<string, string>): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--cached-only",
      "--allow-env",
      "--allow-read=.env",
      "lib/permissions.ts",
      ...question,
    ],
    cwd: PROJECT,
    env: { ...Object.fromEntries(ENV_NAMES.map((name) => [name, ""])), ...env },
  }).output();
  return new TextDecoder().decode(stdout).trim();
}

Deno.test("a wrong environment is left without network, but not without its names", async () => {
  expect(await ask([], { PORT: "x" })).toBe(`--allow-env=${ENV_NAMES}`);
  expect(await ask(["data"], { PORT: "x", DATA_DIR: "/" })).toBe("data");
});

Deno.test("serving may read the known names, and bundling beside it all of them", async () => {
  const net = "--allow-net=127.0.0.1:8550";
  expect(await ask([], { HOST: "127.0.0.1" })).toBe(`--allow-env=${ENV_NAMES} ${net}`);
  expect(await ask(["dev"], { HOST: "127.0.0.1" })).toBe(`--allow-env ${net}`);
});

Deno.test("the data directory is said by itself, spaces and all", async () => {
  expect(await ask(["data"], { DATA_DIR: "/srv/chat, data" })).toBe("/srv/chat,, data");
});

Deno.test("no program of the project gets all permissions", () => {
  for (const name of ["build", "serve", "start", "dev", "db:migrate", "db:users"]) {
    expect(TASKS[name]).toBeDefined();
    expect(TASKS[name]).not.toMatch(/(^| )(-A|--allow-all)( |$)/);
  }
});

Deno.test("serving downloads nothing, runs nothing and is asked for each path and host", () => {
  const serving = TASKS.serve?.split("&&").at(-1)?.replace(/\$\(.*?\)/, "$(permissions)") ?? "";
  for (const flag of ["--no-prompt", "--cached-only", "--frozen", "$(permissions)"]) {
    expect(serving).toContain(flag);
  }
  expect(serving).not.toMatch(
    /--allow-(run|ffi|import|scripts|net|env)|--allow-(read|write|sys)( |$)/,
  );
});

Deno.test("building has no network, and runs the bundler alone", () => {
  expect(TASKS.build).toContain("lib/esbuild_path.ts");
  expect(TASKS.build).not.toMatch(
    /--allow-(net|ffi|import|sys|run( |$))|--allow-(read|write)( |$)/,
  );
});
