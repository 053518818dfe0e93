import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";

/** For each millisecond of work so many are left to whoever uses the page. */
const REST = 8;
/** Nothing waits longer, in milliseconds. */
const LONGEST = 400;

/**
 * Does work as it comes while there is time for it, and else together with what comes meanwhile: a
 * flood takes its share of a slow machine, and leaves the rest to keys and fingers. What an idle
 * page gets is done at once.
 */
export class FairShare<Item> {
  readonly #act: (items: readonly Item[]) => void;
  readonly #clock: Clock;
  #waiting: Item[] = [];
  #until = 0;
  #timer: Timer | undefined;

  constructor(act: (items: readonly Item[]) => void, clock: Clock = systemClock) {
    this.#act = act;
    this.#clock = clock;
  }

  /** Takes something in. */
  take(item: Item): void {
    this.#waiting.push(item);
    const left = this.#until - this.#clock.now();
    // A clock that was put back makes nobody wait.
    if (left <= 0 || left > LONGEST) this.flush();
    else this.#timer ??= this.#clock.after(left, () => this.flush());
  }

  /** Does at once what waits. */
  flush(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    const items = this.#waiting;
    if (items.length === 0) return;
    this.#waiting = [];
    const began = this.#clock.now();
    this.#act(items);
    // What it changes is drawn in the next turn, which was queued before this one.
    queueMicrotask(() => {
      const now = this.#clock.now();
      this.#until = now + Math.min(REST * (now - began), LONGEST);
    });
  }

  /** Forgets what waits, and leaves no timer. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#waiting = [];
  }
}
