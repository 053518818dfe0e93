import type { Clock, Timer } from "@/lib/chat/clock.ts";

const AGAIN_AFTER = 2_000;

/** How missing changes are asked for. */
export interface PullsOptions {
  /** Asks for all changes after `since`, or says that there is no connection. */
  send(since: number): boolean;
  /** Up to where there is nothing missing. */
  cursor(): number;
  clock: Clock;
}

/** Asks for what is missing in a room: one question at a time, and again if no answer comes. */
export class Pulls {
  readonly #options: PullsOptions;
  #since: number | undefined;
  #timer: Timer | undefined;

  constructor(options: PullsOptions) {
    this.#options = options;
  }

  /** Asks for the changes after `since`, unless that is under way. */
  ask(since: number): void {
    if (this.#since === since) return;
    this.forget();
    // Without a connection there is nothing to do: the next greeting tells the cursor.
    if (this.#options.send(since)) this.#await(since, AGAIN_AFTER);
  }

  /** Something has come, and the cursor has moved accordingly; `from`: changes from there on. */
  heard(from?: number): void {
    if (this.#since === undefined) return;
    if (this.#since === from || this.#since < this.#options.cursor()) this.forget();
  }

  /** The answer is no, for good or for so many milliseconds. */
  refused(
    { retry, afterMs = AGAIN_AFTER }: { retry: boolean; afterMs?: number | undefined },
  ): void {
    const since = this.#since;
    this.forget();
    if (retry && since !== undefined) this.#await(since, afterMs);
  }

  /** What was asked is of no interest any more. */
  forget(): void {
    this.#timer?.cancel();
    this.#since = undefined;
  }

  #await(since: number, ms: number): void {
    this.#since = since;
    this.#timer = this.#options.clock.after(ms, () => {
      this.#since = undefined;
      this.ask(this.#options.cursor());
    });
  }
}
