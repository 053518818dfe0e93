import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A server program. */
export interface Mysqld {
  path: string;
  isMariadb: boolean;
  /** "MariaDB 10.11.6", "MySQL 9.7.4". */
  version: string;
}

const PROGRAMS = ["mariadbd", "mysqld"];
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/mysqld", import.meta.url));

/**
 * The server program that tests run: MYSQLD, or what is on PATH, or in /usr/sbin (which is on the
 * PATH of few people).
 */
export async function findMysqld(): Promise<Mysqld> {
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"];
  const given = Deno.env.get("MYSQLD");
  const candidates = given
    ? [given]
    : PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of candidates) {
    if (await isFile(path)) return await describe(path);
  }
  throw new Error(
    given
      ? `MYSQLD is ${given}, which is not there`
      : "No mysqld or mariadbd found: install one (Debian: mariadb-server), or set MYSQLD",
  );
}

/**
 * Makes an empty data directory: a copy of one that is made once for each version, since that takes
 * a server seconds, and every test file wants one of its own.
 */
export async function initialise(mysqld: Mysqld, datadir: string): Promise<void> {
  const template = join(CACHE, mysqld.version.replace(/[^\w.]+/g, "-"));
  if (!await isFolder(template)) await makeTemplate(mysqld, template);
  await run("cp", ["-a", template, datadir]);
}

async function makeTemplate(mysqld: Mysqld, template: string): Promise<void> {
  await Deno.mkdir(CACHE, { recursive: true });
  // Not there before it is whole: whoever stops in the middle leaves nothing that looks like it.
  const dir = await Deno.makeTempDir({ dir: CACHE, prefix: "making-" });
  const data = join(dir, "data");
  try {
    if (mysqld.isMariadb) await makeMariadb(mysqld, data);
    else await makeMysql(mysqld, data);
    await Deno.rename(data, template).catch(async (error) => {
      if (!await isFolder(template)) throw error;
    });
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function makeMysql({ path }: Mysqld, data: string): Promise<void> {
  const small = ["--innodb-redo-log-capacity=8M"];
  await run(path, ["--initialize-insecure", ...asRoot(), ...small, `--datadir=${data}`]);
}

async function makeMariadb({ path }: Mysqld, data: string): Promise<void> {
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), join(path, "..", "..", "bin")];
  const installers = ["mariadb-install-db", "mysql_install_db"]
    .flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const installer of installers) {
    if (!await isFile(installer)) continue;
    const root = ["--auth-root-authentication-method=normal", "--skip-test-db"];
    await run(installer, ["--no-defaults", ...asRoot(), ...root, `--datadir=${data}`]);
    return;
  }
  throw new Error(`No mariadb-install-db found for ${path}`);
}

async function describe(path: string): Promise<Mysqld> {
  const text = await run(path, ["--version"]);
  const number = text.match(/\d+\.\d+\.\d+/)?.[0] ?? "of unknown version";
  const isMariadb = text.includes("MariaDB") || basename(path) === "mariadbd";
  return { path, isMariadb, version: `${isMariadb ? "MariaDB" : "MySQL"} ${number}` };
}

function asRoot(): string[] {
  return Deno.uid() === 0 ? ["--user=root"] : [];
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

async function run(path: string, args: string[]): Promise<string> {
  const command = new Deno.Command(path, { args, stdout: "piped", stderr: "piped" });
  const { success, stdout, stderr } = await command.output();
  const text = new TextDecoder().decode(stdout);
  if (success) return text;
  throw new Error(`${path} failed:\n${text}\n${new TextDecoder().decode(stderr)}`);
}
