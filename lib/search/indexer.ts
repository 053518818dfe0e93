import type { Clock, Timer } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Log } from "@/lib/chat/log.ts";
import { randomId } from "@/lib/chat/random_id.ts";
import type { Indexing, IndexStore, Lag, Turn } from "@/lib/chat/store.ts";
import { Batch } from "./batch.ts";
import { entryOf } from "./entry_of.ts";

/** What an Indexer works with. */
export interface IndexerParts {
  store: IndexStore;
  clock: Clock;
  log: Log;
  /** Nobody is served meanwhile, so that others may wait for a transaction. */
  alone?: boolean;
}

/** How often is looked for what other instances have committed: half of what may pass by then. */
const LOOK_MS = 500;
/** What is said meanwhile is taken in together: pages are written once for all of it. */
const GATHER_MS = 200;
/** Rooms that take turns, and messages of one that are read at a time. */
const ROOMS = 50;
const MESSAGES = { beside: 200, alone: 2_000 };
/**
 * Postings of one transaction: it does not last so long that who sends meanwhile feels it; and where
 * nobody does, it writes the more to each page that it touches.
 */
const POSTINGS = { beside: 500, alone: 100_000 };

/**
 * While people write, the index rests for so many times as long as it has worked; at most for so long.
 * Where so many messages wait that a search is behind in any case, those who write come first.
 */
const REST = { near: 3, far: 9 };
const FAR = 1_000;
const LONGEST_REST_MS = 1_000;
/** People write if somebody has within this time, in milliseconds. */
const WRITING_MS = 1_000;

/**
 * Keeps the index of words up to date, behind the backs of those who write. Every instance has one;
 * only one of them finds the lease free and does the work, and an idle one asks one short question.
 */
export class Indexer {
  readonly #parts: IndexerParts;
  readonly #holder = randomId();
  #look: Timer | undefined;
  #soon: Timer | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #wokenAt = -Infinity;
  #rested: (() => void) | undefined;
  #lookedAt = -Infinity;
  /** How far rooms had come that lagged at the last look. */
  #heads: ReadonlyMap<number, number> | undefined;
  /** How many messages lagged then. */
  #behind = 0;

  constructor(parts: IndexerParts) {
    this.#parts = parts;
  }

  /** Begins, and goes on until it is stopped. */
  start(): void {
    if (this.#look !== undefined) return;
    this.#look = this.#parts.clock.every(LOOK_MS, () => this.#turn());
    this.#turn();
  }

  /** Something was committed here: does not wait for the next look. */
  wake(): void {
    this.#wokenAt = this.#parts.clock.now();
    if (this.#look === undefined || this.#soon !== undefined) return;
    this.#soon = this.#parts.clock.after(GATHER_MS, () => {
      this.#soon = undefined;
      this.#turn();
    });
  }

