import type { Message } from "@/lib/chat/model.ts";
import type { Place } from "./history.ts";
import { AHEAD, type LogScroll, MOST_HELD, watchAnew, watchFor } from "./log_scroll.ts";
import { keepPlace, type Kept, keptPlace } from "./kept_place.ts";
import type { RoomFeed } from "./room_feed.ts";
import { clipTimeline, forgetBeyond, moveTimeline, takeNewerPage } from "./stretch.ts";

/** What a reader away from the end works on. */
export interface FarReadingOptions {
  feed: RoomFeed;
  scroll: LogScroll;
  /** The room's address, as it is now. */
  slug(): string;
  /** The message that the page's address names. */
  at: number | undefined;
}

/** Messages that are left when there are too many. */
const CUT_BACK_TO = 300;
/** Nothing is let go of that is nearer than so many pixels: it would be fetched again at once. */
const SPARED = 3 * AHEAD;
/** How far below the upper edge something is shown that is read from there on, in pixels. */
const BREATH = 56;
/** Whoever has not moved for so long, in milliseconds, has found their place. */
const AT_REST = 700;

/**
 * Reading far from the room's end: newer pages, ways to another place, and what is too far away to be
 * kept on the page. It comes when somebody first leaves the end.
 */
export class FarReading {
  readonly #options: FarReadingOptions;
  readonly #log: HTMLElement;
  readonly #watch: IntersectionObserver;
  readonly #listening = new AbortController();
  #last: string | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** @param log the log, which is on the page already */
  constructor(log: HTMLElement, options: FarReadingOptions) {
    this.#options = options;
    this.#log = log;
    this.#watch = watchFor(log, () => void this.loadNewer());
    const { signal } = this.#listening;
    log.addEventListener("scroll", () => this.#moved(), { signal, passive: true });
    const kept = keptPlace();
    if (kept) void this.#goBack(kept);
    else if (options.at !== undefined) void this.show(options.at);
    this.settle();
  }

  /** Lets go of the page. */
  stop(): void {
    this.#listening.abort();
    this.#watch.disconnect();
    clearTimeout(this.#rest);
  }

  /** After each render. */
  settle(): void {
    const { feed } = this.#options;
    const last = `${feed.attached.value} ${feed.messages.value.at(-1)?.id}`;
    if (last !== this.#last) watchAnew(this.#watch, this.#log.querySelector("[data-newer]"));
    this.#last = last;
    if (feed.pages.resting) this.#tidy();
  }

  /** Loads the page after the last message, unless that is under way or there is none. */
  async loadNewer(): Promise<void> {
    const { pages } = this.#options.feed;
    const { ceiling: after, epoch } = pages.timeline.value;
    if (after === Infinity || pages.newer.value === "loading") return;
    await pages.fetch(
      pages.newer,
      { after },
      (timeline, page) => takeNewerPage(timeline, page, { after, epoch }),
    );
  }

  /** Shows a message in the middle, and marks it; false: it cannot be had. */
  async show(seq: number): Promise<boolean> {
    const aim = aimAt(rowOf(seq), (free) => Math.max(free / 2, 0), mark);
    return this.#aim(aim) || await this.#go({ around: seq }, (found) => found.seq === seq && aim);
  }

  /** Goes to the mark before the new messages, which come after the message `after`. */
  async toNews(after: number): Promise<void> {
    if (this.#aim(aimAt(".fresh", () => BREATH))) return;
    await this.#go(
      { around: after + 1 },
      ({ seq }) => seq > after && aimAt(`.fresh, ${rowOf(seq)}`, () => BREATH),
    );
  }

  /** Goes to the first message of a day, "2026-11-22", or of the next on which there is one. */
  async toDate(day: string): Promise<boolean> {
    const start = new Date(`${day}T00:00`);
    if (Number.isNaN(start.getTime())) return false;
    const { feed } = this.#options;
    const target = ({ at, seq }: Message) =>
      Date.parse(at) >= start.getTime() && aimAt(rowOf(seq), () => BREATH);
    const held = feed.messages.value.findIndex(target);
    const first = feed.messages.value[held];
    const aim = (held > 0 || feed.whole.value) && first && target(first);
    if (aim && this.#aim(aim)) return true;
    return await this.#go({ at: start.toISOString() }, target) || await this.toNewest();
  }

  /** Goes to the room's newest message. */
  async toNewest(): Promise<boolean> {
    const { feed: { attached }, scroll } = this.#options;
    if (!attached.value) return await this.#go({}, () => atEnd);
    scroll.toEnd();
    return true;
  }

  async #goBack({ seq, top }: Kept): Promise<void> {
    const aim = aimAt(rowOf(seq), () => top);
    if (!this.#aim(aim)) await this.#go({ around: seq }, (found) => found.seq >= seq && aim);
  }

  /**
   * Goes to another place: to the first of its messages for which `target` says how to aim at it. If
   * there is none, everything stays as it is.
   */
  async #go(place: Place, target: (message: Message) => Aim | false | undefined): Promise<boolean> {
    const { feed: { pages }, scroll } = this.#options;
    const { epoch } = pages.timeline.value;
    return await pages.fetch(pages.newer, place, (timeline, page) => {
      const aim = page.messages.map(target).find(Boolean);
      const next = aim ? moveTimeline(timeline, page, epoch) : timeline;
      if (aim && next !== timeline) scroll.aim = aim;
      return next;
    });
  }

  /** Whether it could be aimed at what is on the page. */
  #aim(aim: Aim): boolean {
    const { scroll } = this.#options;
    scroll.aim = aim;
    scroll.steady();
    const hit = scroll.aim === undefined;
    scroll.aim = undefined;
    return hit;
  }

  #tidy(): void {
    const { feed } = this.#options;
    const { timeline } = feed.pages;
    const surplus = feed.messages.value.length - CUT_BACK_TO;
    timeline.value = surplus <= MOST_HELD - CUT_BACK_TO
      ? forgetBeyond(timeline.value)
      : clipTimeline(timeline.value, this.#cut(surplus));
  }

  /** Where to cut so many messages off: at the end with more of them out of sight. */
  #cut(surplus: number): { from?: number; to?: number } {
    const { top, bottom } = this.#log.getBoundingClientRect();
    const rows = [...this.#log.querySelectorAll<HTMLElement>("[data-seq]")];
    const places = rows.map((row) => row.getBoundingClientRect());
    const above = places.filter((place) => place.bottom < top - SPARED).length;
    const below = places.filter((place) => place.top > bottom + SPARED).length;
    const seqAt = (at: number) => Number(rows.at(at)?.dataset.seq);
    if (above >= below) return above > 0 ? { from: seqAt(Math.min(surplus, above)) } : {};
    return { to: seqAt(-1 - Math.min(surplus, below)) };
  }

  #moved(): void {
    const { scroll, slug } = this.#options;
    // What the log does by itself to stay in its place is no move.
    if (this.#log.scrollTop !== scroll.set) this.#log.classList.add("moving");
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#log.classList.remove("moving");
      keepPlace(scroll.atEnd.value ? undefined : scroll.held, { log: this.#log, slug: slug() });
    }, AT_REST);
  }
}

type Aim = (log: HTMLElement) => boolean;

function rowOf(seq: number): string {
  return `[data-seq="${seq}"]`;
}

/** Aims at a row: `offset` says how far below the upper edge, of so many pixels that are left free. */
function aimAt(
  selector: string,
  offset: (free: number) => number,
  hit?: (row: HTMLElement) => void,
): Aim {
  return (log) => {
    const row = log.querySelector<HTMLElement>(selector);
    if (!row) return false;
    const [inner, outer] = [row.getBoundingClientRect(), log.getBoundingClientRect()];
    log.scrollTop += inner.top - outer.top - offset(outer.height - inner.height);
    hit?.(row);
    return true;
  };
}

function atEnd(log: HTMLElement): boolean {
  log.scrollTop = 0;
  return true;
}

// The mark is an animation, which begins anew only for a class that was not there.
function mark(row: HTMLElement): void {
  row.classList.remove("shown");
  row.getBoundingClientRect();
  row.classList.add("shown");
  row.focus({ preventScroll: true });
}
