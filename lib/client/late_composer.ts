import { signal } from "@preact/signals";
import { LONGEST_BODY } from "@/lib/chat/longest_body.ts";
import type { Composer } from "./composer.ts";
import type { Draft } from "./drafts.ts";
import { isField } from "./shortcuts.ts";

/** What a composer is given before its code comes. */
export interface LateComposerOptions {
  draft: Draft;
  /** Enter is a new line by the person's wish. */
  enterBreaks: boolean;
  /** There is no connection. */
  cutOff(): boolean;
  send(body: string): void;
  /** Loads the code, and makes a composer of the field. */
  load(area: HTMLTextAreaElement, draft: Draft): Promise<Composer>;
}

/** Safari says 229 for a key that an input method has taken, when `isComposing` is over already. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * The text field in which a message is written. Its code comes when somebody begins to write; what
 * is written and sent before is not held up by it, nor lost without it.
 */
export class LateComposer {
  /** The rest, once it has come. */
  readonly loaded = signal<Composer | undefined>(undefined);
  readonly #options: LateComposerOptions;
  #area: HTMLTextAreaElement | undefined;
  #listening: AbortController | undefined;
  #coming: Promise<Composer | undefined> | undefined;
  /** What has happened in the field since; `undefined`: the code does not come. */
  #missed: Event[] = [];
  /** What was asked for waits for the code: nothing is sent past it. */
  #waits = 0;

  constructor(options: LateComposerOptions) {
    this.#options = options;
  }

  /** Takes over the field, with what was typed before the script came, and the draft. */
  start(area: HTMLTextAreaElement): void {
    this.#area = area;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const sign of ["input", "pointerdown", "keydown"]) {
      area.addEventListener(sign, (event) => this.#hear(area, event), { signal });
    }
    area.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.submit();
    }, { signal });
    document.addEventListener("keydown", (event) => focusFor(event, area), { signal });
    const left = this.#options.draft.read();
    if (left !== "") {
      // A browser may have put it back by itself, and what the server did not take is newer.
      if (left !== area.value && area.defaultValue === "") {
        area.value = `${left}\n${area.value}`.trimEnd();
      }
      // It may be more than a text.
      void this.ask(() => {});
    }
    // A message that the address names comes first; browsers may not have given it the focus yet.
    const named = document.querySelector<HTMLElement>("article.shown");
    if (named) named.focus();
    else this.focus();
  }

  /** Has the field take the focus, but where that would bring up a keyboard. */
  focus(): void {
    if (!isTouched()) this.#area?.focus({ preventScroll: true });
  }

  /** Lets go of the field; what is in it is not kept. */
  stop(): void {
    this.#listening?.abort();
    this.loaded.value?.stop();
    this.loaded.value = this.#coming = this.#area = undefined;
  }

  /** Has something done by the composer, whose code may have to come first. */
  async ask(act: (composer: Composer) => void): Promise<void> {
    this.#waits++;
    const composer = await this.#load();
    this.#waits--;
    if (composer) act(composer);
  }

  /** Sends what is written, or says why not. */
  async submit(): Promise<void> {
    const { draft, cutOff, send } = this.#options;
    const area = this.#area;
    const text = area?.value ?? "";
    if (!area || this.loaded.value) return this.loaded.value?.submit();
    if (isPlain(text) && !this.#waits) {
      area.value = "";
      draft.save("");
      send(text);
    } else if (text.trim() !== "") {
      const composer = await this.#load();
      if (composer) return area.value === text ? composer.submit() : undefined;
      // Without the code the server says what is wrong, as it does without any script.
      if (!cutOff()) area.form?.submit();
    }
  }

  /** Whether a key sends what is written in a field of this room, by the person's wish. */
  sends({ key, isComposing, keyCode, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) {
    return key === "Enter" && !isComposing && keyCode !== TAKEN_BY_INPUT_METHOD &&
      (ctrlKey || metaKey || !(shiftKey || altKey || this.#options.enterBreaks || isTouched()));
  }

  #hear(area: HTMLTextAreaElement, event: Event): void {
    const composer = this.loaded.value;
    if (composer) composer.take(event);
    else {
      this.#options.draft.save(area.value);
      this.#missed.push(event);
      void this.#load();
    }
    if (event.defaultPrevented || !(event instanceof KeyboardEvent) || !this.sends(event)) return;
    event.preventDefault();
    void this.submit();
  }

  /** Code that did not come is asked for again with whatever happens next. */
  #load(): Promise<Composer | undefined> {
    const area = this.#area;
    const { load, draft } = this.#options;
    if (!area) return Promise.resolve(undefined);
    return this.#coming ??= load(area, draft).then((composer) => {
      if (this.#area !== area) return;
      this.loaded.value = composer;
      for (const event of this.#missed) if (!event.defaultPrevented) composer.take(event);
      return composer;
    }).catch(() => {
      this.#coming = undefined;
      this.#missed = [];
      return undefined;
    });
  }
}

/** Fingers: Enter is a new line there, and no keyboard springs up unasked. */
function isTouched(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

/** What is typed while nothing else wants it belongs to the message, or to the answer beside it. */
function focusFor(event: KeyboardEvent, area: HTMLTextAreaElement): void {
  const { key, ctrlKey, metaKey, altKey, target, defaultPrevented } = event;
  // An accent that waits for its letter is "Dead"; the key for a third sign may be two others at once.
  const held = (ctrlKey || metaKey || altKey) && !event.getModifierState("AltGraph");
  if (defaultPrevented || held || !/^([^ ?]|Dead)$/u.test(key)) return;
  // What has a use of its own for letters.
  if (!(target instanceof Element) || isField(target)) return;
  if (target.closest("audio, video, dialog")) return;
  // Letters that move from message to message, or do something with one.
  if (target.closest(".log") && /[jk]/i.test(key)) return;
  if (target.closest("article") && /[ret+]/i.test(key)) return;
  const beside = target.closest(".panel")?.querySelector("textarea");
  (beside ?? area).focus({ preventScroll: true });
}

// Whatever the server may refuse of it besides is told at the message.
function isPlain(text: string): boolean {
  return text.trim() !== "" && text.length <= LONGEST_BODY && text[0] !== "/";
}
