import { signal } from "@preact/signals";
import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";

/** How a page is looked at. */
export interface AttentionOptions {
  /** Whether the page is in sight and has the focus. */
  looks(): boolean;
  /** Whether something of the page's own lies over what is to be looked at. */
  covered?: () => boolean;
  /** Somebody has turned to something else, for more than a glance. */
  left?: () => void;
  /** They are back. */
  returned?: () => void;
  clock?: Clock;
}

/** Who is back sooner has not been away: another window was only passed over. */
const GLANCE = 5_000;
/** Of what covers the page no event tells: so often it is seen whether it is gone. */
const LOOK_AGAIN = 500;

/** Whether somebody looks at the page now, and whether they have been elsewhere meanwhile. */
export class Attention {
  readonly here = signal(true);
  /** Nobody has looked for longer than a glance elsewhere takes. */
  readonly away = signal(false);
  readonly #options: AttentionOptions;
  readonly #clock: Clock;
  #leftAt = 0;
  #glance: Timer | undefined;
  #again: Timer | undefined;

  constructor(options: AttentionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Something may have changed; tells whether somebody looks. */
  look(): boolean {
    const { looks, covered } = this.#options;
    const looked = looks();
    const here = looked && !covered?.();
    this.#again?.cancel();
    if (looked && !here) this.#again = this.#clock.after(LOOK_AGAIN, () => this.look());
    if (here === this.here.value) return here;
    this.here.value = here;
    const now = this.#clock.now();
    if (!here) {
      this.#leftAt = now;
      this.#glance = this.#clock.after(GLANCE, () => this.#leave());
      return here;
    }
    this.#glance?.cancel();
    // A machine that slept has let no timer run.
    if (now - this.#leftAt >= GLANCE) this.#leave();
    if (this.away.value) this.#options.returned?.();
    this.away.value = false;
    return here;
  }

  /** Watches the browser's page, until `signal` is aborted. */
  watch(signal: AbortSignal): void {
    const look = () => void this.look();
    for (const event of ["focus", "blur", "pageshow"]) addEventListener(event, look, { signal });
    document.addEventListener("visibilitychange", look, { signal });
    signal.addEventListener("abort", () => {
      this.#glance?.cancel();
      this.#again?.cancel();
    });
    look();
  }

  #leave(): void {
    if (this.away.value) return;
    this.away.value = true;
    this.#options.left?.();
  }
}

/** Whether the browser's page is in sight and has the focus. */
export function pageLooks(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}
