import { type Connection, createConnection } from "mysql2/promise";
import { type MysqlStoreConfig, renewNow } from "@/lib/store/mod.ts";
import { silentLog } from "@/lib/chat/log.ts";

/** How a backup is put back. */
export interface Restoring {
  /** Over this database of the same server; over the one that was backed up by default. */
  into?: MysqlStoreConfig;
  /** Named anew in the same moment, as `deno task db:restored` does afterwards. */
  renewed?: boolean;
  /** What happens to it before anybody else sees it; it is given the way there. */
  before?: (hidden: MysqlStoreConfig) => Promise<unknown>;
}

let made = 0;

/**
 * All that was in a database of a test's server, at one moment. It is kept beside it under a name of
 * its own, and can be put back any number of times.
 */
export class Backup implements AsyncDisposable {
  readonly #config: MysqlStoreConfig;
  readonly #kept = `backup_${++made}`;

  constructor(config: MysqlStoreConfig) {
    this.#config = config;
  }

  /** Takes it; writers wait meanwhile. */
  async take(): Promise<void> {
    await connected(this.#config, (sql) => copy(sql, this.#config.database, this.#kept));
  }

  /**
   * Puts everything back in one moment, while others are at work: what they see is all as it was
   * just now, or all restored. Resolves with that moment, by `performance.now()`.
   */
  async restore({ into = this.#config, renewed, before }: Restoring = {}): Promise<number> {
    const [hidden, old] = [`${this.#kept}_hidden`, `${this.#kept}_old`];
    return await connected(this.#config, async (sql) => {
      await copy(sql, this.#kept, hidden);
      const theWay = { ...into, database: hidden };
      if (renewed) await renewNow(theWay, { log: silentLog });
      await before?.(theWay);
      await sql(`create database ${old}`);
      const moves = [
        ...(await tablesOf(sql, into.database)).map((name) => [into.database, name, old]),
        ...(await tablesOf(sql, hidden)).map((name) => [hidden, name, into.database]),
      ].map(([from, name, to]) => `\`${from}\`.${name} to \`${to}\`.${name}`);
      await sql(`rename table ${moves.join(", ")}`);
      const moment = performance.now();
      for (const name of [hidden, old]) await sql(`drop database ${name}`);
      return moment;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await connected(this.#config, (sql) => sql(`drop database if exists ${this.#kept}`));
  }
}

/**
 * Backs a database up, whoever is at work in it: `await using taken = await backup(config)`, then
 * `await taken.restore()`.
 *
 * @param config of somebody who may make databases
 */
export async function backup(config: MysqlStoreConfig): Promise<Backup> {
  const taken = new Backup(config);
  await taken.take();
  return taken;
}

type Sql = (statement: string) => Promise<Record<string, unknown>[]>;

async function connected<T>(
  { host, port, user, password }: MysqlStoreConfig,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const connection: Connection = await createConnection({ host, port, user, password });
  try {
    return await work(async (statement) => {
      const [rows] = await connection.query(statement);
      return rows as Record<string, unknown>[];
    });
  } finally {
    await connection.end();
  }
}

async function copy(sql: Sql, from: string, to: string): Promise<void> {
  await sql(`create database ${to}`);
  const names = await tablesOf(sql, from);
  for (const name of names) await sql(`create table ${to}.${name} like \`${from}\`.${name}`);
  // One moment for all of them, or a message might be there whose room does not know of it.
  const locks = names.map((name) => `\`${from}\`.${name} read, ${to}.${name} write`);
  await sql(`lock tables ${locks.join(", ")}`);
  for (const name of names) {
    await sql(`insert into ${to}.${name} select * from \`${from}\`.${name}`);
  }
  await sql("unlock tables");
}

async function tablesOf(sql: Sql, database: string): Promise<string[]> {
  const rows = await sql(
    `select table_name as name from information_schema.tables where table_schema = '${database}'`,
  );
  return rows.map(({ name }) => String(name));
}
