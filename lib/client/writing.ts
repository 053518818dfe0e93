import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Message } from "@/lib/chat/model.ts";
import type { Quotable } from "./api_answers.ts";
import type { Begun } from "./begun.ts";

/** What is being written, if not a new message by itself. */
export interface Mode {
  kind: "reply" | "edit";
  /** The message that is answered or changed, as it was when that began. */
  message: Quotable;
}

/** What a field's text is a part of. */
export interface WritingParts {
  area: HTMLTextAreaElement;
  /** The messages of the room that are at hand. */
  messages: ReadonlySignal<readonly Message[]>;
  /** Asks for one that is not. */
  find(seq: number): Promise<Quotable | undefined>;
  /** The message that was being changed was deleted; the text is still there. */
  lost(): void;
}

/**
 * What the text in the field is to become: a message, a reply, or another text of an own message.
 * While one is changed, what was being written before is put aside.
 */
export class Writing {
  readonly mode = signal<Mode | undefined>(undefined);
  /** The message that is answered or changed, as it is now. */
  readonly present: ReadonlySignal<Quotable | undefined>;
  readonly #parts: WritingParts;
  #aside: { text: string; mode: Mode | undefined } = { text: "", mode: undefined };
  /** What an earlier page has left, as long as its message is awaited. */
  #awaited: Begun | undefined;
  readonly #letGo: () => void;

  constructor(parts: WritingParts) {
    this.#parts = parts;
    this.present = computed(() => {
      const message = this.mode.value?.message;
      return parts.messages.value.find(({ seq }) => seq === message?.seq) ?? message;
    });
    this.#letGo = effect(() => {
      if (this.mode.value?.kind === "edit" && this.present.value?.deleted) this.#lose();
    });
  }

  /** Watches no more. */
  stop(): void {
    this.#letGo();
  }

  /** All that was begun, to be kept. */
  get begun(): Begun {
    const { value: text } = this.#parts.area;
    if (this.#awaited) return { ...this.#awaited, text };
    const mode = this.mode.peek();
    if (mode?.kind !== "edit") return begunOf({ text, mode });
    return { text, edit: mode.message.seq, aside: begunOf(this.#aside) };
  }

  /** Takes up what an earlier page has left beside the text, which is in the field already. */
  async restore(begun: Begun): Promise<void> {
    const { reply, edit, aside } = begun;
    if (reply === undefined && edit === undefined) return;
    this.#awaited = begun;
    const [answered, changed] = await Promise.all([reply ?? aside?.reply, edit].map(this.#find));
    if (this.#awaited !== begun) return;
    this.#awaited = undefined;
    const { area } = this.#parts;
    const text = area.value;
    if (edit !== undefined) area.value = aside?.text ?? "";
    if (answered) this.reply(answered);
    if (changed && !changed.deleted) this.edit(changed, text);
    else if (edit !== undefined) this.takeBack(text);
  }

  /** Answers a message with what is written. */
  reply(message: Quotable): void {
    if (this.mode.value?.kind === "edit") this.cancel();
    this.#awaited = undefined;
    this.mode.value = { kind: "reply", message };
  }

  /** Changes a message, beginning with `text`. */
  edit(message: Quotable, text: string): void {
    const { area } = this.#parts;
    const mode = this.mode.value;
    if (mode?.kind !== "edit") this.#aside = { text: area.value, mode };
    this.#awaited = undefined;
    area.value = text;
    this.mode.value = { kind: "edit", message };
  }

  /** Leaves the reply, or the change: what was put aside is there again. */
  cancel(): void {
    const { mode, text } = this.mode.value?.kind === "edit"
      ? this.#aside
      : { mode: undefined, text: this.#parts.area.value };
    this.#parts.area.value = text;
    this.mode.value = mode;
  }

  /** It is sent: the field is empty. */
  clear(): void {
    this.#parts.area.value = "";
    this.#awaited = undefined;
    this.mode.value = undefined;
  }

  /** Puts a text before what is being written, which is not a change to another message. */
  takeBack(text: string): void {
    const { area } = this.#parts;
    if (this.mode.value?.kind === "edit") this.#aside.text = joined(text, this.#aside.text);
    else area.value = joined(text, area.value);
  }

  #lose(): void {
    const { area, lost } = this.#parts;
    const text = area.value;
    this.cancel();
    area.value = joined(text, area.value);
    lost();
  }

  readonly #find = async (seq: number | undefined): Promise<Quotable | undefined> => {
    const { messages, find } = this.#parts;
    if (seq === undefined) return undefined;
    return messages.peek().find((message) => message.seq === seq) ?? await find(seq);
  };
}

function begunOf({ text, mode }: { text: string; mode: Mode | undefined }): Begun {
  return { text, ...(mode ? { reply: mode.message.seq } : {}) };
}

function joined(text: string, rest: string): string {
  return [text, rest].filter(Boolean).join("\n");
}
