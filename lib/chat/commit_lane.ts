import type { Clock, Timer } from "./clock.ts";
import { ChatError, Unavailable } from "./errors.ts";
import type { Log } from "./log.ts";
import type { Change, Committed, MessageStore, Outcome, RoomChange } from "./store.ts";

/** What a lane works with. */
export interface LaneDoor {
  store: Pick<MessageStore, "commit">;
  clock: Clock;
  log: Log;
  /** How long a change waits before its sender is told to try again, in milliseconds. */
  patienceMs: number;
  /** Told of each room that a commit changed, before the outcomes are given out. */
  changed(change: RoomChange): void;
  /** Calls back in the next turn of the event loop, before anything can have been answered. */
  soon(run: () => void): void;
  /** Told of rooms in which a commit may or may not have taken place. */
  unknown(rooms: readonly number[]): void;
}

interface Waiting {
  change: Change;
  bytes: number;
  deadline: number;
  settle: PromiseWithResolvers<Outcome>;
}

const MAX_CHANGES = 200;
const MAX_BYTES = 1_048_576;
/** More than this waiting is not a burst but a store that is not there. */
const MAX_WAITING = 10_000;
/** Before a failed batch is tried again: a deadlock's winner needs a moment, a dead store more. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 800;

/** One transaction at a time: what arrives meanwhile waits and goes in the next. */
export class CommitLane {
  readonly #door: LaneDoor;
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;
  #told: Promise<void> | undefined;

  constructor(door: LaneDoor) {
    this.#door = door;
  }

  /** See `GroupCommit.commit`. */
  enter(change: Change): Promise<Outcome> {
    if (this.#queue.length >= MAX_WAITING) {
      return Promise.reject(new Unavailable("Too much is waiting for the store"));
    }
    const settle = Promise.withResolvers<Outcome>();
    const deadline = this.#door.clock.now() + this.#door.patienceMs;
    // A UTF-16 unit is at most three bytes of UTF-8; the rest of a row is small.
    const units = "body" in change ? change.body.length : 0;
    this.#queue.push({ change, bytes: units * 3 + 256, deadline, settle });
    this.#running ??= this.#run().finally(() => this.#running = undefined);
    return settle.promise;
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    await this.#running;
    await this.#told;
  }

  async #run(): Promise<void> {
    // What came in this turn of the event loop goes together.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#nextBatch();
      await this.#store(batch);
      this.#queue = this.#dismissLate(this.#queue);
    }
  }

  #nextBatch(): Waiting[] {
    let bytes = 0;
    let size = 0;
    for (const waiting of this.#queue) {
      bytes += waiting.bytes;
      if (size > 0 && (size === MAX_CHANGES || bytes > MAX_BYTES)) break;
      size++;
    }
    return this.#queue.splice(0, size);
  }

  async #store(batch: Waiting[]): Promise<void> {
    let left = batch;
    for (
      let pause = FIRST_PAUSE_MS;
      left.length > 0;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    ) {
      const failure = await this.#attempt(left);
      if (failure === undefined) return;
      if (!isTransient(failure)) return await this.#oneByOne(left, failure);
      // It says when to come back, and nothing that is done here brings that about.
      if (failure.afterMs !== undefined) {
        return left.forEach(({ settle }) => settle.reject(failure));
      }
      this.#door.unknown([...new Set(left.map(({ change }) => change.room))]);
      await this.#pause(pause);
      left = this.#dismissLate(left);
    }
  }

  /** The failure, if the batch failed. */
  async #attempt(batch: readonly Waiting[]): Promise<unknown> {
    const late = this.#answerLate(batch);
    try {
      const committed = await this.#door.store.commit(batch.map((w) => w.change));
      if (this.#queue.length === 0) this.#tell(batch, committed);
      else this.#tellSoon(batch, committed);
      return undefined;
    } catch (error) {
      return error ?? new Error("The store failed without saying why");
    } finally {
      late.cancel();
    }
  }

  /** Where more waits, the store is to have it first: it works while we tell of this. */
  #tellSoon(batch: readonly Waiting[], committed: Committed): void {
    this.#told = new Promise<void>((soon) => this.#door.soon(soon))
      .then(() => this.#tell(batch, committed));
  }

  /** Never throws: what is stored must not be stored once more. */
  #tell(batch: readonly Waiting[], { outcomes, changes }: Committed): void {
    try {
      for (const change of changes) this.#door.changed(change);
    } catch (error) {
      // Those who look after themselves will find it.
      this.#door.log.error("commit.untold", { error: nameOf(error) });
    }
    batch.forEach(({ settle }, i) => settle.resolve(outcomes[i]!));
  }

  /** A statement may hang for longer than a sender should wait for its answer. */
  #answerLate(batch: readonly Waiting[]): Timer {
    const first = Math.min(...batch.map(({ deadline }) => deadline));
    return this.#door.clock.after(Math.max(0, first - this.#door.clock.now()), () => {
      this.#dismissLate(batch);
      this.#queue = this.#dismissLate(this.#queue);
    });
  }

  /** Gives those whose patience is over their answer; the rest is left. */
  #dismissLate(waiting: readonly Waiting[]): Waiting[] {
    const now = this.#door.clock.now();
    return waiting.filter(({ deadline, settle }) => {
      if (deadline > now) return true;
      settle.reject(new Unavailable("The store did not answer in time"));
      return false;
    });
  }

  /** One bad change must not take the others with it. */
  async #oneByOne(batch: readonly Waiting[], cause: unknown): Promise<void> {
    if (batch.length > 1) {
      for (const waiting of batch) await this.#store([waiting]);
      return;
    }
    const [{ change, settle }] = batch as [Waiting];
    this.#door.log.error("commit.failed", { room: change.room, error: nameOf(cause) });
    settle.reject(
      cause instanceof ChatError
        ? cause
        : new ChatError("internal", "Cannot store the message", { cause }),
    );
  }

  #pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#door.clock.after(ms, resolve);
    return promise;
  }
}

function isTransient(error: unknown): error is ChatError {
  return error instanceof ChatError && error.retry;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
