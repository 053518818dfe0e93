import { Cookies } from "./auth/cookies.ts";
import { Door } from "./auth/door.ts";
import { Guesses } from "./auth/guesses.ts";
import { Links } from "./auth/links.ts";
import { PasswordHashes } from "./auth/password_hashes.ts";
import { Passwords } from "./auth/passwords.ts";
import { Sessions } from "./auth/sessions.ts";
import { DeafBus } from "./bus/deaf_bus.ts";
import { LocalBus } from "./bus/local_bus.ts";
import type { Bus } from "./chat/bus.ts";
import { Chat } from "./chat/chat.ts";
import { type Clock, systemClock } from "./chat/clock.ts";
import type { Log } from "./chat/log.ts";
import { Moderation } from "./chat/moderation.ts";
import { People } from "./chat/people.ts";
import { Retention } from "./chat/retention.ts";
import { Rooms } from "./chat/rooms.ts";
import { Settings } from "./chat/settings.ts";
import type { Store } from "./chat/store.ts";
import { Turnstile } from "./chat/turnstile.ts";
import type { Config } from "./config.ts";
import { openStore } from "./store/mod.ts";
import { MemoryGuard } from "./telemetry/memory_guard.ts";
import { Admission } from "./ws/admission.ts";
import { type DrainOptions, Hub } from "./ws/hub.ts";

/** Few enough to leave database connections to others, and less patience than a client has. */
const ENTRANCE = { places: 6, patienceMs: 4_000 };

/** Everything a request may need, made once. */
export interface Services {
  config: Config;
  log: Log;
  store: Store;
  chat: Chat;
  rooms: Rooms;
  people: People;
  moderation: Moderation;
  settings: Settings;
  sessions: Sessions;
  door: Door;
  passwords: Passwords;
  links: Links;
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

/**
 * The one place where the parts are put together.
 *
 * @param options as of `openStore`
 * @throws {StoreRefused} if the database will not have us
 */
export async function openServices(
  config: Config,
  log: Log,
  options: { again?: boolean } = {},
): Promise<Services> {
  const clock = systemClock;
  const store = await openStore(config.store, { log, ...options });
  const bus = await openBus(config.bus, store, log);
  const { rateLimits } = config;
  const chatParts = { store, clock, log, rateLimits };
  const settings = new Settings({ ...store, clock, fixed: config.door });
  const chat = new Chat({ ...chatParts, settings });
  const rooms = new Rooms({ ...chatParts, chat, settings });
  const people = new People({ ...chatParts, chat });
  const moderation = new Moderation({ ...chatParts, chat });
  const hub = new Hub({ chat, store, bus, clock, log });
  const auth = openAuth({ store, settings, hub, config, clock });
  const retention = new Retention({ store, clock, log });
  const memory = new MemoryGuard(config.memoryLimitMb);
  const admission = new Admission({ hub, memory, clock, rateLimits });
  const entrance = new Turnstile({ ...ENTRANCE, clock });
  chat.onMove((user) => auth.sessions.changed(user));
  auth.sessions.onEnd((user) => void hub.nudge(user));
  hub.start();
  retention.start();

  let drained: Promise<unknown> | undefined;
  async function drain(options?: DrainOptions): Promise<void> {
    retention.stop();
    await (drained ??= Promise.all([hub.drain(options), chat.drain()]));
  }

  let closed: Promise<unknown> | undefined;
  async function close(): Promise<void> {
    await (closed ??= Promise.all([bus.close(), store.close()]));
  }

  const doors = { hub, admission, entrance, memory };
  const talk = { chat, rooms, people, moderation, settings };
  return { config, log, store, ...talk, ...auth, ...doors, drain, close };
}

interface AuthParts {
  store: Store;
  settings: Settings;
  hub: Hub;
  config: Config;
  clock: Clock;
}

/** Who is who, and how they come in. */
function openAuth(
  { store, settings, hub, config, clock }: AuthParts,
): Pick<Services, "sessions" | "door" | "passwords" | "links"> {
  const { rateLimits } = config;
  const { people } = store;
  const cookies = new Cookies(config.cookieName);
  const hashes = new PasswordHashes(clock);
  const guesses = new Guesses({ clock, rateLimits });
  const sessions = new Sessions({ people, server: store.server, clock, cookies });
  const shared = { sessions, hashes, cookies };
  const passwords = new Passwords({ ...shared, people, guesses, clock });
  const { presence } = hub;
  const door = new Door({ ...shared, store, settings, guesses, clock, rateLimits, presence });
  const links = new Links({ ...shared, store, passwords });
  return { sessions, door, passwords, links };
}

async function openBus(config: Config["bus"], store: Store, log: Log): Promise<Bus> {
  if (config.kind === "local") return new LocalBus();
  if (config.kind === "none") return new DeafBus();
  // The client takes longer to load than all else does to start, and who is alone has no use for it.
  const { openRedisBus } = await import("./bus/redis_bus.ts");
  const { id: storeId, busKey } = store;
  return await openRedisBus(config, { storeId, busKey, clock: systemClock, log });
}
