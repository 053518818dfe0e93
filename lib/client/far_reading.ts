import type { Message } from "@/lib/chat/model.ts";
import { clipTimeline } from "./clip_timeline.ts";
import type { Place } from "./timeline.ts";
import { keepPlace, type Kept, keptPlace } from "./kept_place.ts";
import type { LogScroll } from "./log_scroll.ts";
import type { RoomFeed } from "./room_feed.ts";

/** What a reader away from the end works on. */
export interface FarReadingOptions {
  feed: RoomFeed;
  scroll: LogScroll;
  /** The room's address, as it is now. */
  slug(): string;
  /** The message that the page's address names. */
  at: number | undefined;
}

/** Messages that the page holds at most, and that are left when there are more. */
const MOST_HELD = 320;
const CUT_BACK_TO = 300;
/** Nothing is let go of that is nearer than so many pixels: it would be fetched again at once. */
const SPARED = 1_800;
/** How far below the upper edge something is shown that is read from there on, in pixels. */
const BREATH = 56;
/** Whoever has not moved for so long, in milliseconds, has found their place. */
const AT_REST = 200;
/** So long a busy page puts off to let go of messages, in milliseconds. */
const PATIENCE = 1_000;
/** So much longer it is told of which day it is. */
const LINGER = 600;

/**
 * Reading far from the room's end: ways to another place, and what is too far away to be kept on the
 * page. It comes when somebody first leaves the end.
 */
export class FarReading {
  readonly #options: FarReadingOptions;
  readonly #log: HTMLElement;
  readonly #listening = new AbortController();
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** Ways that are not at their end. */
  #going = 0;
  /** Messages are about to be let go of. */
  #cutting = false;

