import { type Clock, systemClock } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { KyselyStore } from "./kysely_store.ts";
import { prepareSchema } from "./migrate.ts";
import { reasonOf, refusalOf } from "./mysql/mysql_errors.ts";
import type * as MysqlModule from "./mysql/open_mysql.ts";
import { pause } from "./pause.ts";
import { renew } from "./renew.ts";
import { openSqlite } from "./sqlite/open_sqlite.ts";
import type { MysqlStoreConfig, StoreConfig } from "./store_config.ts";
import { StoreRefused } from "./store_refused.ts";

/** What opening a store needs besides its configuration. */
export interface OpenOptions {
  log: Log;
  clock?: Clock;
  /**
   * It was open before, and whoever asks will ask again: nothing is waited for, an empty database is
   * not filled, and what is said at a start is not repeated.
   */
  again?: boolean;
}

// Compose and a reboot start the database together with us; whoever starts us again does the rest.
const PATIENCE_MS = 60_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const SAY_EVERY = 3;
// No attempt to connect lasts longer than this.
const CONNECTING_MS = 20_000;

/**
 * Opens the store: waits up to a minute for a server that is not up yet, makes the schema in an
 * empty database, and brings an older one up to date where that is allowed.
 *
 * @throws {StoreRefused} with a line for the operator, where waiting would not help or did not
 * @throws {Unavailable} if it is opened `again`, and the server is away
 */
export function openStore(config: StoreConfig, options: OpenOptions): Promise<Store> {
  const migrate = config.kind === "sqlite" || config.migrate;
  return prepared(config, { migrate, ...options }, KyselyStore.load);
}

/**
 * Brings the schema up to date, whatever the configuration says of that.
 * @throws {StoreRefused} as `openStore` does
 */
export function migrateNow(config: StoreConfig, options: OpenOptions): Promise<void> {
  return prepared(config, { migrate: true, ...options }, (engine) => engine.close());
}

/**
 * Names and signs for a restored database anew; gives back how an operator knows it.
 * @throws {StoreRefused} as `openStore` does, and if it is empty
 */
export function renewNow(config: StoreConfig, options: OpenOptions): Promise<string> {
  return reached(config, options, async (engine) => {
    await renew(engine);
    await engine.close();
    return engine.title;
  });
}

/** What `finish` makes of the engine, once its schema is the one that we want; `isNew`: by us. */
function prepared<T>(
  config: StoreConfig,
  options: OpenOptions & { migrate: boolean },
  finish: (engine: Engine, isNew: boolean) => Promise<T>,
): Promise<T> {
  const { log, migrate, clock = systemClock, again = false } = options;
  return reached(config, options, async (engine) => {
    const isNew = await prepareSchema(engine, { migrate, patient: !again, log, clock });
    return await finish(engine, isNew);
  });
}

/** What `work` makes of the engine, once the server is there. */
async function reached<T>(
  config: StoreConfig,
  { log, clock = systemClock, again = false }: OpenOptions,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = config.kind === "sqlite"
    ? await openSqlite(config, { log, clock })
    : await openMysql(config, { log, clock, again });
  try {
    if (config.kind === "sqlite") return await work(engine);
    return await onceUp(config, { log, clock, again }, () => work(engine));
  } catch (error) {
    await engine.close();
    throw error;
  }
}

// The driver takes longer to load than all else does to start, and who is alone has no use for it.
async function openMysql(...args: Parameters<typeof MysqlModule.openMysql>): Promise<Engine> {
  const { openMysql } = await import("./mysql/open_mysql.ts");
  return openMysql(...args);
}

/** Tries again while the server is not there; what it refuses for good it refuses at once. */
async function onceUp<T>(
  config: MysqlStoreConfig,
  { log, clock, again }: Required<OpenOptions>,
  work: () => Promise<T>,
): Promise<T> {
  const server = `${config.host}:${config.port}`;
  let away = { since: clock.now(), tries: 0, wait: FIRST_PAUSE_MS };
  for (;;) {
    const begun = clock.now();
    try {
      return await work();
    } catch (error) {
      const refusal = refusalOf(error, config);
      if (refusal !== undefined) throw refusal;
      if (!(error instanceof Unavailable) || again) throw error;
      const now = clock.now();
      // It was there, perhaps for days while the schema was waited for, and has gone only now.
      if (now - begun > CONNECTING_MS) away = { since: now, tries: 0, wait: FIRST_PAUSE_MS };
      const why = reasonOf(error);
      if (now - away.since + away.wait > PATIENCE_MS) throw gaveUp(server, why, error);
      if (away.tries % SAY_EVERY === 0) log.warn("store.awaited", { server, why });
      await pause(clock, away.wait);
      const wait = Math.min(away.wait * 2, LONGEST_PAUSE_MS);
      away = { since: away.since, tries: away.tries + 1, wait };
    }
  }
}

function gaveUp(server: string, why: string, cause: Unavailable): StoreRefused {
  const line =
    `MySQL on ${server} is away (${why}), also after a minute: check DB_HOST_SQL, DB_PORT`;
  return new StoreRefused(line, { cause });
}
