import type { Message } from "@/lib/chat/model.ts";
import { MESSAGE_KEYS } from "./key_tables.ts";
import { MessageTools, type Tool } from "./message_tools.ts";
import { chordOf } from "./shortcuts.ts";
import { swipeToReply } from "./swipe_to_reply.ts";

/** What opens at a message: all that can be done with it, or one thing of that. */
export type Opening = "menu" | "react" | "thread" | "revisions" | "pins" | "delete" | "picture";

/** Where something is to open at a message. */
export interface Opened {
  /** Another number for each time. */
  turn: number;
  what: Opening;
  /** The message as it was then. */
  message: Message;
  /** The message's element, which has the focus when the actions close. */
  row: HTMLElement;
  /** In pixels of the window; `undefined`: beside the message. */
  at: { x: number; y: number } | undefined;
  /** The picture that was pressed, by the id of its file. */
  file?: string | undefined;
}

/** What not everybody may do with every message. */
export type LimitedDeed = "reply" | "edit" | "react" | "thread" | "delete";

/** The conversation, as far as messages are concerned. */
export interface MessageActs {
  readonly opened: { value: Opened | undefined };
  readonly feed: {
    readonly messages: { readonly value: readonly Message[] };
    react(seq: number, emoji: string, on: boolean): void;
  };
  /** Whether the person may do something with a message. */
  may(deed: LimitedDeed, message: Message): boolean;
  /** Goes to a message. */
  show(seq: number): unknown;
  /** Begins an answer. */
  reply(message: Message): void;
  /** Begins a change of an own message. */
  editMessage(message: Message): void;
  readonly voice: { tool(tool: Tool): string };
}

/** The way to more, at an end of what is loaded. */
const EDGE = ".edge > a";
/** What one moves over: also what is on its way, and what happened in the room. */
const ROW = `article, .sys, ${EDGE}`;
/** What something can be done with. */
const MESSAGE = "article[data-seq]";
const INSIDE = "a, button, input, audio, video, pre";
const KEYS: Readonly<Record<string, KeyDeed | undefined>> = MESSAGE_KEYS;

type KeyDeed = typeof MESSAGE_KEYS[keyof typeof MESSAGE_KEYS];
type Step = "up" | "down" | "oldest" | "newest";
/** All that was opened on this page, in any list. */
let turns = 0;
/** A finger that rests so long wants the actions. */
const LONG_PRESS = 500;
/** A finger that moves so many pixels scrolls. */
const STILL = 10;

/**
 * Moves the focus over a log's messages, which are one stop for the Tab key in all, and opens the
 * actions of one: by its button, by Enter or the menu key, or by a finger that rests on it.
 */
export class MessageFocus {
  readonly #acts: MessageActs;
  readonly #find: (seq: number) => Message | undefined;
  readonly #tools: MessageTools;
  #log: HTMLElement | undefined;
  #current: HTMLElement | undefined;
  #press: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | undefined;
  #openedAt = 0;
  #swipe: ((down: PointerEvent) => void) | undefined;
  /** The finger that touched last has opened the menu by it. */
  #rested = false;
  /** From where one was to go on once more is loaded. */
  #waits: { from: HTMLElement; step: Step } | undefined;

  /** `find`: a message of the log by its place; without it, those of the conversation. */
  constructor(acts: MessageActs, find?: (seq: number) => Message | undefined) {
    this.#acts = acts;
    this.#tools = new MessageTools((tool) => acts.voice.tool(tool));
    this.#find = find ?? ((seq) => acts.feed.messages.value.find((one) => one.seq === seq));
  }

