import { percentile } from "../spread.ts";

/** How long something took, in milliseconds. */
export interface Delay {
  p50: number;
  p99: number;
}

/** The middle of these, and what one in a hundred is above. */
export function delayOf(delays: readonly number[]): Delay {
  return { p50: percentile(delays, 0.5), p99: percentile(delays, 0.99) };
}
