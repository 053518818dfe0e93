/** Where nobody said how much memory there is: what compose gives the app. */
const DEFAULT_LIMIT_MB = 1_024;
const REFUSE_ABOVE = 0.75;
const STOP_ABOVE = 0.9;

/**
 * Watches how much memory the process holds. The runtime puts no limit on what one socket may make
 * it buffer before a program sees a byte, so the only guard is to refuse, and then to restart.
 */
export class MemoryGuard {
  readonly #limit: number;
  readonly #used: () => number;

  /**
   * @param limitMb of the whole process, in MiB
   * @param used the bytes that the process holds
   */
  constructor(limitMb = DEFAULT_LIMIT_MB, used: () => number = () => Deno.memoryUsage().rss) {
    this.#limit = limitMb * 1_048_576;
    this.#used = used;
  }

  /** Whether new sockets and uploads should be refused. */
  get isLow(): boolean {
    return this.#used() > this.#limit * REFUSE_ABOVE;
  }

  /** Whether so many bytes more can be taken for a while, and nobody has to be refused for that. */
  hasRoomFor(bytes: number): boolean {
    return this.#used() + bytes <= this.#limit * REFUSE_ABOVE;
  }

  /** Whether the process should drain and end, to be started anew. */
  get isOut(): boolean {
    return this.#used() > this.#limit * STOP_ABOVE;
  }
}
