import type { Clock } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { SqlConnection } from "./sql_connection.ts";

// Well below the server's `wait_timeout` of 10 s, so that a connection which it has closed
// meanwhile is found out before a statement is entrusted to it.
const TRUSTED_MS = 3_000;

interface PoolOptions {
  /** Connections at most. */
  size: number;
  open: () => Promise<SqlConnection>;
  clock: Clock;
  /** How long `take` waits for a free one. */
  waitMs: number;
}

/** Connections that are lent out one borrower at a time, in the order of asking. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #idle: { connection: SqlConnection; since: number }[] = [];
  readonly #waiting: { go: () => void; fail: (error: Error) => void }[] = [];
  #lent = 0;
  #closed = false;
  #drained: (() => void) | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * Lends a connection that answers; it must be given back.
   * @throws {Unavailable} if none is free in time, or none can be opened
   */
  async take(): Promise<SqlConnection> {
    await this.#slot();
    try {
      return await this.#ready();
    } catch (error) {
      this.#freeSlot();
      throw error;
    }
  }

  /** Takes back a connection that was lent. */
  give(connection: SqlConnection): void {
    if (connection.state === "open" && !this.#closed) {
      this.#idle.push({ connection, since: this.#options.clock.now() });
      this.#freeSlot();
    } else {
      void connection.close().finally(() => this.#freeSlot());
    }
  }

  /** A fresh connection for one that was lent and is lost. */
  async replace(lost: SqlConnection): Promise<SqlConnection> {
    void lost.close();
    return await this.#options.open();
  }

  /** Lends no more; resolves when all that was lent is back and everything is closed. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { fail } of this.#waiting.splice(0)) fail(new Unavailable());
    await Promise.all(this.#idle.splice(0).map(({ connection }) => connection.close()));
    if (this.#lent > 0) await new Promise<void>((resolve) => this.#drained = resolve);
  }

  async #slot(): Promise<void> {
    if (this.#closed) throw new Unavailable();
    if (this.#lent < this.#options.size) {
      this.#lent++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const place = {
        go: () => (timer.cancel(), resolve()),
        fail: (error: Error) => (timer.cancel(), reject(error)),
      };
      const timer = this.#options.clock.after(this.#options.waitMs, () => {
        this.#waiting.splice(this.#waiting.indexOf(place), 1);
        reject(new Unavailable(undefined, { cause: new Error("All connections are busy") }));
      });
      this.#waiting.push(place);
    });
  }

  #freeSlot(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) return next.go();
    this.#lent--;
    if (this.#lent === 0) this.#drained?.();
  }

  async #ready(): Promise<SqlConnection> {
    const { clock, open } = this.#options;
    const last = this.#idle.pop();
    if (last === undefined) return await open();
    const { connection, since } = last;
    const fresh = clock.now() - since < TRUSTED_MS;
    if (connection.state === "open" && (fresh || await connection.check())) return connection;
    // The last one given back is gone, so the others, idle for longer, are too.
    for (const old of [last, ...this.#idle.splice(0)]) void old.connection.close();
    return await open();
  }
}
