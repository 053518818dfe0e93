/** Told on `window` when this page is about to sign its person out. */
const LEAVING = "conexao:leaving";

/** Lets go of the connection, so that its end does not lead this page elsewhere first. */
export function announceLeaving(): void {
  dispatchEvent(new Event(LEAVING));
}

/** Calls `letGo` when this page signs its person out, until `signal` is aborted. */
export function onLeaving(letGo: () => void, signal: AbortSignal): void {
  addEventListener(LEAVING, letGo, { signal });
}
