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
  readonly #untilTomorrow: TodayOptions["untilTomorrow"];
  readonly #clock: Clock;
  #midnight: Timer | undefined;
  /** When another day begins. */
  #tomorrow = 0;

  /** @param now a moment of the day on which the page was made */
  constructor(now: number, { untilTomorrow, clock = systemClock }: TodayOptions) {
    this.moment = signal(now);
    this.#untilTomorrow = untilTomorrow;
    this.#clock = clock;
  }

  /** Looks what day it is, and waits for the next. */
  start(): void {
    const now = this.#clock.now();
    const left = this.#untilTomorrow(now);
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
