import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";

/** What tells when another day begins. */
export interface TodayOptions {
  /** Milliseconds from `now` until it is another day where the reader is. */
  untilTomorrow(now: number): number;
  clock?: Clock;
}

/** Which day it is, on a page that may be open for many. */
export class Today {
  /** A moment of it, in milliseconds since the epoch. */
  readonly moment: Signal<number>;
  readonly #options: TodayOptions;
  readonly #clock: Clock;
  #midnight: Timer | undefined;
  /** When another day begins. */
  #tomorrow = 0;

  /** @param now a moment of the day on which the page was made */
  constructor(now: number, options: TodayOptions) {
    this.moment = signal(now);
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Looks what day it is, and waits for the next. */
  start(): void {
    const now = this.#clock.now();
    const left = this.#options.untilTomorrow(now);
    this.moment.value = now;
    this.#tomorrow = now + left;
    this.stop();
    this.#midnight = this.#clock.after(left, () => this.start());
  }

  /** Somebody looks at the page: a machine that slept through midnight has let no timer run. */
  woken(): void {
    if (this.#clock.now() >= this.#tomorrow) this.start();
  }

  /** Waits no more. */
  stop(): void {
    this.#midnight?.cancel();
  }
}
