import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";

/** A clock whose timers all end at once: whoever hands it to their parts leaves none behind. */
export class StoppableClock implements Clock {
  readonly #clock: Clock;
  readonly #running = new Set<Timer>();

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  after(ms: number, tick: () => void): Timer {
    const timer = this.#keep(this.#clock.after(ms, () => {
      this.#running.delete(timer);
      tick();
    }));
    return timer;
  }

  every(ms: number, tick: () => void): Timer {
    return this.#keep(this.#clock.every(ms, tick));
  }

  /** Ends every timer; new ones may follow. */
  stop(): void {
    for (const timer of this.#running) timer.cancel();
  }

  #keep(timer: Timer): Timer {
    const kept = {
      cancel: () => {
        this.#running.delete(kept);
        timer.cancel();
      },
    };
    this.#running.add(kept);
    return kept;
  }
}
