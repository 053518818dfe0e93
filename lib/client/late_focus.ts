import type { MessageFocus, Opened } from "./message_focus.ts";

/** What tells that somebody turns to a message. */
const SIGNS = ["pointerover", "pointerdown", "click", "focusin", "keydown"] as const;

/** The focus over a log's messages, whose code comes when somebody first turns to one. */
export class LateFocus {
  readonly #open: (opened: Opened) => void;
  #log: HTMLElement | undefined;
  #focus: MessageFocus | undefined;

  constructor(open: (opened: Opened) => void) {
    this.#open = open;
  }

  /** Waits for the first sign, until `signal` is aborted. */
  start(log: HTMLElement, signal: AbortSignal): void {
    this.#log = log;
    this.settle();
    const waiting = new AbortController();
    signal.addEventListener("abort", () => waiting.abort());
    const missed: Event[] = [];
    for (const sign of SIGNS) {
      log.addEventListener(sign, (event) => {
        if (missed.push(event) > 1) return;
        void this.#load(log, signal, missed).then(() => waiting.abort());
      }, { signal: waiting.signal });
    }
  }

  /** After each render: what is inside a message is reached through it. */
  settle(): void {
    const links = this.#log?.querySelectorAll<HTMLElement>(
      "article[data-seq] :is(a, input, .copy):not([tabindex])",
    );
    for (const link of links ?? []) link.tabIndex = -1;
    this.#focus?.settle();
  }

  async #load(log: HTMLElement, signal: AbortSignal, missed: readonly Event[]): Promise<void> {
    // Without a connection the code cannot come: the messages stay as they are without it.
    const loaded = await import("./message_focus.ts").catch(() => undefined);
    if (!loaded || signal.aborted) return;
    this.#focus = new loaded.MessageFocus(this.#open);
    this.#focus.start(log, signal);
    for (const event of missed) this.#focus.take(event);
  }
}
