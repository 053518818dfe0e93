import type { Clock } from "@/lib/chat/clock.ts";
import { ByteBudget } from "./byte_budget.ts";

/** One budget a session, for what it catches up with by requests: each of them could be a new one. */
export class Budgets {
  readonly #clock: Clock;
  readonly #byKey = new Map<string, ByteBudget>();
  #sweepAt = 1_024;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The budget of a session. */
  of(key: string): ByteBudget {
    const kept = this.#byKey.get(key);
    if (kept) return kept;
    const budget = new ByteBudget(this.#clock);
    this.#byKey.set(key, budget);
    if (this.#byKey.size > this.#sweepAt) this.#sweep();
    return budget;
  }

  // A full one is as good as a new one. Doubling the mark keeps the cost of a call constant.
  #sweep(): void {
    for (const [key, budget] of this.#byKey) if (budget.isFull) this.#byKey.delete(key);
    this.#sweepAt = Math.max(1_024, this.#byKey.size * 2);
  }
}
