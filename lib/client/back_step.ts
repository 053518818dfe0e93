/**
 * Something open over the page, with an entry of its own in the history: the way back closes it, as
 * people of phones expect, and whatever else closes it takes that way.
 */
export class BackStep {
  readonly #close: () => void;
  #isOver = false;

  /** `close` takes away what is open; it is called once. */
  constructor(close: () => void) {
    this.#close = close;
  }

  /** Begins to listen, until `signal` is aborted. */
  start(signal: AbortSignal): void {
    history.pushState({ over: true }, "");
    addEventListener("popstate", () => this.#left(), { signal });
  }

  /** Closes it. */
  leave(): void {
    if (!this.#isOver) history.back();
  }

  #left(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#close();
  }
}
