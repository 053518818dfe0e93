import { type ReadonlySignal, signal } from "@preact/signals";

/** The end counts as in sight within so many pixels. */
const NEAR_END = 30;
/** Older and newer messages are fetched when their place is so many pixels away. */
const AHEAD = 600;
/** What one reads: it is kept where it is. */
const ROWS = ".msg, .sys, .fresh";

/** How the log meets the room. */
export interface LogScrollOptions {
  /** Whether the last message here is the room's newest. */
  attached: ReadonlySignal<boolean>;
  /** The place for older messages comes near, or else that for newer ones. */
  near?(older: boolean): void;
  /** The log is a column as it is written: its scroll position counts from its beginning. */
  down?: boolean;
}

/** A row, how far down the window it stands, and how the log was then, in pixels. */
interface Held {
  row: HTMLElement;
  top: number;
  scrolled: number;
  height: number;
}

/**
 * Keeps a log where its reader left it. The room's log is a column turned round: its scroll position
 * counts from the end (0, then negative), so at the end it stays there by itself, whatever grows.
 * Away from the end the browser would let what is read slip; here it is held by a row.
 *
 * Nobody else writes the log's scroll position. Whoever wants it elsewhere says where, by `aim` or
 * `toEnd`, and it is put there at once: between the two there is nothing to wait for, and so no
 * queue. What the browser does by itself, for a wheel, a key or a row that takes the focus, is the
 * reader's own move: it is kept, even before its event has told of it.
 */
export class LogScroll {
  /** Whether the room's newest message is in sight. */
  readonly atEnd;
  /** Messages that came while it was not. */
  readonly behind = signal(0);
  /** Whether the mark before the new messages is above what is in sight. */
  readonly newsAbove = signal(false);
  /** The position to bring something into sight, once it is on the page: asked until there is one. */
  aim: ((log: HTMLElement) => number | undefined) | undefined;
  /** The log, while it is watched. */
  log: HTMLElement | undefined;
  /** The row that is kept where it is; `undefined`: the end is. */
  held: Held | undefined;
  /** Where the log was put by itself, and not by the reader. */
  set = 0;
  readonly #options: LogScrollOptions;
  /** Where the log was when it was last looked at. */
  #seen = 0;
  /** The reader has been elsewhere than where the log was opened. */
  #roamed = false;
  #watch: IntersectionObserver | undefined;
  #resize: ResizeObserver | undefined;
  #edges: string | undefined;
  readonly #scrolled = () => this.#look();

  constructor(options: LogScrollOptions) {
    this.#options = options;
    this.atEnd = signal(options.attached.value);
  }

  /** Begins to watch; what is in the log already is in place. */
  start(log: HTMLElement): void {
    this.log = log;
    log.addEventListener("scroll", this.#scrolled, { passive: true });
    this.#look();
    // What is inside grows by pictures that come, and by quotes: nothing else tells of it.
    this.#resize = new ResizeObserver(() => this.steady());
    for (const box of [log, ...log.children]) this.#resize.observe(box);
    this.#watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        // Where the log is opened its first page is enough, unless that leaves room for more.
        if (!isIntersecting) this.#roamed = true;
        else if (this.#roamed || log.scrollHeight <= log.clientHeight) {
          this.#options.near?.(target.matches("[data-side=older]"));
        }
      }
    }, { root: log, rootMargin: `${AHEAD}px 0px` });
  }

  /** Lets go of the log. */
  stop(): void {
    this.log?.removeEventListener("scroll", this.#scrolled);
    this.#resize?.disconnect();
    this.#watch?.disconnect();
    this.log = undefined;
    this.#edges = undefined;
  }

  /** After each render: puts what was in sight back to its place. `edges` names what it is between. */
  settle(edges: string): void {
    if (!this.log) return;
    this.steady();
    if (edges === this.#edges) return;
    this.#edges = edges;
    this.#watchEdges();
  }

  /** Messages came in at the end. */
  arrived(count: number): void {
    if (!this.atEnd.value) this.behind.value += count;
  }

  /** Goes to the last message here, at once. */
  toEnd(): void {
    this.atEnd.value = this.#options.attached.value;
    this.behind.value = 0;
    this.held = undefined;
    if (this.log) this.#move(this.log, this.#endOf(this.log));
  }

  /** Puts what was in sight back to its place, or what is aimed at into sight. */
  steady(): void {
    const { log } = this;
    if (!log) return;
    const aimed = this.aim?.(log);
    if (aimed !== undefined) {
      this.aim = undefined;
      this.#move(log, aimed);
    } else if (this.atEnd.value) {
      // Who has just left the end is not drawn back: the event that tells of it is yet to come.
      const stayed = log.scrollTop === this.#seen;
      if (stayed || this.#isNearEnd(log)) this.#move(log, this.#endOf(log));
    } else if (this.held?.row.isConnected) {
      const { row, top, scrolled, height } = this.held;
      // A move of the reader's own stays, of which no event has told yet; but where the log has become
      // shorter, the browser may have moved it.
      const moved = log.scrollHeight < height ? 0 : log.scrollTop - scrolled;
      this.#move(log, log.scrollTop + row.getBoundingClientRect().top - top + moved);
    }
    this.set = log.scrollTop;
    this.#look();
  }

  // What is put where it is already costs the browser a layout all the same.
  #move(log: HTMLElement, top: number): void {
    if (log.scrollTop !== top) log.scrollTop = top;
  }

  // Watching anew tells again where they are: a page of short messages may leave them in sight.
  #watchEdges(): void {
    this.#watch?.disconnect();
    for (const place of this.log?.querySelectorAll("[data-side]") ?? []) {
      this.#watch?.observe(place);
    }
  }

  #endOf({ scrollHeight, clientHeight }: HTMLElement): number {
    return this.#options.down ? scrollHeight - clientHeight : 0;
  }

  #isNearEnd(log: HTMLElement): boolean {
    return Math.abs(log.scrollTop - this.#endOf(log)) <= NEAR_END;
  }

  #look(): void {
    const { log } = this;
    if (!log) return;
    if (!this.#roamed && log.scrollTop !== this.#seen) {
      this.#roamed = true;
      this.#watchEdges();
    }
    this.#seen = log.scrollTop;
    const mark = log.querySelector(".fresh")?.getBoundingClientRect();
    this.newsAbove.value = mark !== undefined && mark.bottom < log.getBoundingClientRect().top;
    this.atEnd.value = this.#options.attached.value && this.#isNearEnd(log);
    if (this.atEnd.value) this.behind.value = 0;
    this.held = this.atEnd.value ? undefined : rowIn(log);
  }
}

// The second that begins in sight: what grows above it goes up, and nothing that is read moves. The
// first may lose its face to a group that begins further up.
function rowIn(log: HTMLElement): Held | undefined {
  const { top, bottom } = log.getBoundingClientRect();
  const rows = log.querySelectorAll<HTMLElement>(ROWS);
  const topOf = (at: number) => rows[at]?.getBoundingClientRect().top ?? Infinity;
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(middle) < top) low = middle + 1;
    else high = middle;
  }
  const at = [low + 1, low].find((at) => topOf(at) < bottom) ?? low - 1;
  const row = rows[at];
  return row && { row, top: topOf(at), scrolled: log.scrollTop, height: log.scrollHeight };
}
