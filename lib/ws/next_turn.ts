import { setImmediate } from "node:timers";

/** Calls back in the next turn of the event loop, after what has come in meanwhile. */
export function nextTurn(run: () => void): void {
  setImmediate(run);
}
