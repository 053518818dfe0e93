import { createConnection } from "mysql2/promise";
import { join } from "node:path";
import type { MysqlStoreConfig } from "@/lib/store/mod.ts";
import { freePort } from "./free_port.ts";
import { findMysqld, initialise, type Mysqld } from "./mysqld.ts";
import { Watchdog } from "./watchdog.ts";

/** How a server for tests is set up. */
export interface MysqlServerOptions {
  /** Further arguments, as `--max-connections=20`. */
  args?: readonly string[];
  /**
   * Whether a COMMIT waits for the disk, as on a host. A killed server loses nothing without: what it
   * wrote is the operating system's by then; and most tests make dozens of tables.
   */
  durable?: boolean;
}

/** Somebody who may sign in to the test's server. */
export interface Account {
  user: string;
  password: string;
}

const LITTLE = [
  "--bind-address=127.0.0.1",
  "--skip-log-bin",
  "--performance-schema=OFF",
  "--innodb-buffer-pool-size=32M",
];
const HASTY = ["--innodb-flush-method=nosync"];
const STARTUP_MS = 40_000;
const ROOT: Account = { user: "root", password: "" };

/** A private mysqld or mariadbd on a free port; it ends with the scope that holds it. */
export class MysqlServer implements AsyncDisposable {
  readonly host = "127.0.0.1";
  readonly port: number;
  /** As the server says it, "MariaDB 10.11.6" or "MySQL 9.7.4". */
  readonly version: string;
  readonly isMariadb: boolean;
  readonly #mysqld: Mysqld;
  readonly #dir: string;
  readonly #args: readonly string[];
  #child: Deno.ChildProcess | undefined;
  #watchdog: Watchdog | undefined;

  constructor(mysqld: Mysqld, dir: string, { args = [], durable = false }: MysqlServerOptions) {
    this.port = freePort();
    this.version = mysqld.version;
    this.isMariadb = mysqld.isMariadb;
    this.#mysqld = mysqld;
    this.#dir = dir;
    this.#args = durable ? args : [...HASTY, ...args];
  }

  /** Starts it; resolves when it takes connections. */
  async start(): Promise<void> {
    const log = await Deno.open(this.#logFile, { create: true, append: true });
    const own = this.isMariadb
      ? ["--no-defaults"]
      : ["--mysqlx=OFF", "--innodb-redo-log-capacity=8M"];
    const child = new Deno.Command(this.#mysqld.path, {
      args: [
        ...own,
        ...(Deno.uid() === 0 ? ["--user=root"] : []),
        `--datadir=${join(this.#dir, "data")}`,
        `--socket=${join(this.#dir, "s")}`,
        `--pid-file=${join(this.#dir, "pid")}`,
        `--port=${this.port}`,
        ...LITTLE,
        ...this.#args,
      ],
      stdout: "null",
      stderr: "piped",
    }).spawn();
    this.#child = child;
    this.#watchdog = new Watchdog({ pid: child.pid, folder: this.#dir });
    await readyIn(child, log);
  }

  /** @throws {Error} if it does not run */
  get pid(): number {
    if (this.#child === undefined) throw new Error("The server does not run");
    return this.#child.pid;
  }

  /** Ends it in the middle of whatever it does. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    await this.#watchdog?.stop();
    this.#watchdog = undefined;
    child?.kill("SIGKILL");
    await child?.status;
    await child?.stderr.cancel().catch(() => {});
  }

  /** Kills it if it runs, and starts it again on the same port and data. */
  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** Stops it in the middle of whatever it does; its connections stay open. */
  freeze(): void {
    this.#child?.kill("SIGSTOP");
  }

  thaw(): void {
    this.#child?.kill("SIGCONT");
  }

  /** Runs one statement as root, on no database or on one. */
  async admin(sql: string, database?: string): Promise<Record<string, unknown>[]> {
    const { host, port } = this;
    const connection = await createConnection({
      ...{ host, port, ...ROOT },
      ...(database === undefined ? {} : { database }),
    });
    try {
      const [rows] = await connection.query(sql);
      return rows as Record<string, unknown>[];
    } finally {
      await connection.end();
    }
  }

  /** Makes an empty database with this name, in place of the one that there may be. */
  async database(name: string): Promise<MysqlStoreConfig> {
    await this.admin(`drop database if exists \`${name}\``);
    await this.admin(`create database \`${name}\``);
    return this.config(name);
  }

  /** The way to a database, for root or somebody else. */
  config(database: string, account: Account = ROOT): MysqlStoreConfig {
    const { host, port } = this;
    const way = { kind: "mysql" as const, host, port, database, ...account };
    return { ...way, ssl: "auto", ca: undefined, migrate: true };
  }

  /** Makes somebody who may do these things in one database, and gives back the way there. */
  async account(
    database: string,
    { user, password, rights }: Account & { rights: string },
  ): Promise<MysqlStoreConfig> {
    await this.admin(`drop user if exists '${user}'@'%'`);
    await this.admin(`create user '${user}'@'%' identified by '${password}'`);
    await this.admin(`grant ${rights} on \`${database}\`.* to '${user}'@'%'`);
    return this.config(database, { user, password });
  }

  /** A certificate that the server has made for itself (PEM): `ca` has signed the others. */
  certificate(name: "ca" | "client-cert"): Promise<string> {
    return Deno.readTextFile(join(this.#dir, "data", `${name}.pem`));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.#dir, { recursive: true });
  }

  get #logFile(): string {
    return join(this.#dir, "log");
  }
}

/**
 * Starts a server for one test file: `await using server = await startMysql()`. MYSQLD names the
 * program; without it the first of mariadbd and mysqld that is there.
 */
export async function startMysql(options: MysqlServerOptions = {}): Promise<MysqlServer> {
  const mysqld = await findMysqld();
  const dir = await Deno.makeTempDir({ prefix: "conexao-mysql-" });
  await initialise(mysqld, join(dir, "data"));
  const server = new MysqlServer(mysqld, dir, options);
  await server.start();
  return server;
}

/** Follows what the server says until it is ready, and keeps the rest of it out of the way. */
async function readyIn(child: Deno.ChildProcess, log: Deno.FsFile): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = setTimeout(() => reject(new Error("mysqld did not start in time")), STARTUP_MS);
  let said = "";
  const follow = async () => {
    using _ = log;
    for await (const chunk of child.stderr) {
      log.writeSync(chunk);
      said = (said + new TextDecoder().decode(chunk)).slice(-20_000);
      if (/ready for connections[\s\S]*port: [1-9]/.test(said)) resolve();
    }
    reject(new Error(`mysqld ended at its start:\n${said}`));
  };
  follow().catch(reject);
  try {
    await promise;
  } finally {
    clearTimeout(late);
  }
}
