import { batch, type Signal, signal } from "@preact/signals";
import type { Place } from "./history.ts";
import { type LoadedPage, takeOlderPage, type Timeline } from "./timeline.ts";

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
  /** The page after the last message, or one of another place. */
  readonly newer = signal<LoadState>("idle");
  readonly timeline: Signal<Timeline>;
  readonly #options: PagesOptions;
  readonly #latest = new Map<Signal<LoadState>, number>();
  #underWay = 0;
  #turns = 0;

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
    const { floor: before, epoch } = this.timeline.value;
    if (this.older.value === "loading" || before === 0) return;
    const asked = { before, epoch };
    await this.fetch(
      this.older,
      { before },
      (timeline, page) => takeOlderPage(timeline, page, asked),
    );
  }

  /**
   * Loads a page and lets `take` put it in its place. False: it did not come, or is of no use by now,
   * or something else was asked for under the same `state` meanwhile.
   */
  async fetch(
    state: Signal<LoadState>,
    place: Place,
    take: (timeline: Timeline, page: LoadedPage) => Timeline,
  ): Promise<boolean> {
    const turn = ++this.#turns;
    this.#latest.set(state, turn);
    const isLatest = () => this.#latest.get(state) === turn;
    state.value = "loading";
    this.#underWay++;
    try {
      const page = await this.#options.load(place);
      return isLatest() && this.#put(state, page, take(this.timeline.value, page));
    } catch (error) {
      if (isLatest()) state.value = "failed";
      this.#options.failed(error);
      return false;
    } finally {
      this.#underWay--;
    }
  }

  #put(state: Signal<LoadState>, page: LoadedPage, timeline: Timeline): boolean {
    const isTaken = timeline !== this.timeline.value;
    batch(() => {
      this.timeline.value = timeline;
      if (isTaken) this.#options.came(page);
      state.value = "idle";
    });
    return isTaken;
  }
}
