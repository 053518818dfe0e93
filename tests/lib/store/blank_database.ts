import { silentLog as log } from "@/lib/chat/log.ts";
import { type MysqlStoreConfig, openStore } from "@/lib/store/mod.ts";
import type { MysqlServer } from "@/tests/support/mysql_server.ts";

/** As its migrations have left it; nobody ever writes there. */
const MODEL = "model";

/**
 * A database that is as good as new each time, in place of a new one: a server makes twenty tables in
 * a fifth of a second, and a suite of two hundred cases wants them all two hundred times.
 */
export class BlankDatabase {
  readonly #server: MysqlServer;
  readonly #config: MysqlStoreConfig;
  readonly #tables: readonly string[];

  private constructor(server: MysqlServer, config: MysqlStoreConfig, tables: readonly string[]) {
    this.#server = server;
    this.#config = config;
    this.#tables = tables;
  }

  static async make(server: MysqlServer, name: string): Promise<BlankDatabase> {
    const [config] = await Promise.all([name, MODEL].map(async (each) => {
      const made = await server.database(each);
      await (await openStore(made, { log })).close();
      return made;
    }));
    const rows = await server.admin("show tables", MODEL);
    return new BlankDatabase(
      server,
      config!,
      rows.flatMap((row) => Object.values(row).map(String)),
    );
  }

  /** The way there, with nothing in it that any store before has written; under another store's id. */
  async emptied(): Promise<MysqlStoreConfig> {
    const { database } = this.#config;
    for (const table of await this.#written()) {
      await this.#server.admin(`truncate table ${table}`, database);
    }
    for (const table of ["meta", "rooms"]) {
      await this.#server.admin(`insert into ${table} select * from ${MODEL}.${table}`, database);
    }
    const id = crypto.getRandomValues(new Uint8Array(16)).toHex();
    await this.#server.admin(`update meta set value = '${id}' where name = 'store'`, database);
    return this.#config;
  }

  async #written(): Promise<string[]> {
    const asked = this.#tables
      .map((table) => `select '${table}' as name where exists (select 1 from ${table})`);
    const rows = await this.#server.admin(asked.join(" union all "), this.#config.database);
    return rows.map(({ name }) => String(name));
  }
}
