/** Where the panel takes the place of the conversation. */
const NARROW = "(max-width: 56rem)";

/**
 * How a panel beside the conversation is left: by Escape, by a button, and where it covers the
 * conversation by the way back, too, for which it has an entry in the history.
 */
export class WayOut {
  /** It takes the place of the conversation. */
  readonly covers = matchMedia(NARROW).matches;
  readonly #close: () => void;
  #then: (() => void) | undefined;

  /** `close` takes the panel away; the focus is the caller's matter. */
  constructor(close: () => void) {
    this.#close = close;
  }

  /** Begins to listen, until `signal` is aborted. */
  start(panel: HTMLElement, signal: AbortSignal): void {
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      // A dialog over the panel closes first, and by itself.
      if (event.target instanceof Element && event.target.closest("dialog")) return;
      event.preventDefault();
      event.stopPropagation();
      this.leave();
    }, { signal });
    if (!this.covers) return;
    if (!isPanelState(history.state)) history.pushState({ panel: true }, "");
    // Back from what was open over the panel one is at the panel again.
    addEventListener("popstate", () => isPanelState(history.state) || this.#left(), { signal });
  }

  /** Leaves the panel; `then` is done once the conversation is in sight. */
  leave(then?: () => void): void {
    this.#then = then;
    if (this.covers) history.back();
    else this.#left();
  }

  /** Does something in the conversation, which has to be in sight for it. */
  beside(act: () => void): void {
    if (this.covers) this.leave(act);
    else act();
  }

  #left(): void {
    this.#close();
    // The conversation is shown again with the next picture.
    if (this.#then) requestAnimationFrame(this.#then);
    this.#then = undefined;
  }
}

function isPanelState(state: unknown): boolean {
  return state instanceof Object && "panel" in state;
}
