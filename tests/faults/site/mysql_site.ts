import { createConnection } from "mysql2/promise";
import { eventually } from "@/tests/support/eventually.ts";
import { type Instance, newInstance } from "@/tests/support/instance.ts";
import { type MysqlServer, startMysql } from "@/tests/support/mysql_server.ts";
import { type RedisServer, startRedis } from "@/tests/support/redis_server.ts";
import { sharedEnvironment } from "@/tests/support/sites.ts";
import type { MysqlStoreConfig } from "@/lib/store/mod.ts";
import type { Ask } from "./archive.ts";
import { BusRelay } from "./bus_relay.ts";
import type { Place, Site } from "./site.ts";
import { SqlRelay } from "./sql_relay.ts";

/** An instance, and its own ways to the servers. */
export interface MysqlPlace extends Place {
  readonly sql: SqlRelay;
  readonly bus: BusRelay;
}

/** No outage lasts longer. */
const AWAY_MS = 40_000;
const NAMES = ["a", "b", "c"];

/** Instances on one MySQL and one Redis, with the rights that compose gives. */
export class MysqlSite implements Site {
  readonly store = "mysql";
  readonly mysql: MysqlServer;
  readonly redis: RedisServer;
  readonly places: readonly MysqlPlace[];
  readonly mortal: readonly MysqlPlace[];
  readonly config: MysqlStoreConfig;
  readonly #stack: AsyncDisposableStack;

  private constructor(
    servers: { mysql: MysqlServer; redis: RedisServer },
    { places, steady }: { places: readonly MysqlPlace[]; steady: number },
    config: MysqlStoreConfig,
    stack: AsyncDisposableStack,
  ) {
    this.mysql = servers.mysql;
    this.redis = servers.redis;
    this.places = places;
    this.mortal = places.slice(0, places.length - steady);
    this.config = config;
    this.#stack = stack;
  }

  /** `steady` of the `instances` are never ended. */
  static async open({ instances = 2, steady = 0 } = {}): Promise<MysqlSite> {
    await using stack = new AsyncDisposableStack();
    const [mysql, redis] = await Promise.all([startMysql({ durable: true }), startRedis()]);
    stack.use(mysql);
    stack.use(redis);
    const config = await mysql.database("conexao");
    const places = NAMES.slice(0, instances).map((name) => {
      const sql = stack.use(new SqlRelay(mysql.port));
      const bus = stack.use(new BusRelay(redis.port));
      const instance = stack.use(newInstance(environmentOf(config, { sql, bus })));
      return { name, instance, sql, bus };
    });
    // One makes the schema, so that it is not waited for.
    for (const { instance } of places) await instance.start();
    return new MysqlSite({ mysql, redis }, { places, steady }, config, stack.move());
  }

  get a(): MysqlPlace {
    return this.places[0]!;
  }

  get b(): MysqlPlace {
    return this.places[1]!;
  }

  // Whoever looks does not do so because the server is away, or goes away meanwhile.
  async consult<T>(read: (ask: Ask) => Promise<T>): Promise<T> {
    const { value } = await eventually(
      async () => {
        try {
          return { value: await this.#read(read) };
        } catch (error) {
          if (isPassing(error)) return undefined;
          throw error;
        }
      },
      { withinMs: AWAY_MS, everyMs: 100 },
    );
    return value;
  }

  async heal(): Promise<void> {
    this.mysql.thaw();
    this.redis.thaw();
    await Promise.all(this.places.map(({ instance }) => revive(instance)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }

  async #read<T>(read: (ask: Ask) => Promise<T>): Promise<T> {
    const { host, port, user, password, database } = this.config;
    const connection = await createConnection({ host, port, user, password, database });
    try {
      await connection.query("start transaction with consistent snapshot");
      return await read(async (sql) =>
        (await connection.query(sql))[0] as Record<string, unknown>[]
      );
    } finally {
      connection.destroy();
    }
  }
}

/** The server is away, or has got other tables in the middle of a look (error 1412). */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return "fatal" in error && error.fatal === true || "errno" in error && error.errno === 1412 ||
    "code" in error && error.code === "ECONNREFUSED";
}

// In the clear, so that the relay can read along.
function environmentOf(
  config: MysqlStoreConfig,
  { sql, bus }: { sql: SqlRelay; bus: BusRelay },
): Readonly<Record<string, string>> {
  return { ...sharedEnvironment({ ...config, port: sql.port }, bus), DB_SSL: "off" };
}

/** Sees to it that it runs. */
async function revive(instance: Instance): Promise<void> {
  if (instance.isRunning) instance.thaw();
  else await instance.start();
}