  /** Begins to listen, until `signal` is aborted. */
  start(log: HTMLElement, signal: AbortSignal): void {
    this.#log = log;
    log.addEventListener("focusin", ({ target }) => this.#enter(rowOf(target)), { signal });
    log.addEventListener("pointerover", (event) => this.#passed(event), { signal });
    log.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    log.addEventListener("click", (event) => this.#clicked(event), { signal });
    log.addEventListener("contextmenu", (event) => this.#asked(event), { signal });
    log.addEventListener("pointerdown", (event) => this.#touched(event), { signal });
    for (const event of ["pointerup", "pointercancel", "scroll"]) {
      log.addEventListener(event, () => this.#let(), { signal, passive: true });
    }
    log.addEventListener("pointermove", (event) => this.#moved(event), { signal, passive: true });
    this.#swipe = swipeToReply(log, (row) => this.#do("reply", row), signal);
  }

  /** Takes up what happened before this was here. */
  take(event: Event): void {
    if (event instanceof KeyboardEvent) this.#pressed(event);
    else if (event instanceof FocusEvent) this.#enter(rowOf(event.target));
    else if (event.type === "click" && event instanceof MouseEvent) this.#clicked(event);
    else if (!(event instanceof PointerEvent)) return;
    else if (event.type === "pointerdown") {
      this.#touched(event);
      this.#swipe?.(event);
    } else if (event.type === "pointerover") this.#passed(event);
  }

  /** After each render. */
  settle(): void {
    if (this.#current?.isConnected) mark(this.#current, 0);
    else {
      this.#current = undefined;
      if (this.#log) this.#log.tabIndex = 0;
    }
    if (this.#waits) this.#goOn(this.#waits);
  }

  #enter(row: HTMLElement | undefined): void {
    if (!row || row === this.#current) return;
    if (this.#current) mark(this.#current, -1);
    mark(row, 0);
    this.#current = row;
    if (row.matches(MESSAGE)) this.#tools.show(row);
    if (this.#log) this.#log.tabIndex = -1;
  }

  // Fingers have the whole menu, by resting on a message.
  #passed({ target, pointerType }: PointerEvent): void {
    const row = rowOf(target);
    if (row?.matches(MESSAGE) && pointerType !== "touch") this.#tools.show(row);
  }

  #pressed(event: KeyboardEvent): void {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (ctrlKey || altKey || metaKey) return;
    // Not the event's own target: keys that came before this was here have moved the focus since.
    const target = document.activeElement;
    const row = rowOf(target);
    const inside = target !== row && target !== this.#log;
    if (inside && key === "Escape" && row) {
      event.preventDefault();
      return row.focus();
    }
    if (inside && (!key.startsWith("Arrow") || isPlayer(target))) return;
    const deed = KEYS[chordOf(key, { shiftKey: shiftKey && key.length > 1 })];
    switch (deed) {
      case undefined:
        return;
      case "up":
      case "down":
      case "oldest":
      case "newest":
        // From the log itself these scroll, as they always did.
        if (!row && /^(ArrowDown|Home|End)$/.test(key)) return;
        event.preventDefault();
        return this.#step(deed, row);
    }
    if (!row || row.matches(EDGE)) return;
    event.preventDefault();
    if (row.matches(MESSAGE)) this.#do(deed, row);
    // What was not sent has its own ways.
    else if (deed === "menu") row.querySelector("button")?.focus();
  }

  #step(step: Step, from: HTMLElement | undefined): void {
    const next = this.#next(step, from);
    if (!next?.matches(EDGE) || !from) return next?.focus();
    this.#waits = { from, step };
    next.click();
  }

  /** Goes where one wanted to, if that has been loaded; to the way there, if it could not be. */
  #goOn({ from, step }: { from: HTMLElement; step: Step }): void {
    const next = this.#next(step, from);
    const stays = document.activeElement === from;
    if (stays && next?.matches(EDGE) && next.ariaBusy === "true") return;
    this.#waits = undefined;
    if (stays) next?.focus();
  }

  #next(step: Step, from: HTMLElement | undefined): HTMLElement | undefined {
    const rows = [...this.#log?.querySelectorAll<HTMLElement>(ROW) ?? []];
    const at = from ? rows.indexOf(from) : rows.length;
    if (step === "up") return rows[at - 1];
    if (step === "down") return from ? rows[at + 1] : rows.at(-1);
    // Over the ways to more only from the end of what is loaded.
    const loaded = rows.filter((row) => !row.matches(EDGE));
    const end = step === "oldest" ? loaded[0] : loaded.at(-1);
    return end === from ? rows[step === "oldest" ? at - 1 : at + 1] : end;
  }

  #clicked(event: MouseEvent): void {
    const target = event.target instanceof Element
      ? event.target.closest<HTMLElement>("[data-act]")
      : null;
    const row = rowOf(target);
    // With a key held down a link opens elsewhere.
    if (!target || !row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // The finger that rested on a picture has opened the menu, and leaves now.
    if (this.#rested && target.dataset.act === "picture") return;
    const { right, bottom } = target.getBoundingClientRect();
    this.#do(target.dataset.act ?? "", row, { target, at: { x: right, y: bottom } });
  }

  #do(act: string, row: HTMLElement, by?: { target: HTMLElement; at: Opened["at"] }): void {
    const message = this.#find(Number(row.dataset.seq));
    if (!message || isLimited(act) && !this.#acts.may(act, message)) return;
    switch (act) {
      case "toggle":
        return this.#toggle(message.seq, by?.target);
      case "show":
        return void this.#acts.show(Number(by?.target.dataset.to ?? message.seq));
      case "reply":
        return this.#acts.reply(message);
      case "edit":
        return this.#acts.editMessage(message);
      case "menu":
      case "react":
      case "thread":
      case "revisions":
      case "pins":
      case "delete":
      case "picture":
        return this.#show(row, { what: act, message, at: by?.at, file: fileOf(by?.target) });
    }
  }

  #toggle(seq: number, button: HTMLElement | undefined): void {
    if (!(button instanceof HTMLButtonElement)) return;
    this.#acts.feed.react(seq, button.value, button.name === "on");
  }

  // The mouse's own menu stays the browser's; a key has opened ours already.
  #asked(event: MouseEvent): void {
    const row = rowOf(event.target);
    const touch = "pointerType" in event && event.pointerType === "touch";
    if (Date.now() - this.#openedAt < 2 * LONG_PRESS) return event.preventDefault();
    if (!row || !touch || isLink(event.target)) return;
    event.preventDefault();
    this.#do("menu", row);
  }

  #touched({ pointerType, target, clientX: x, clientY: y }: PointerEvent): void {
    const row = rowOf(target);
    this.#let();
    this.#rested = false;
    if (pointerType !== "touch" || !row || isLink(target)) return;
    const rested = () => {
      this.#rested = true;
      this.#do("menu", row);
    };
    this.#press = { x, y, timer: setTimeout(rested, LONG_PRESS) };
  }

  #moved({ clientX, clientY }: PointerEvent): void {
    const { x, y } = this.#press ?? { x: clientX, y: clientY };
    if (Math.hypot(clientX - x, clientY - y) > STILL) this.#let();
  }

  #let(): void {
    clearTimeout(this.#press?.timer);
    this.#press = undefined;
  }

  #show(row: HTMLElement, opening: Pick<Opened, "what" | "message" | "at" | "file">): void {
    this.#let();
    this.#openedAt = Date.now();
    row.focus({ preventScroll: true });
    this.#acts.opened.value = { turn: ++turns, row, ...opening };
  }
}

function rowOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? target.closest<HTMLElement>(ROW) ?? undefined : undefined;
}

function isLimited(act: string): act is LimitedDeed {
  return /^(reply|edit|react|thread|delete)$/.test(act);
}

/** The file that a picture's link leads to. */
function fileOf(link: HTMLElement | undefined): string | undefined {
  return link?.getAttribute("href")?.split("/").at(-1);
}

/** It has a use of its own for the arrows. */
function isPlayer(target: Element | null): boolean {
  return target instanceof HTMLMediaElement;
}

function isLink(target: EventTarget | null): boolean {
  // A picture may be all that there is of a message.
  return target instanceof Element && target.closest("a:not(.pic), button, label") !== null;
}

function mark(row: HTMLElement, tabIndex: 0 | -1): void {
  row.tabIndex = tabIndex;
  for (const inside of row.querySelectorAll<HTMLElement>(INSIDE)) {
    inside.tabIndex = tabIndex;
  }
}
