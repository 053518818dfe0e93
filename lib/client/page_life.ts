import { onLeaving } from "./leaving.ts";

/** What lives as long as its page does. */
export interface Lasting {
  start(): void;
  stop(): void;
}

/**
 * Starts it, stops it while the page waits behind the back button (one that holds a connection may
 * not wait there) or signs its person out, and starts it again when the page is back. Gives back
 * how to end it.
 */
export function liveWithPage({ start, stop }: Lasting): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  addEventListener("pagehide", stop, { signal });
  onLeaving(stop, signal);
  addEventListener("pageshow", (event) => {
    if (event instanceof PageTransitionEvent && event.persisted) start();
  }, { signal });
  start();
  return () => {
    listening.abort();
    stop();
  };
}
