import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";

/** What is answered sooner needs no sign. */
const SIGN_AFTER = 150;
/** What takes longer is told to whoever cannot see the sign. */
const TELL_AFTER = 1_000;
/** Whatever became of it, it can be tried again then. */
const FREE_AFTER = 20_000;
const MINUTE = 60_000;

interface TendingOptions {
  /** What the server's clock said when it made the page. */
  now: number;
  /** Tells that something takes a while, or no longer does. */
  tell: (busy: boolean) => void;
  /** A moment as seen from now; `undefined`: its date says more. */
  seen: (at: number, now: number) => string | undefined;
  clock?: Clock;
}

/**
 * Keeps a page that is no room alive, until `signal` is aborted: a form is sent once, what was
 * pressed shows that it is on its way, and times from now go on.
 */
export function tendPage(page: Document, options: TendingOptions, signal: AbortSignal): void {
  const { now, tell, seen, clock = systemClock } = options;
  const begun = clock.now();
  const waits = new Waits(tell, clock);
  page.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented) return;
    if (waits.has(form)) return event.preventDefault();
    waits.begin(form, event.submitter ?? form.querySelector("[type=submit]") ?? form);
  }, { signal });
  page.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (link && leavesPage(event, link)) waits.begin(link, link);
  }, { signal });
  page.addEventListener("keydown", ({ key }) => key === "Escape" && waits.end(), { signal });
  // A page that is come back to is as it was left.
  page.defaultView?.addEventListener("pageshow", () => waits.end(), { signal });
  const goOn = () => tellTimes(page, (at) => seen(at, now + clock.now() - begun));
  const timer = clock.every(MINUTE, goOn);
  page.addEventListener("visibilitychange", goOn, { signal });
  signal.addEventListener("abort", () => {
    timer.cancel();
    waits.end();
  });
}

/** What was pressed and not answered yet: one thing at a time. */
class Waits {
  readonly #tell: (busy: boolean) => void;
  readonly #clock: Clock;
  #source: Element | undefined;
  #marked: Element[] = [];
  #timers: Timer[] = [];

  constructor(tell: (busy: boolean) => void, clock: Clock) {
    this.#tell = tell;
    this.#clock = clock;
  }

  has(source: Element): boolean {
    return this.#source === source;
  }

  begin(source: Element, pressed: Element): void {
    this.end();
    this.#source = source;
    const results = source.ownerDocument.querySelector("[data-results]");
    const isAsked = results !== null && source.closest("search, [data-results], .tabs") !== null;
    this.#marked = isAsked ? [pressed, results] : [pressed];
    this.#timers = [
      this.#clock.after(SIGN_AFTER, () => {
        for (const one of this.#marked) one.setAttribute("aria-busy", "true");
      }),
      this.#clock.after(TELL_AFTER, () => this.#tell(true)),
      this.#clock.after(FREE_AFTER, () => this.end()),
    ];
  }

  end(): void {
    for (const timer of this.#timers) timer.cancel();
    for (const one of this.#marked) one.removeAttribute("aria-busy");
    this.#source = undefined;
    this.#marked = [];
    this.#timers = [];
    this.#tell(false);
  }
}

/** Whether a click on a link leads this very tab to another page. */
function leavesPage(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const { button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented } = event;
  if (defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return false;
  if (link.target !== "" || link.hasAttribute("download")) return false;
  const href = link.getAttribute("href") ?? "#";
  return href.split("#", 1)[0] !== "" && !href.startsWith("/f/");
}

function tellTimes(page: Document, seen: (at: number) => string | undefined): void {
  for (const time of page.querySelectorAll<HTMLTimeElement>("time[data-relative=true]")) {
    time.textContent = seen(Date.parse(time.dateTime)) ?? time.textContent;
  }
}
