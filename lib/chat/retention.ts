import type { Clock, Timer } from "./clock.ts";
import { Unavailable } from "./errors.ts";
import type { Log } from "./log.ts";
import type { MessageStore, ModerationStore } from "./store.ts";

/** What a Retention works with. */
export interface RetentionParts {
  store: {
    messages: Pick<MessageStore, "forgetActions" | "forgetMessages">;
    moderation: Pick<ModerationStore, "forget" | "forgetUndo">;
  };
  clock: Clock;
  log: Log;
}

const HOUR_MS = 60 * 60 * 1_000;
/** What can be undone for ten seconds is gone soon after, and so is an erased room. */
const SOON_MS = 10_000;

/** Sees to it that nothing is kept for longer than it must be. */
export class Retention {
  readonly #parts: RetentionParts;
  #timers: Timer[] = [];

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  /** Begins: now, and then once an hour or every ten seconds, by what it is about. */
  start(): void {
    if (this.#timers.length > 0) return;
    const { messages, moderation } = this.#parts.store;
    this.#repeat(HOUR_MS, () => messages.forgetActions());
    this.#repeat(SOON_MS, () => messages.forgetMessages());
    this.#repeat(HOUR_MS, () => moderation.forget());
    this.#repeat(SOON_MS, () => moderation.forgetUndo());
  }

  stop(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers = [];
  }

  /** One run at a time: one that takes longer than its turn is not begun again. */
  #repeat(ms: number, forget: () => Promise<number>): void {
    let running: Promise<void> | undefined;
    const run = () => running ??= this.#run(forget).finally(() => running = undefined);
    this.#timers.push(this.#parts.clock.every(ms, () => void run()));
    void run();
  }

  /** A little at a time. Never throws. */
  async #run(forget: () => Promise<number>): Promise<void> {
    const { log } = this.#parts;
    try {
      while (this.#timers.length > 0 && await forget() > 0);
    } catch (error) {
      // Away for a while: there is another turn.
      if (error instanceof Unavailable) return;
      log.error("retention.failed", { error: error instanceof Error ? error.name : typeof error });
    }
  }
}
