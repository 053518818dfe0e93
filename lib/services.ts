import { type Auth, openAuth } from "./auth/open_auth.ts";
import type { PasswordHashes } from "./auth/password_hashes.ts";
import { DeafBus } from "./bus/deaf_bus.ts";
import { LocalBus } from "./bus/local_bus.ts";
import type { Bus } from "./chat/bus.ts";
import type { ByteStore } from "./chat/byte_store.ts";
import { Chat } from "./chat/chat.ts";
import { type Clock, systemClock } from "./chat/clock.ts";
import { Unavailable } from "./chat/errors.ts";
import type { Log } from "./chat/log.ts";
import { Moderation } from "./chat/moderation.ts";
import { People } from "./chat/people.ts";
import { Retention } from "./chat/retention.ts";
import { Rooms } from "./chat/rooms.ts";
import { Settings } from "./chat/settings.ts";
import type { Store } from "./chat/store.ts";
import { Turnstile } from "./chat/turnstile.ts";
import type { Config } from "./config.ts";
import { Indexer } from "./search/indexer.ts";
import { Exports } from "./export/exports.ts";
import { openBytes } from "./files/open_bytes.ts";
import { openFiles } from "./files/open_files.ts";
import type { SharedFiles } from "./files/shared_files.ts";
import type { Uploads } from "./files/uploads.ts";
import { SearchDesk } from "./search/search_desk.ts";
import { Searching } from "./search/searching.ts";
import { openStore, StoreRefused } from "./store/mod.ts";
import { addressesOf } from "./telemetry/addresses.ts";
import { MemoryGuard } from "./telemetry/memory_guard.ts";
import { Admission } from "./ws/admission.ts";
import { type DrainOptions, Hub } from "./ws/hub.ts";
import { nextTurn } from "./ws/next_turn.ts";

/** Few enough to leave database connections to others, and less patience than a client has. */
const ENTRANCE = { places: 6, patienceMs: 4_000 };

/** Everything a request may need, made once. */
export interface Services extends Auth {
  config: Config;
  log: Log;
  store: Store;
  /** Where the bytes of files are. */
  bytes: ByteStore;
  chat: Chat;
  rooms: Rooms;
  people: People;
  moderation: Moderation;
  settings: Settings;
  search: SearchDesk;
  exports: Exports;
  uploads: Uploads;
  files: SharedFiles;
  /** Where this server is found on the network. */
  addresses: readonly string[];
  hub: Hub;
  admission: Admission;
  /** Where those who come to stay wait for their turn. */
  entrance: Turnstile;
  memory: MemoryGuard;
  /** Says goodbye to every socket, takes no more messages, and answers those that were taken. Once. */
  drain(options?: DrainOptions): Promise<void>;
  /** Closes what was opened. Once. */
  close(): Promise<void>;
}

/** How services are opened. */
export interface OpenOptions {
  /** As of `openStore`. */
  again?: boolean;
  /** Where this server is found; the rights to ask the machine are given up after the start. */
  addresses?: readonly string[];
  hashes?: PasswordHashes;
}

/**
 * The one place where the parts are put together.
 *
 * @throws {StoreRefused} if the database will not have us
 */
export async function openServices(
  config: Config,
  log: Log,
  { again = false, addresses = addressesHere(config), hashes }: OpenOptions = {},
): Promise<Services> {
  const clock = systemClock;
  const store = await openStore(config.store, { log, again });
  const bytes = await openPlace(config.files, { store, clock, log });
  const bus = await openBus(config.bus, store, log);
  const { rateLimits, cookieName } = config;
  const chatParts = { store, clock, log, rateLimits };
  const settings = new Settings({
    ...store,
    clock,
    fixed: { ...config.door, ...config.fileLimits },
  });
  await settings.publish();
  const chat = new Chat({ ...chatParts, settings, soon: nextTurn });
  const rooms = new Rooms({ ...chatParts, chat, settings });
  const people = new People({ ...chatParts, chat });
  const moderation = new Moderation({ ...chatParts, chat });
  const hub = new Hub({ chat, store, bus, clock, log });
  const auth = openAuth({
    ...{ store, settings, clock, cookieName, rateLimits, hashes },
    presence: hub.presence,
    whereabouts: { publicUrl: config.publicUrl, addresses },
  });
  const retention = new Retention({ store, clock, log });
  const search = new SearchDesk({
    ...{ chat, people: store.people, clock, rateLimits },
    searching: new Searching({ store: store.search, chat, clock }),
  });
  const indexer = new Indexer({ store: store.index, clock, log });
  const exports = new Exports({ chat, clock, rateLimits });
  const memory = new MemoryGuard(config.memoryLimitMb);
  const admission = new Admission({ hub, memory, clock, rateLimits });
  const filing = openFiles({ ...chatParts, ...auth, chat, settings, bytes, memory });
  const { uploads, files } = filing;
  const entrance = new Turnstile({ ...ENTRANCE, clock });
  chat.onMove((user) => auth.sessions.changed(user));
  auth.sessions.onEnd((user) => void hub.nudge(user));
  chat.onChange(() => indexer.wake());
  hub.start();
  retention.start();
  indexer.start();
  filing.start();

  let drained: Promise<unknown> | undefined;
  async function drain(options?: DrainOptions): Promise<void> {
    retention.stop();
    const parts = [hub.drain(options), chat.drain(), indexer.stop(), filing.drain()];
    await (drained ??= Promise.all(parts));
  }

  let closed: Promise<unknown> | undefined;
  async function close(): Promise<void> {
    await (closed ??= Promise.all([bus.close(), bytes.close(), store.close()]));
  }

  const doors = { hub, admission, entrance, memory };
  const talk = { chat, rooms, people, moderation, settings, search, exports, uploads, files };
  return { config, log, store, bytes, addresses, ...talk, ...auth, ...doors, drain, close };
}

async function openPlace(
  config: Config["files"],
  parts: { store: Store; clock: Clock; log: Log },
): Promise<ByteStore> {
  try {
    return await openBytes(config, parts);
  } catch (error) {
    await parts.store.close();
    if (!(error instanceof Unavailable)) throw error;
    throw new StoreRefused(error.message, { cause: error });
  }
}

function addressesHere({ listen: { host, port } }: Config): string[] {
  return addressesOf(host, port, Deno.networkInterfaces());
}

async function openBus(config: Config["bus"], store: Store, log: Log): Promise<Bus> {
  if (config.kind === "local") return new LocalBus();
  if (config.kind === "none") return new DeafBus();
  // The client takes longer to load than all else does to start, and who is alone has no use for it.
  const { openRedisBus } = await import("./bus/redis_bus.ts");
  const { id: storeId, busKey } = store;
  return await openRedisBus(config, { storeId, busKey, clock: systemClock, log });
}
