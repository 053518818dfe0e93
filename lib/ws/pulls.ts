import type { Clock } from "@/lib/chat/clock.ts";
import { ByteBudget } from "./byte_budget.ts";
import type { LiveRoom } from "./live_room.ts";
import type { Outgoing } from "./outgoing.ts";

/** How long to wait before looking again whether a slow reader takes more, in milliseconds. */
const BEHIND_MS = 100;

/**
 * What one socket catches up with. One pull a room is under way; what is asked meanwhile becomes one
 * more, from the lowest cursor. Answers wait for the byte budget and for the reader.
 */
export class Pulls {
  readonly #outgoing: Outgoing;
  readonly #clock: Clock;
  readonly #budget: ByteBudget;
  /** Rooms under way, and the cursor to answer next. */
  readonly #next = new Map<LiveRoom, number | undefined>();

  constructor(outgoing: Outgoing, clock: Clock, budget: ByteBudget = new ByteBudget(clock)) {
    this.#outgoing = outgoing;
    this.#clock = clock;
    this.#budget = budget;
  }

  /** Whether an answer may go out at once. */
  get free(): boolean {
    return !this.#outgoing.behind && this.#budget.waitMs === 0;
  }

  /**
   * Answers a pull; a pull of a room that has one under way is joined to it.
   *
   * @throws {Unavailable} if the store is away
   */
  async answer(room: LiveRoom, since: number): Promise<void> {
    if (this.#next.has(room)) {
      this.#next.set(room, Math.min(since, this.#next.get(room) ?? since));
      return;
    }
    this.#next.set(room, since);
    try {
      for (let from = this.#take(room); from !== undefined; from = this.#take(room)) {
        await this.#untilFree();
        await this.catchUp(room, from);
      }
    } finally {
      this.#next.delete(room);
    }
  }

  /** Sends what is missing after `since`. */
  async catchUp(room: LiveRoom, since: number): Promise<void> {
    const frames = await room.catchUp.from(since);
    for (const { text, bytes } of frames) {
      this.#outgoing.say(text);
      this.#budget.spend(bytes);
    }
  }

  #take(room: LiveRoom): number | undefined {
    const since = this.#next.get(room);
    this.#next.set(room, undefined);
    return since;
  }

  async #untilFree(): Promise<void> {
    while (!this.free && !this.#outgoing.closed) {
      const ms = Math.max(this.#budget.waitMs, BEHIND_MS);
      await new Promise<void>((resolve) => this.#clock.after(ms, resolve));
    }
  }
}
