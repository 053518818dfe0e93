import { signal } from "@preact/signals";
import { type Clock, systemClock } from "@/lib/chat/clock.ts";

/** How a page is looked at. */
export interface AttentionOptions {
  /** Whether the page is in sight and has the focus. */
  looks(): boolean;
  /** Somebody is back who was away for more than a glance elsewhere. */
  returned?: () => void;
  clock?: Clock;
}

/** Who is back sooner has not been away: another window was only passed over. */
const GLANCE = 5_000;

/** Whether somebody looks at the page now, and whether they have been elsewhere meanwhile. */
export class Attention {
  readonly here = signal(true);
  readonly #options: AttentionOptions;
  readonly #clock: Clock;
  #leftAt = 0;

  constructor(options: AttentionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Something may have changed. */
  look(): void {
    const here = this.#options.looks();
    if (here === this.here.value) return;
    this.here.value = here;
    const now = this.#clock.now();
    if (!here) this.#leftAt = now;
    else if (now - this.#leftAt >= GLANCE) this.#options.returned?.();
  }

  /** Watches the browser's page, until `signal` is aborted. */
  watch(signal: AbortSignal): void {
    const look = () => this.look();
    for (const event of ["focus", "blur", "pageshow"]) addEventListener(event, look, { signal });
    document.addEventListener("visibilitychange", look, { signal });
    look();
  }
}

/** Whether the browser's page is in sight and has the focus. */
export function pageLooks(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}
