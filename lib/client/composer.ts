import { signal } from "@preact/signals";
import { LIMITS } from "@/lib/chat/limits.ts";
import { flawIn } from "@/lib/chat/text.ts";
import type { Draft } from "./drafts.ts";

/** What a composer works with. */
export interface ComposerOptions {
  draft: Draft;
  send(body: string): void;
  /** The text has changed; "" also when the field is left. */
  typed(text: string): void;
  /** Fingers: Enter is a new line there, and no keyboard springs up unasked. */
  touch(): boolean;
}

/** Safari says 229 for a key that an input method has taken, when `isComposing` is over already. */
const TAKEN_BY_INPUT_METHOD = 229;

/** The text field in which a message is written: keys, draft, size, what it refuses. */
export class Composer {
  /** How long the text is, in UTF-16 units. */
  readonly length = signal(0);
  /** Why the text was not taken: an error's code. */
  readonly refusal = signal<"invalid" | "too_large" | undefined>(undefined);
  /** Whether anything was typed since the page came. */
  readonly touched = signal(false);
  readonly #options: ComposerOptions;
  #area: HTMLTextAreaElement | undefined;
  #listening = new AbortController();

  constructor(options: ComposerOptions) {
    this.#options = options;
  }

  /** Takes over the field, with what was typed before the script came, or else the draft. */
  start(area: HTMLTextAreaElement): void {
    this.#area = area;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    area.addEventListener("input", () => this.#changed(), { signal });
    area.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    area.addEventListener("blur", () => this.#options.typed(""), { signal });
    area.form?.addEventListener("submit", (event) => this.#submitted(event), { signal });
    document.addEventListener("keydown", (event) => this.#pressedElsewhere(event), { signal });
    addEventListener("pagehide", () => this.#options.draft.save(area.value), { signal });
    if (area.value === "") area.value = this.#options.draft.read();
    this.#measure();
    if (!this.#options.touch()) area.focus({ preventScroll: true });
  }

  /** Lets go of the field; what is in it is not kept. */
  stop(): void {
    this.#listening.abort();
    this.#options.draft.forget();
    this.#area = undefined;
  }

  /** Sends what is written, or says why not. */
  submit(): void {
    const area = this.#area;
    if (!area) return;
    const refusal = refusalOf(area.value);
    this.refusal.value = refusal === "blank" ? undefined : refusal;
    if (refusal !== undefined) return;
    const body = area.value;
    area.value = "";
    this.#measure();
    this.#options.draft.save("");
    this.#options.typed("");
    this.#options.send(body);
    area.focus({ preventScroll: true });
  }

  /** Puts a text before what is written, to be changed. False: there is no field to put it into. */
  takeBack(text: string): boolean {
    const area = this.#area;
    if (!area) return false;
    area.value = area.value === "" ? text : `${text}\n${area.value}`;
    this.#changed();
    // At once: it may be nowhere else from now on.
    this.#options.draft.save(area.value);
    area.focus({ preventScroll: true });
    area.setSelectionRange(text.length, text.length);
    return true;
  }

  #changed(): void {
    this.refusal.value = undefined;
    this.touched.value = true;
    this.#measure();
    const text = this.#area?.value ?? "";
    this.#options.draft.change(text);
    this.#options.typed(text);
  }

  #submitted(event: SubmitEvent): void {
    event.preventDefault();
    this.submit();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.keyCode === TAKEN_BY_INPUT_METHOD) return;
    const always = event.ctrlKey || event.metaKey;
    if (!always && (event.shiftKey || event.altKey || this.#options.touch())) return;
    event.preventDefault();
    this.submit();
  }

  /** A letter typed while nothing else wants it belongs to the message. */
  #pressedElsewhere(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (key.length !== 1 || key === " " || ctrlKey || metaKey || altKey) return;
    if (!(target instanceof HTMLElement)) return;
    if (target.closest("input, textarea, select, button, a, dialog, [contenteditable]")) return;
    this.#area?.focus({ preventScroll: true });
  }

  #measure(): void {
    const area = this.#area;
    if (!area) return;
    this.length.value = area.value.length;
    if (CSS.supports("field-sizing", "content")) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }
}

function refusalOf(body: string): "blank" | "invalid" | "too_large" | undefined {
  if (body.trim() === "") return "blank";
  if (body.length > LIMITS.body) return "too_large";
  return flawIn(body) === undefined ? undefined : "invalid";
}
