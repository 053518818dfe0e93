import { closeInside } from "./inside_rows.ts";
import type { MessageFocus } from "./message_focus.ts";

/** What tells that somebody turns to a message. */
const SIGNS = ["pointerover", "pointerdown", "click", "focusin", "keydown"] as const;

/** The focus over a log's messages, whose code comes when somebody first turns to one. */
export class LateFocus {
  readonly #make: () => Promise<MessageFocus>;
  #focus: MessageFocus | undefined;

  constructor(make: () => Promise<MessageFocus>) {
    this.#make = make;
  }

  /** Waits for the first sign, until `signal` is aborted. */
  start(log: HTMLElement, signal: AbortSignal): void {
    closeInside(log, signal);
    const waiting = new AbortController();
    signal.addEventListener("abort", () => waiting.abort());
    const missed: Event[] = [];
    for (const sign of SIGNS) {
      log.addEventListener(sign, (event) => {
        // What the code is to do when it is here, no link does meanwhile.
        if (isAct(event)) event.preventDefault();
        if (missed.push(event) > 1) return;
        void this.#load(log, signal, missed).then(() => waiting.abort());
      }, { signal: waiting.signal });
    }
  }

  /** After each render. */
  settle(): void {
    this.#focus?.settle();
  }

  async #load(log: HTMLElement, signal: AbortSignal, missed: readonly Event[]): Promise<void> {
    // Without a connection the code cannot come: the messages stay as they are without it.
    const focus = await this.#make().catch(() => undefined);
    if (!focus || signal.aborted) return;
    this.#focus = focus;
    focus.start(log, signal);
    for (const event of missed) focus.take(event);
  }
}

function isAct(event: Event): boolean {
  return event instanceof MouseEvent && event.type === "click" && !event.ctrlKey &&
    event.target instanceof Element && event.target.closest("[data-act]") !== null;
}
