/** A running timer. */
export interface Timer {
  cancel(): void;
}

/** Time as the parts see it, so that a test can move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `tick` once, `ms` from now. */
  after(ms: number, tick: () => void): Timer;
  /** Calls `tick` every `ms`, first after `ms`. */
  every(ms: number, tick: () => void): Timer;
}

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, tick) {
    const timer = setTimeout(tick, ms);
    return { cancel: () => clearTimeout(timer) };
  },
  every(ms, tick) {
    const timer = setInterval(tick, ms);
    return { cancel: () => clearInterval(timer) };
  },
};
