import type { MysqlStoreConfig } from "@/lib/store/mod.ts";
import { type Environment, type Instance, newInstance, startInstance } from "./instance.ts";
import { type MysqlServer, type MysqlServerOptions, startMysql } from "./mysql_server.ts";
import { type RedisServer, startRedis } from "./redis_server.ts";

/** One instance alone, on SQLite in a folder of its own. */
export class AloneSite implements AsyncDisposable {
  readonly instance: Instance;
  readonly dataDir: string;

  private constructor(instance: Instance, dataDir: string) {
    this.instance = instance;
    this.dataDir = dataDir;
  }

  static async open(environment: Environment = {}): Promise<AloneSite> {
    const dataDir = await Deno.makeTempDir({ prefix: "conexao-data-" });
    return new AloneSite(await startInstance({ DATA_DIR: dataDir, ...environment }), dataDir);
  }

  get url(): string {
    return this.instance.url;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.instance.kill();
    await Deno.remove(this.dataDir, { recursive: true });
  }
}

/** The environment of an instance on these servers. */
export function sharedEnvironment(
  { host, port, user, password, database }: MysqlStoreConfig,
  redis?: { host: string; port: number },
): Environment {
  return {
    DB_HOST_SQL: host,
    DB_PORT: String(port),
    DB_USER: user,
    DB_PASSWORD: password,
    DB_NAME: database,
    ...(redis === undefined ? {} : {
      DB_HOST_REDIS: redis.host,
      REDIS_PORT: String(redis.port),
    }),
  };
}

/** Two instances on one MySQL and one Redis with the rights that compose gives. */
export class SharedSite implements AsyncDisposable {
  readonly mysql: MysqlServer;
  readonly redis: RedisServer;
  readonly a: Instance;
  readonly b: Instance;
  readonly environment: Environment;

  private constructor(
    servers: { mysql: MysqlServer; redis: RedisServer },
    instances: { a: Instance; b: Instance },
    environment: Environment,
  ) {
    this.mysql = servers.mysql;
    this.redis = servers.redis;
    this.a = instances.a;
    this.b = instances.b;
    this.environment = environment;
  }

  static async open(options: MysqlServerOptions = {}): Promise<SharedSite> {
    await using stack = new AsyncDisposableStack();
    const [mysql, redis] = await Promise.all([startMysql(options), startRedis()]);
    stack.use(mysql);
    stack.use(redis);
    const environment = sharedEnvironment(await mysql.database("conexao"), redis);
    const a = stack.use(newInstance(environment));
    const b = stack.use(newInstance(environment));
    await Promise.all([a.start(), b.start()]);
    stack.move();
    return new SharedSite({ mysql, redis }, { a, b }, environment);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.a.kill(), this.b.kill()]);
    await Promise.all([this.mysql[Symbol.asyncDispose](), this.redis[Symbol.asyncDispose]()]);
  }
}
