import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { RoomChange } from "@/lib/chat/store.ts";

/** How long a missing frame is waited for, in milliseconds: it is usually on its way. */
const WAIT_MS = 10;
const KEPT = 100;

/** Changes that came before those that they follow. */
export class Gap {
  readonly #clock: Clock;
  readonly #overdue: () => void;
  readonly #kept: RoomChange[] = [];
  #timer: Timer | undefined;

  /** @param overdue called when the missing one has not come in time */
  constructor(clock: Clock, overdue: () => void) {
    this.#clock = clock;
    this.#overdue = overdue;
  }

  /** Up to where the kept ones reach; 0 if there are none. */
  get reach(): number {
    return this.#kept.reduce((reach, { to }) => Math.max(reach, to), 0);
  }

  keep(change: RoomChange): void {
    // What is left out the pull brings anyway.
    if (this.#kept.length < KEPT) this.#kept.push(change);
    this.#timer ??= this.#clock.after(WAIT_MS, () => {
      this.#timer = undefined;
      this.#overdue();
    });
  }

  /** One that follows on `head`; what `head` has overtaken is dropped. */
  next(head: number): RoomChange | undefined {
    for (let at = this.#kept.length - 1; at >= 0; at--) {
      const change = this.#kept[at]!;
      if (change.from > head) continue;
      this.#kept.splice(at, 1);
      if (change.to > head) return this.#settled(change);
    }
    return this.#settled(undefined);
  }

  clear(): void {
    this.#kept.length = 0;
    this.#settled(undefined);
  }

  #settled(change: RoomChange | undefined): RoomChange | undefined {
    if (this.#kept.length > 0) return change;
    this.#timer?.cancel();
    this.#timer = undefined;
    return change;
  }
}
