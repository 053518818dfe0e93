import type { Clock, Timer } from "./clock.ts";
import { Unavailable } from "./errors.ts";
import type { Log } from "./log.ts";
import type { MessageStore } from "./store.ts";

/** What a Retention works with. */
export interface RetentionParts {
  store: Pick<MessageStore, "forgetActions">;
  clock: Clock;
  log: Log;
}

const EVERY_MS = 60 * 60 * 1_000;

/** Sees to it, now and once an hour, that nothing is kept for longer than it must be. */
export class Retention {
  readonly #parts: RetentionParts;
  #timer: Timer | undefined;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer ??= this.#parts.clock.every(EVERY_MS, () => void this.#run());
    void this.#run();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** A little at a time. Never throws. */
  async #run(): Promise<void> {
    const { store, log } = this.#parts;
    try {
      while (this.#timer && await store.forgetActions() > 0);
    } catch (error) {
      // Away for a while: there is another hour.
      if (error instanceof Unavailable) return;
      log.error("retention.failed", { error: error instanceof Error ? error.name : typeof error });
    }
  }
}