  /** Ends after the transaction that is under way, and lets another instance go on at once. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#look?.cancel();
    this.#soon?.cancel();
    this.#look = undefined;
    this.#rested?.();
    await this.#running;
    await this.#parts.store.release(this.#holder).catch(() => {});
  }

  /**
   * Takes in all that is there to be taken in, unless another instance is at it.
   * @throws {Unavailable} if the database is away
   */
  async catchUp(): Promise<void> {
    while (!this.#stopped) {
      const lags = await this.#parts.store.lagging(this.#holder, ROOMS);
      if (lags.length === 0 || !await this.#take(lags)) return;
    }
  }

  /**
   * Throws all of it away, to be built anew.
   *
   * @returns false if another instance is at it
   * @throws {Unavailable} if the database is away
   */
  clear(): Promise<boolean> {
    return this.#through((holder) => this.#parts.store.clear(holder));
  }

  /** One run at a time; what comes meanwhile has its own, soon after. */
  #turn(): void {
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#again) this.wake();
      this.#again = false;
    });
  }

  /** Takes in what waits now. Never throws. */
  async #run(): Promise<void> {
    try {
      for (let more = true; more && !this.#stopped;) {
        const lags = await this.#lookAround();
        more = lags.length > 0 && await this.#take(lags) &&
          (lags.length === ROOMS || lags.some(isLong));
      }
    } catch (error) {
      // Away for a while: there is another turn.
      if (error instanceof Unavailable) return;
      const name = error instanceof Error ? error.name : typeof error;
      this.#parts.log.error("index.failed", { error: name });
    }
  }

  /**
   * What lags; and whether people write: what other instances commit wakes nobody here, and is to be
   * left its share of the database, too.
   */
  async #lookAround(): Promise<Lag[]> {
    const { store, clock } = this.#parts;
    const lags = await store.lagging(this.#holder, ROOMS);
    const heads = this.#heads;
    const hadAll = heads !== undefined && heads.size < ROOMS;
    const moved = lags.some(({ room, to }) => to > (heads?.get(room) ?? (hadAll ? 0 : Infinity)));
    this.#lookedAt = clock.now();
    if (moved) this.#wokenAt = this.#lookedAt;
    this.#behind = lags.reduce((sum, { from = 0, to }) => sum + to - from, 0);
    this.#heads = new Map(lags.map(({ room, to }) => [room, to]));
    return lags;
  }

  /** The next stretch of each of these rooms. @returns false if another instance is at it */
  async #take(lags: readonly Lag[]): Promise<boolean> {
    const { alone = false } = this.#parts;
    const most = alone ? POSTINGS.alone : POSTINGS.beside;
    const batch = new Batch(most, (stretches) => this.#put(stretches));
    for (const lag of lags) {
      const from = await this.#begin(lag);
      if (from === undefined) return false;
      if (from === lag.to) continue;
      for (const stretch of await this.#read({ ...lag, from })) {
        if (!await batch.add(stretch)) return false;
      }
    }
    return await batch.flush();
  }

  /** Puts stretches, and then leaves the database to those who write meanwhile. */
  async #put(stretches: readonly Indexing[]): Promise<Turn> {
    const { store, clock, alone = false } = this.#parts;
    const begun = clock.now();
    const turn = await store.put(this.#holder, stretches);
    const now = clock.now();
    // All that many rooms lack may take a while, and people begin or stop to write meanwhile.
    if (!alone && now - this.#lookedAt >= LOOK_MS) await this.#lookAround();
    const share = this.#behind > FAR ? REST.far : REST.near;
    const rest = Math.min((now - begun) * share, LONGEST_REST_MS);
    if (rest > 0 && !this.#stopped && now - this.#wokenAt < WRITING_MS) await this.#rest(rest);
    return turn;
  }

  async #rest(ms: number): Promise<void> {
    const over = Promise.withResolvers<void>();
    const timer = this.#parts.clock.after(ms, over.resolve);
    this.#rested = over.resolve;
    await over.promise;
    timer.cancel();
    this.#rested = undefined;
  }

  /** From where on a room is to be taken in; `undefined`: another instance is at it. */
  async #begin({ room, from }: Lag): Promise<number | undefined> {
    if (from !== undefined) return from;
    return await this.#through((holder) => this.#parts.store.wipe(holder, room)) ? 0 : undefined;
  }

  /** The next changes of a room, each a stretch of its own. */
  async #read(lag: Lag & { from: number }): Promise<Indexing[]> {
    const { room } = lag;
    const most = this.#parts.alone ? MESSAGES.alone : MESSAGES.beside;
    const { texts, to } = await this.#parts.store.changed(lag, most);
    let from = lag.from;
    const stretches = texts.map((text) => {
      const stretch = { room, from, to: text.rev, entries: [entryOf(room, text)] };
      from = text.rev;
      return stretch;
    });
    return from === to ? stretches : [...stretches, { room, from, to, entries: [] }];
  }

  /** Goes on until it is done. @returns false if another instance is at it, or we are stopped */
  async #through(work: (holder: string) => Promise<Turn>): Promise<boolean> {
    for (;;) {
      const turn = this.#stopped ? "held" : await work(this.#holder);
      if (turn !== "more") return turn === "done";
    }
  }
}

/** Whether a room lacks more than one reading gives. */
function isLong({ from, to }: Lag): boolean {
  return to - (from ?? 0) > MESSAGES.beside;
}
