import type { Clock, Timer } from "@/lib/chat/clock.ts";

interface Due {
  at: number;
  every: number | undefined;
  tick: () => void;
}

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  readonly #due = new Set<Due>();
  #now: number;

  constructor(start = Date.parse("2026-03-02T09:00:00.000Z")) {
    this.#now = start;
  }

  /** Timers that wait. */
  get waiting(): number {
    return this.#due.size;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, tick: () => void): Timer {
    return this.#add({ at: this.#now + ms, every: undefined, tick });
  }

  every(ms: number, tick: () => void): Timer {
    return this.#add({ at: this.#now + ms, every: ms, tick });
  }

  /** Moves time on, and calls all that falls due on the way, in its order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (let due = this.#next(end); due; due = this.#next(end)) {
      this.#now = Math.max(this.#now, due.at);
      if (due.every === undefined) this.#due.delete(due);
      else due.at += due.every;
      due.tick();
    }
    this.#now = end;
  }

  /** Moves time on at once, as after a sleep: what falls due is called only when it passes again. */
  jump(ms: number): void {
    this.#now += ms;
    for (const due of this.#due) due.at += ms;
  }

  /** Moves time on in small steps, with turns of the event loop between them. */
  async flow(ms: number, step = 100): Promise<void> {
    for (let left = ms; left > 0; left -= step) {
      this.pass(Math.min(step, left));
      await turn();
    }
  }

  #next(end: number): Due | undefined {
    let first: Due | undefined;
    for (const due of this.#due) {
      if (due.at <= end && (!first || due.at < first.at)) first = due;
    }
    return first;
  }

  #add(due: Due): Timer {
    this.#due.add(due);
    return { cancel: () => void this.#due.delete(due) };
  }
}

/** One turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
