import { say } from "./say.ts";

/** A program that the tests need and that is not ours. */
interface Tool {
  /** The variable that names it, for those who want another one; the tests read it too. */
  variable: string;
  what: string;
  names: readonly string[];
  /** Debian's package. */
  debian: string;
}

/** The programs of this run: their paths, by the variable that names them, and what they are. */
export interface Tools {
  paths: Record<string, string>;
  versions: string[];
}

/** For tests that need nothing but Deno. */
export const NO_TOOLS: Tools = { paths: {}, versions: [] };

/** What a run wants of its browser. */
interface BrowserWish {
  /** It has all that belongs to one, as a microphone and notices, which the headless shell has not. */
  whole?: boolean;
}

const SERVERS: readonly Tool[] = [
  {
    variable: "MYSQLD",
    what: "MySQL 8.4 or later, or MariaDB 10.6 or later (mysqld, mariadbd)",
    names: ["mariadbd", "mysqld"],
    debian: "mariadb-server",
  },
  {
    variable: "REDIS_SERVER",
    what: "Redis 7 or later (redis-server)",
    names: ["redis-server", "valkey-server"],
    debian: "redis-server",
  },
];

const WHOLE: Tool = {
  variable: "CHROMIUM",
  what: "Chromium or Chrome",
  names: [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  debian: "chromium",
};

/** Chromium without a browser's own windows: the tests take a third less time in it. */
const SHELL = "chromium-headless-shell";
const LIGHT: Tool = { ...WHOLE, names: [SHELL, ...WHOLE.names], debian: SHELL };

const FOLDERS = [
  "/usr/sbin",
  "/usr/local/sbin",
  "/usr/local/bin",
  "/opt/homebrew/bin",
  "/snap/bin",
];
const POLICY = "/usr/sbin/policy-rc.d";

/** What is missing, one line each, for somebody who is to install it. */
export class ToolsMissing extends Error {
  override name = "ToolsMissing";
}

/**
 * Finds what the tests need, and on Debian as root installs what is missing.
 *
 * @throws {ToolsMissing} if something is missing that cannot be installed from here
 */
export async function findTools({ whole = false }: BrowserWish = {}): Promise<Tools> {
  const tools = [...SERVERS, whole ? WHOLE : LIGHT];
  const astray = tools.map(({ variable }) => variable)
    .filter((variable) => Deno.env.get(variable) && !isFile(Deno.env.get(variable) ?? ""));
  if (astray.length > 0) {
    throw new ToolsMissing(`Cannot run the tests: ${astray.join(" and ")} names no file`);
  }
  const missing = () => tools.filter((tool) => locate(tool) === undefined);
  if (missing().length > 0 && await isDebian() && Deno.uid() === 0) await install(missing());
  const gone = missing();
  if (gone.length > 0) {
    const lines = gone.map(({ what, debian, variable }) =>
      `  ${what}: package ${debian} on Debian and Ubuntu; or name it by ${variable}=/path`
    );
    throw new ToolsMissing(`Cannot run the tests, these are missing:\n${lines.join("\n")}`);
  }
  const paths = Object.fromEntries(tools.map((tool) => [tool.variable, locate(tool) ?? ""]));
  const told = await Promise.all(Object.values(paths).map(versionOf));
  return { paths, versions: [...told, await sqliteVersion()] };
}

/**
 * Where Chromium is.
 *
 * @throws {ToolsMissing} if it is nowhere
 */
export function chromiumPath({ whole = false }: BrowserWish = {}): string {
  const path = locate(whole ? WHOLE : LIGHT);
  if (path === undefined) throw new ToolsMissing("Cannot find Chromium or Chrome");
  return path;
}

function locate({ variable, names }: Tool): string | undefined {
  const named = Deno.env.get(variable);
  if (named) return named;
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), ...FOLDERS];
  return names.flatMap((name) =>
    name.startsWith("/") ? [name] : folders.map((folder) => `${folder}/${name}`)
  ).find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

async function isDebian(): Promise<boolean> {
  const release = await Deno.readTextFile("/etc/os-release").catch(() => "");
  return /^ID(?:_LIKE)?=.*\bdebian\b/m.test(release);
}

async function install(tools: readonly Tool[]): Promise<void> {
  const packages = tools.map(({ debian }) => debian);
  say(`installing ${packages.join(", ")}`);
  // Debian starts what it installs; these servers are wanted for their programs alone.
  const quiet = !isFile(POLICY);
  if (quiet) await Deno.writeTextFile(POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    await apt("update", "-qq");
    await apt("install", "-y", "-qq", "--no-install-recommends", ...packages);
  } finally {
    if (quiet) await Deno.remove(POLICY);
  }
}

async function apt(...args: string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const { success, stdout, stderr } = await new Deno.Command("apt-get", { args, env }).output();
  if (success) return;
  const decoder = new TextDecoder();
  throw new ToolsMissing(
    `apt-get ${args.join(" ")} failed:\n${decoder.decode(stdout)}${decoder.decode(stderr)}`,
  );
}

async function versionOf(path: string): Promise<string> {
  const { stdout } = await new Deno.Command(path, { args: ["--version"], stderr: "null" }).output();
  return conciseVersion(new TextDecoder().decode(stdout));
}

/** `MariaDB 10.11.19` out of what a server says of itself. */
export function conciseVersion(said: string): string {
  const version = /\d+\.\d+(?:\.\d+)*/.exec(said.replace(/^.*?\bVer\b/, ""))?.[0] ?? "?";
  const name = ["MariaDB", "Redis", "Valkey", "Chromium", "Chrome"].find((one) =>
    said.toLowerCase().includes(one.toLowerCase())
  );
  return `${name ?? "MySQL"} ${version}`;
}

async function sqliteVersion(): Promise<string> {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(":memory:");
  const row = database.prepare("SELECT sqlite_version() AS version").get();
  database.close();
  return `SQLite ${row?.["version"]}`;
}
