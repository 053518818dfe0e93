import { type ReadonlySignal, signal } from "@preact/signals";
import { isSameView, panelHash, type PanelPlace, panelPlaceIn } from "./panel_place.ts";

/**
 * How a panel stands to the conversation: beside it, over a part of it, which is out of use
 * meanwhile, or alone in its place.
 */
export type Stand = "beside" | "over" | "alone";

/** Up to these widths, as the sheet has them, too. */
const NARROW = "(max-width: 56rem)";
const MEDIUM = "(max-width: 75rem)";

/**
 * What the panel shows, by the address: opened it has one entry in the history, whatever is shown
 * in it after that, so that the way back closes it.
 */
export class PanelWay {
  readonly #shown = signal<PanelPlace | undefined>(undefined);
  readonly #stand = signal<Stand>("beside");
  #opener: () => HTMLElement | null = () => null;
  #then: (() => void) | undefined;
  /** The way back is taken, and not yet arrived at. */
  #isLeaving = false;
  #isAsked = false;

  /** `undefined`: it is closed. */
  get shown(): ReadonlySignal<PanelPlace | undefined> {
    return this.#shown;
  }

  /** It was opened here, and not by an address. */
  get isAsked(): boolean {
    return this.#isAsked;
  }

  /** Follows the window's width. */
  get stand(): ReadonlySignal<Stand> {
    return this.#stand;
  }

  /** Shows what the address asks for, and follows it and the window until `signal` is aborted. */
  start(signal: AbortSignal): void {
    const widths = [matchMedia(NARROW), matchMedia(MEDIUM)];
    const measure = () => {
      const [narrow, medium] = widths.map(({ matches }) => matches);
      this.#stand.value = narrow ? "alone" : medium ? "over" : "beside";
    };
    for (const width of widths) width.addEventListener("change", measure, { signal });
    measure();
    addEventListener("popstate", () => this.#follow(), { signal });
    this.#follow();
  }

  /**
   * Shows something. `opener`: what has the focus when the panel is closed; what finds it, since a
   * row may be drawn anew meanwhile.
   */
  open(place: PanelPlace, opener?: () => HTMLElement | null): void {
    const { value: shown } = this.#shown;
    const hash = panelHash(place);
    this.#isAsked = true;
    if (!shown) {
      if (opener) this.#opener = opener;
      history.pushState({ panel: true }, "", hash);
    } else {
      history.replaceState(history.state, "", hash);
    }
    this.#shown.value = place;
  }

  /** As `open`; what is shown already is closed. */
  toggle(place: PanelPlace, opener?: () => HTMLElement | null): void {
    if (isSameView(this.#shown.value, place)) this.leave();
    else this.open(place, opener);
  }

  /** Closes the panel; `then` is done once the conversation is in sight. */
  leave(then?: () => void): void {
    if (!this.#shown.value || this.#isLeaving) return;
    // What was open over the panel is closed, and the way back from it not yet arrived at.
    if (isState(history.state, "over")) {
      return addEventListener("popstate", () => this.leave(then), { once: true });
    }
    this.#then = then;
    // With no entry of its own, as by a link from elsewhere, the way back would lead off the page.
    if (isState(history.state, "panel")) {
      this.#isLeaving = true;
      return history.back();
    }
    history.replaceState(history.state, "", location.pathname + location.search);
    this.#left();
  }

  /** Does something in the conversation, which has to be in sight for it. */
  beside(act: () => void): void {
    if (this.#stand.value === "beside") act();
    else this.leave(act);
  }

  #follow(): void {
    this.#isLeaving = false;
    const place = panelPlaceIn(location.hash);
    if (place) this.#shown.value = place;
    else if (this.#shown.value) this.#left();
  }

  #left(): void {
    const [then, opener] = [this.#then, this.#opener];
    this.#then = undefined;
    this.#opener = () => null;
    this.#isAsked = false;
    this.#shown.value = undefined;
    // The conversation is shown again with the next picture.
    requestAnimationFrame(() => {
      opener()?.focus({ preventScroll: true });
      then?.();
    });
  }
}

function isState(state: unknown, what: "panel" | "over"): boolean {
  return state instanceof Object && what in state;
}
