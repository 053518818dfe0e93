import { systemClock } from "./chat/clock.ts";
import { Unavailable } from "./chat/errors.ts";
import type { Log } from "./chat/log.ts";
import type { Config } from "./config.ts";
import { openServices, type Services } from "./services.ts";
import { StoreRefused } from "./store/mod.ts";

/** How often a database that does not fit is looked at again, in milliseconds. */
const AGAIN_MS = 1_000;
/** Clients come back to this very instance, each after another time, in milliseconds. */
const SPREAD_MS = { perSocket: 10, most: 3_000 };
/** Those who wait for a new database wait no longer than this for a slow reader of the old one. */
const GRACE_MS = 2_000;

/**
 * The services of the database that is there. Where another one takes its place (a backup was
 * restored, a server exchanged), all that was known of the old one is let go of, and everything is
 * opened anew, in the same process.
 */
export class Serving {
  readonly config: Config;
  readonly log: Log;
  #services: Services;
  /** The old ones say goodbye. */
  #parting: Promise<void> | undefined;
  /** The old database is gone, and no other one fits yet. */
  #between = false;
  #stopping = false;
  /** Why the database that is there does not fit, as it was said last. */
  #said: string | undefined;

  private constructor(services: Services) {
    this.config = services.config;
    this.log = services.log;
    this.#services = this.#attend(services);
  }

  /** @throws {StoreRefused} if the database will not have us at the start */
  static async open(config: Config, log: Log): Promise<Serving> {
    return new Serving(await openServices(config, log));
  }

  /** Those of now; between two databases the old ones, closed. */
  get services(): Services {
    return this.#services;
  }

  /** @throws {Unavailable} between two databases */
  requireStore(): void {
    if (!this.#between) return;
    throw new Unavailable("The database is being exchanged", { afterMs: AGAIN_MS });
  }

  /** As of the services; for good. */
  async drain(): Promise<void> {
    this.#stopping = true;
    await Promise.all([this.#services.drain(), this.#parting]);
  }

  /** Closes what is open. */
  async close(): Promise<void> {
    await this.#services.close();
  }

  #attend(services: Services): Services {
    services.hub.onMoved(() => void this.#goOver());
    return services;
  }

  async #goOver(): Promise<void> {
    if (this.#stopping) return;
    this.#between = true;
    void this.#letGo(this.#services);
    const services = await this.#reopen();
    if (!services) return;
    this.#services = this.#attend(services);
    this.#between = false;
    this.log.warn("store.exchanged", { store: services.store.id });
  }

  /** What is being committed is answered first; the requests that are left find the store away. */
  async #letGo(services: Services): Promise<void> {
    const spreadMs = Math.min(SPREAD_MS.most, SPREAD_MS.perSocket * services.hub.sockets);
    this.#parting = services.drain({ spreadMs, graceMs: GRACE_MS });
    try {
      await this.#parting;
      await services.close();
    } catch (error) {
      this.log.error("store.not_closed", { error: nameOf(error) });
    }
  }

  /** The services of the database that fits at last; none if we are stopped before. */
  async #reopen(): Promise<Services | undefined> {
    const { addresses } = this.#services;
    for (this.#said = undefined; !this.#stopping;) {
      try {
        const services = await openServices(this.config, this.log, { again: true, addresses });
        if (!this.#stopping) return services;
        await services.drain();
        await services.close();
      } catch (error) {
        this.#say(error);
      }
      await new Promise<void>((resolve) => systemClock.after(AGAIN_MS, resolve));
    }
    return undefined;
  }

  #say(error: unknown): void {
    const isOurs = error instanceof StoreRefused || error instanceof Unavailable;
    const why = isOurs ? error.message : nameOf(error);
    if (why !== this.#said) this.log.error("store.unfit", { why });
    this.#said = why;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
