import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { FileStore } from "@/lib/chat/file_store.ts";
import type { Log } from "@/lib/chat/log.ts";

/** What a Sweeper works with. */
export interface SweeperParts {
  store: Pick<FileStore, "sweep" | "swept">;
  bytes: Pick<ByteStore, "remove">;
  clock: Clock;
  log: Log;
}

const MINUTE_MS = 60_000;

/**
 * Takes away the bytes that nobody will ask for again: first they are forgotten, then they are
 * removed, then that is noted. Whatever is left undone in between is given again, and whoever does
 * the same at the same time does no harm: to remove what is not there is no error.
 */
export class Sweeper {
  readonly #parts: SweeperParts;
  #timer: Timer | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: SweeperParts) {
    this.#parts = parts;
  }

  /** Begins: now, and then once a minute. */
  start(): void {
    if (this.#timer !== undefined) return;
    this.#timer = this.#parts.clock.every(MINUTE_MS, () => this.#turn());
    this.#turn();
  }

  /** Ends after what is being removed. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.#running;
  }

  /** One run at a time: one that takes longer than its turn is not begun again. */
  #turn(): void {
    this.#running ??= this.#run().finally(() => this.#running = undefined);
  }

  /** A little at a time. Never throws. */
  async #run(): Promise<void> {
    try {
      while (this.#timer !== undefined && await this.#sweep());
    } catch (error) {
      // Away for a while: there is another turn.
      if (error instanceof Unavailable) return;
      const name = error instanceof Error ? error.name : typeof error;
      this.#parts.log.error("files.not_swept", { error: name });
    }
  }

  /** @returns whether there was something to be done */
  async #sweep(): Promise<boolean> {
    const { store, bytes } = this.#parts;
    const ids = await store.sweep();
    for (const id of ids) await bytes.remove(id);
    if (ids.length > 0) await store.swept(ids);
    return ids.length > 0;
  }
}
