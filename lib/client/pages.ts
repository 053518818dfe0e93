import { batch, type Signal, signal } from "@preact/signals";
import type { Place } from "./timeline.ts";
import { type LoadedPage, takePage, type Timeline } from "./timeline.ts";

/** How it stands with a page that is asked for when it is wanted. */
export type LoadState = "idle" | "loading" | "failed";

/** Where pages come from, and go to. */
export interface PagesOptions {
  timeline: Signal<Timeline>;
  load(place: Place): Promise<LoadedPage>;
  /** A page is in its place. */
  came(page: LoadedPage): void;
  failed(error: unknown): void;
}

/** The pages of a room's history, as they are asked for and put in their places. */
export class Pages {
  /** The page before the first message. */
  readonly older = signal<LoadState>("idle");
  /** The page after the last message, or of another place. */
  readonly newer = signal<LoadState>("idle");
  readonly timeline: Signal<Timeline>;
  readonly #options: PagesOptions;
  readonly #latest = new Map<Signal<LoadState>, Place>();
  #underWay = 0;

  constructor(options: PagesOptions) {
    this.#options = options;
    this.timeline = options.timeline;
  }

  /** No page is on its way: what one might not know yet may be let go of. */
  get resting(): boolean {
    return this.#underWay === 0;
  }

  /** Loads the page before the first message, unless that is under way or there is none. */
  async loadOlder(): Promise<void> {
    const { floor: before } = this.timeline.value;
    if (before > 0 && this.older.value !== "loading") await this.#fetch(this.older, { before });
  }

  /** Loads the page after the last message, unless that is under way or there is none. */
  async loadNewer(): Promise<void> {
    const { ceiling: after } = this.timeline.value;
    if (after < Infinity && this.newer.value !== "loading") {
      await this.#fetch(this.newer, { after });
    }
  }

  /** There is a connection again: what could not be had before is asked for anew. */
  retry(): void {
    if (this.older.value === "failed") void this.loadOlder();
    if (this.newer.value === "failed") void this.loadNewer();
  }

  /**
   * Goes to another place, unless its page does not suit, or something newer is asked for meanwhile.
   * False: everything is where it was.
   */
  go(place: Place, suits: (page: LoadedPage) => boolean): Promise<boolean> {
    return this.#fetch(this.newer, place, suits);
  }

  async #fetch(
    state: Signal<LoadState>,
    place: Place,
    suits: (page: LoadedPage) => boolean = () => true,
  ): Promise<boolean> {
    const { epoch } = this.timeline.value;
    const { load, came, failed } = this.#options;
    const isLatest = () => this.#latest.get(state) === place;
    this.#latest.set(state, place);
    state.value = "loading";
    this.#underWay++;
    try {
      const page = await load(place);
      if (!isLatest()) return false;
      return batch(() => {
        state.value = "idle";
        const next = takePage(this.timeline.value, page, { place, epoch });
        if (next === this.timeline.value || !suits(page)) return false;
        this.timeline.value = next;
        came(page);
        return true;
      });
    } catch (error) {
      if (isLatest()) state.value = "failed";
      failed(error);
      return false;
    } finally {
      this.#underWay--;
    }
  }
}