  /** @param log the log, which is on the page already */
  constructor(log: HTMLElement, options: FarReadingOptions) {
    this.#options = options;
    this.#log = log;
    const { signal } = this.#listening;
    log.addEventListener("scroll", () => this.#moved(), { signal, passive: true });
    addEventListener("pagehide", () => this.#keep(), { signal });
    document.addEventListener("submit", (event) => this.#submitted(event), { signal });
    // It was a move that called for this.
    this.#awaitRest();
    const kept = keptPlace();
    if (kept) void this.#goBack(kept);
    else if (options.at !== undefined) void this.show(options.at);
  }

  /** Lets go of the page. */
  stop(): void {
    this.#listening.abort();
    clearTimeout(this.#rest);
  }

  /** After each render: lets go of what is too far away. False: it has to wait for a page. */
  settle(): boolean {
    const { feed: { pages, messages: { value: { length } } } } = this.#options;
    if (!pages.resting) return false;
    // Whoever waits for what was rendered, or for a key, waits for nothing else.
    if (length > MOST_HELD && !this.#cutting) {
      this.#cutting = true;
      whenIdle(() => this.#cutBack());
    }
    pages.timeline.value = clipTimeline(pages.timeline.value);
    return true;
  }

  /** Shows a message in the middle, and marks it; false: it cannot be had. */
  async show(seq: number): Promise<boolean> {
    const aim = aimAt(rowOf(seq), (free) => Math.max(free / 2, 0), mark);
    return this.#aim(aim) || await this.#go({ around: seq }, (found) => found.seq === seq && aim);
  }

  /**
   * Goes to the mark before the new messages, which come after the message `after`: the first of them
   * has the focus then.
   */
  async toNews(after: number | undefined): Promise<boolean> {
    if (after === undefined) return false;
    return this.#aim(aimAt(".fresh", () => BREATH, focusFrom)) || await this.#go(
      { around: after + 1 },
      ({ seq }) => seq > after && aimAt(`.fresh, ${rowOf(seq)}`, () => BREATH, focusFrom),
    );
  }

  /** Goes to the first message of a day, "2026-11-22", or of the next on which there is one. */
  async toDate(day: string): Promise<boolean> {
    const start = new Date(`${day}T00:00`);
    if (Number.isNaN(start.getTime())) return false;
    const { feed } = this.#options;
    const target = ({ at, seq }: Message) =>
      Date.parse(at) >= start.getTime() && aimAt(rowOf(seq), () => BREATH);
    const messages = feed.messages.value;
    const index = messages.findIndex(target);
    const aim = (index > 0 || feed.whole.value) && messages[index] && target(messages[index]);
    if (aim && this.#aim(aim)) return true;
    return await this.#go({ at: start.toISOString() }, target) || await this.toNewest();
  }

  /** Goes to the room's first message, which has the focus then. */
  async toFirst(): Promise<boolean> {
    const { feed } = this.#options;
    const target = ({ seq }: Message) => aimAt(rowOf(seq), () => BREATH, focusFrom);
    const [first] = feed.messages.value;
    if (feed.whole.value) return first !== undefined && this.#aim(target(first));
    return await this.#go({ at: new Date(0).toISOString() }, target);
  }

  /** Goes to the room's newest message. */
  async toNewest(): Promise<boolean> {
    const { feed, scroll } = this.#options;
    if (!feed.attached.value) return await this.#go({}, () => toEnd);
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
  async #go(place: Place, target: (message: Message) => Aim | false): Promise<boolean> {
    const { feed, scroll } = this.#options;
    this.#log.ariaBusy = "true";
    this.#going++;
    const there = await feed.pages.go(place, ({ messages }) => {
      const aim = messages.map(target).find((found) => found !== false);
      if (aim) scroll.aim = aim;
      return aim !== undefined;
    });
    if (--this.#going === 0) this.#log.ariaBusy = null;
    return there;
  }

  // The form for a day is the header's, which works without this.
  #submitted(event: SubmitEvent): void {
    const { target: form } = event;
    const asked = form instanceof HTMLFormElement ? form.elements.namedItem("dia") : null;
    if (!(asked instanceof HTMLInputElement)) return;
    event.preventDefault();
    void this.toDate(asked.value);
    asked.closest<HTMLElement>("[popover]")?.hidePopover?.();
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

  #cutBack(): void {
    this.#cutting = false;
    const { feed: { pages, messages: { value: { length } } } } = this.#options;
    const surplus = length - CUT_BACK_TO;
    if (this.#listening.signal.aborted || !pages.resting || surplus <= 0) return;
    pages.timeline.value = clipTimeline(pages.timeline.value, this.#cut(surplus));
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
    // What the log does by itself to stay in its place is no move.
    if (this.#log.scrollTop !== this.#options.scroll.set) this.#log.classList.add("moving");
    this.#awaitRest();
  }

  #awaitRest(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#keep();
      this.#rest = setTimeout(() => this.#log.classList.remove("moving"), LINGER);
    }, AT_REST);
  }

  #keep(): void {
    const { scroll, slug } = this.#options;
    keepPlace(scroll.atEnd.value ? undefined : scroll.held?.row, { log: this.#log, slug: slug() });
  }
}

/** Safari is never told when there is time. */
function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act, { timeout: PATIENCE });
  else setTimeout(act, AT_REST);
}

type Aim = (log: HTMLElement) => number | undefined;

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
    if (!row) return undefined;
    const [inner, outer] = [row.getBoundingClientRect(), log.getBoundingClientRect()];
    hit?.(row);
    return log.scrollTop + inner.top - outer.top - offset(outer.height - inner.height);
  };
}

function toEnd(): number {
  return 0;
}

/** Gives the focus to a row, or to the next that can have it. */
function focusFrom(row: Element | null): void {
  if (row instanceof HTMLElement && row.hasAttribute("tabindex")) {
    row.focus({ preventScroll: true });
  } else if (row) focusFrom(row.nextElementSibling);
}

// The mark is an animation, which begins anew only for a class that was not there.
function mark(row: HTMLElement): void {
  row.classList.remove("shown");
  row.getBoundingClientRect();
  row.classList.add("shown");
  // Whoever goes from one to the next in the panel stays there.
  if (!document.activeElement?.closest(".panel")) row.focus({ preventScroll: true });
}
