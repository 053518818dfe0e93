/** Where the actions of a message are to open. */
export interface Opened {
  /** Another number for each time. */
  turn: number;
  seq: number;
  /** The message's element, which has the focus when the actions close. */
  row: HTMLElement;
  /** In pixels of the window; `undefined`: beside the message. */
  at: { x: number; y: number } | undefined;
}

const ROW = "article[data-seq]";
/** A finger that rests so long wants the actions. */
const LONG_PRESS = 500;
/** A finger that moves so many pixels scrolls. */
const STILL = 10;

/**
 * Moves the focus over a log's messages, which are one stop for the Tab key in all, and opens the
 * actions of one: by its button, by Enter or the menu key, or by a finger that rests on it.
 */
export class MessageFocus {
  readonly #open: (opened: Opened) => void;
  #log: HTMLElement | undefined;
  #current: HTMLElement | undefined;
  #press: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | undefined;
  #openedAt = 0;
  #turns = 0;

  constructor(open: (opened: Opened) => void) {
    this.#open = open;
  }

  /** Begins to listen, until `signal` is aborted. */
  start(log: HTMLElement, signal: AbortSignal): void {
    this.#log = log;
    log.addEventListener("focusin", ({ target }) => this.#enter(rowOf(target)), { signal });
    log.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    log.addEventListener("click", (event) => this.#clicked(event), { signal });
    log.addEventListener("contextmenu", (event) => this.#asked(event), { signal });
    log.addEventListener("pointerdown", (event) => this.#touched(event), { signal });
    for (const event of ["pointerup", "pointercancel", "scroll"]) {
      log.addEventListener(event, () => this.#let(), { signal, passive: true });
    }
    log.addEventListener("pointermove", (event) => this.#moved(event), { signal, passive: true });
  }

  /** Takes up what happened before this was here. */
  take(event: Event): void {
    if (event instanceof KeyboardEvent) this.#pressed(event);
    else if (event instanceof FocusEvent) this.#enter(rowOf(event.target));
    else if (event.type === "click" && event instanceof MouseEvent) this.#clicked(event);
    else if (event.type === "pointerdown" && event instanceof PointerEvent) this.#touched(event);
  }

  /** After each render. */
  settle(): void {
    if (this.#current?.isConnected) return mark(this.#current, 0);
    this.#current = undefined;
    if (this.#log) this.#log.tabIndex = 0;
  }

  #enter(row: HTMLElement | undefined): void {
    if (!row || row === this.#current) return;
    if (this.#current) mark(this.#current, -1);
    mark(row, 0);
    this.#current = row;
    if (this.#log) this.#log.tabIndex = -1;
  }

  #pressed(event: KeyboardEvent): void {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (ctrlKey || altKey || metaKey) return;
    // Not the event's own target: keys that came before this was here have moved the focus since.
    const target = document.activeElement;
    const row = rowOf(target);
    const inside = target !== row && target !== this.#log;
    if (inside && key !== "ArrowUp" && key !== "ArrowDown") return;
    const asks = key === "Enter" || key === "ContextMenu" || key === "F10" && shiftKey;
    if (asks && row) {
      event.preventDefault();
      return this.#show(row);
    }
    const next = this.#next(key, row);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  #next(key: string, row: HTMLElement | undefined): HTMLElement | undefined {
    const rows = [...this.#log?.querySelectorAll<HTMLElement>(ROW) ?? []];
    const at = row ? rows.indexOf(row) : rows.length;
    if (key === "ArrowUp") return rows[at - 1];
    // From the log itself the arrow scrolls, as it always did.
    if (key === "ArrowDown" && row) return rows[at + 1];
    if (key === "Home" && row) return rows[0];
    return key === "End" && row ? rows.at(-1) : undefined;
  }

  #clicked({ target }: MouseEvent): void {
    const button = target instanceof Element ? target.closest<HTMLElement>(".more") : null;
    const row = rowOf(button);
    if (!button || !row) return;
    const { right, bottom } = button.getBoundingClientRect();
    this.#show(row, { x: right, y: bottom });
  }

  // The mouse's own menu stays the browser's; a key has opened ours already.
  #asked(event: MouseEvent): void {
    const row = rowOf(event.target);
    const touch = "pointerType" in event && event.pointerType === "touch";
    if (Date.now() - this.#openedAt < 2 * LONG_PRESS) return event.preventDefault();
    if (!row || !touch || isLink(event.target)) return;
    event.preventDefault();
    this.#show(row);
  }

  #touched({ pointerType, target, clientX: x, clientY: y }: PointerEvent): void {
    const row = rowOf(target);
    this.#let();
    if (pointerType !== "touch" || !row || isLink(target)) return;
    this.#press = { x, y, timer: setTimeout(() => this.#show(row), LONG_PRESS) };
  }

  #moved({ clientX, clientY }: PointerEvent): void {
    const { x, y } = this.#press ?? { x: clientX, y: clientY };
    if (Math.hypot(clientX - x, clientY - y) > STILL) this.#let();
  }

  #let(): void {
    clearTimeout(this.#press?.timer);
    this.#press = undefined;
  }

  #show(row: HTMLElement, at?: Opened["at"]): void {
    this.#let();
    this.#openedAt = Date.now();
    row.focus({ preventScroll: true });
    this.#open({ turn: ++this.#turns, seq: Number(row.dataset.seq), row, at });
  }
}

function rowOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? target.closest<HTMLElement>(ROW) ?? undefined : undefined;
}

function isLink(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("a, button, label") !== null;
}

function mark(row: HTMLElement, tabIndex: 0 | -1): void {
  row.tabIndex = tabIndex;
  for (const inside of row.querySelectorAll<HTMLElement>("a, button, input")) {
    inside.tabIndex = tabIndex;
  }
}
