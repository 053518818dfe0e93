import { type Clock, systemClock } from "./clock.ts";
import { Unavailable } from "./errors.ts";
import { CommitLane, type LaneDoor } from "./commit_lane.ts";
import type { Change, Outcome } from "./store.ts";

/** What a GroupCommit needs, and how it may be tuned. */
export interface GroupCommitOptions extends Omit<LaneDoor, "clock" | "patienceMs" | "soon"> {
  clock?: Clock;
  /** See `LaneDoor.soon`; left out: at once. */
  soon?: LaneDoor["soon"] | undefined;
  /** Transactions at the same time; a room always takes the same one. */
  lanes?: number;
  /** How long a change waits before its sender is told to try again, in milliseconds. */
  patienceMs?: number;
}

/**
 * Stores what arrives in as few transactions as it can: while one is under way the rest waits, and
 * goes together in the next. There is no timer: an idle server commits at once, a busy one in
 * larger groups.
 */
export class GroupCommit {
  readonly #lanes: readonly CommitLane[];
  #draining = false;

  constructor(options: GroupCommitOptions) {
    const { lanes = 2, clock = systemClock, patienceMs = 5_000, soon = queueMicrotask } = options;
    const full = { ...options, clock, patienceMs, soon };
    this.#lanes = Array.from({ length: lanes }, () => new CommitLane(full));
  }

  /**
   * Resolves when the change is committed, was so before, or is refused for good.
   *
   * @throws {Unavailable} if that is not known in time, or no more is taken: the same id again
   */
  commit(change: Change): Promise<Outcome> {
    if (this.#draining) return Promise.reject(new Unavailable("The server is stopping"));
    return this.#lanes[change.room % this.#lanes.length]!.enter(change);
  }

  /** Takes nothing more; resolves when what was taken has its outcome. */
  async drain(): Promise<void> {
    this.#draining = true;
    await Promise.all(this.#lanes.map((lane) => lane.idle()));
  }
}
