import { signal } from "@preact/signals";

/** The end counts as in sight within so many pixels. */
const NEAR_END = 30;
/** Older messages are fetched when their place is so many pixels away. */
const AHEAD = 600;
/** The mark before the new messages, and how far below the upper edge it is shown, in pixels. */
const NEWS = ".fresh";
const BREATH = 56;
/** Where to look for a row to hold on to, in pixels from the upper edge; rows have gaps. */
const PROBES = [8, 24, 48, 80, 120] as const;

/**
 * Keeps the log where the reader left it. The log is a column turned round: its scroll position
 * counts from the end (0, then negative), so at the end it stays there by itself, whatever grows.
 * Away from the end the browser would let what is read slip; here it is held by a row.
 */
export class LogScroll {
  /** Whether the newest message is in sight. */
  readonly atEnd = signal(true);
  /** Messages that came while it was not. */
  readonly behind = signal(0);
  /** Whether the mark before the new messages is above what is in sight. */
  readonly newsAbove = signal(false);
  readonly #older: () => void;
  #log: HTMLElement | undefined;
  #held: { row: Element; top: number } | undefined;
  #watch: IntersectionObserver | undefined;
  #resize: ResizeObserver | undefined;
  #first: string | undefined;
  readonly #scrolled = () => this.#look();

  /** `older` is called when the place for older messages comes near. */
  constructor(older: () => void) {
    this.#older = older;
  }

  /** Begins to watch; what is in the log already is in place. */
  start(log: HTMLElement): void {
    this.#log = log;
    log.addEventListener("scroll", this.#scrolled, { passive: true });
    this.#resize = new ResizeObserver(this.#scrolled);
    this.#resize.observe(log);
    this.#watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#older();
    }, { root: log, rootMargin: `${AHEAD}px 0px 0px` });
    this.#look();
  }

  /** Lets go of the log. */
  stop(): void {
    this.#log?.removeEventListener("scroll", this.#scrolled);
    this.#resize?.disconnect();
    this.#watch?.disconnect();
    this.#log = undefined;
    this.#first = undefined;
  }

  /** After each render: puts what was in sight back to its place. `first` names the first message. */
  settle(first: string | undefined): void {
    const log = this.#log;
    if (!log) return;
    if (this.atEnd.value) log.scrollTop = 0;
    else if (this.#held?.row.isConnected) {
      log.scrollTop += this.#held.row.getBoundingClientRect().top - this.#held.top;
    }
    this.#look();
    if (first === this.#first) return;
    this.#first = first;
    this.#watchOlder(log);
  }

  /** Messages came in at the end. */
  arrived(count: number): void {
    if (!this.atEnd.value) this.behind.value += count;
  }

  /** Goes to the newest message, at once. */
  toEnd(): void {
    this.atEnd.value = true;
    this.behind.value = 0;
    if (this.#log) this.#log.scrollTop = 0;
  }

  /** Goes to the mark before the new messages; false: it is not there. */
  toNews(): boolean {
    const mark = this.#log?.querySelector(NEWS);
    if (!this.#log || !mark) return false;
    const { top } = this.#log.getBoundingClientRect();
    this.#log.scrollTop += mark.getBoundingClientRect().top - top - BREATH;
    this.#look();
    return true;
  }

  #look(): void {
    const log = this.#log;
    if (!log) return;
    const mark = log.querySelector(NEWS)?.getBoundingClientRect();
    this.newsAbove.value = mark !== undefined && mark.bottom < log.getBoundingClientRect().top;
    this.atEnd.value = Math.abs(log.scrollTop) <= NEAR_END;
    if (this.atEnd.value) this.behind.value = 0;
    this.#held = this.atEnd.value ? undefined : rowIn(log);
  }

  // Watching anew tells again where it is: a page of short messages may leave it in sight.
  #watchOlder(log: HTMLElement): void {
    this.#watch?.disconnect();
    const place = log.querySelector("[data-older]");
    if (place) this.#watch?.observe(place);
  }
}

function rowIn(log: HTMLElement): { row: Element; top: number } | undefined {
  const box = log.getBoundingClientRect();
  for (const probe of PROBES) {
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + probe);
    const row = hit?.closest(".msg, .sys, .day, .fresh");
    if (row && log.contains(row)) return { row, top: row.getBoundingClientRect().top };
  }
  return undefined;
}
