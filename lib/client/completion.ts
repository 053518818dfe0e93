import { signal } from "@preact/signals";
import type { User } from "@/lib/chat/model.ts";
import type { Command } from "./commands.ts";

/** One thing that what was typed may become. */
export type Choice =
  & {
    key: string;
    /** What stands in the text then. */
    insert: string;
  }
  & (
    | { kind: "person"; user: User; here: boolean }
    | { kind: "all" }
    | { kind: "emoji"; name: string }
    | { kind: "command"; command: Command }
  );

/** What can be completed, after which sign. */
export interface Source {
  /** What before the caret asks for it; the first group is what was typed after the sign. */
  readonly pattern: RegExp;
  find(query: string): Found;
  /** Ends what was typed, which is at once what it names; nothing if it names nothing. */
  readonly closing?: { readonly sign: string; whole(query: string): Promise<string | undefined> };
}

/**
 * What fits, the best first: as far as it is known at once, and all of it later. What fitted what was
 * typed before is never offered for what is typed now.
 */
export interface Found {
  choices: readonly Choice[];
  more?: Promise<readonly Choice[]> | undefined;
}

/** What is offered. */
export interface Offered {
  choices: readonly Choice[];
  /** The one that is taken by Enter. */
  at: number;
}

/** Where in the text what was typed stands, and what it is. */
interface Token {
  source: Source;
  from: number;
  to: number;
  query: string;
}

/** What stands further before the caret is not looked at. */
const REACH = 100;

/** Offers to complete what is typed: people, emoji, commands. */
export class Completion {
  /** `undefined`: nothing is. */
  readonly offered = signal<Offered | undefined>(undefined);
  readonly #area: HTMLTextAreaElement;
  readonly #sources: readonly Source[];
  #token: Token | undefined;
  /** Where something was chosen or declined: not offered again. */
  #done: number | undefined;
  #turn = 0;

  constructor(area: HTMLTextAreaElement, sources: readonly Source[]) {
    this.#area = area;
    this.#sources = sources;
  }

  /** After each change, and each move of the caret. */
  look(): void {
    const token = this.#tokenHere();
    if (!token && this.#isClosed()) return void this.#becomeWhole(this.#token!);
    if (token?.from !== this.#done) this.#done = undefined;
    if (!token || this.#done !== undefined) return this.#shut();
    const { from, query, source } = this.#token ?? {};
    if (from === token.from && query === token.query && source === token.source) return;
    this.#token = token;
    void this.#find(token);
  }

  /** A key in the field. Tells whether it was meant for what is offered. */
  pressed({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    const offered = this.offered.value;
    if (!offered || ctrlKey || metaKey || altKey || shiftKey) return false;
    const { at, choices } = offered;
    switch (key) {
      case "ArrowDown":
      case "ArrowUp": {
        const next = at + (key === "ArrowDown" ? 1 : -1);
        this.offered.value = { choices, at: (next + choices.length) % choices.length };
        return true;
      }
      case "Enter":
        // What is written out already needs no completion: it is sent.
        if (this.#isWritten(choices[at])) {
          this.#shut();
          return false;
        }
        this.choose(at);
        return true;
      case "Tab":
        this.choose(at);
        return true;
      case "Escape":
        this.#done = this.#token?.from;
        this.#shut();
        return true;
    }
    return false;
  }

  /** Takes one of what is offered. */
  choose(at: number): void {
    const choice = this.offered.value?.choices[at];
    const token = this.#token;
    this.#shut();
    if (!choice || !token) return;
    this.#done = token.from;
    const { value } = this.#area;
    const space = value[token.to] === " " ? "" : " ";
    this.#area.focus({ preventScroll: true });
    replace(this.#area, token, `${choice.insert}${space}`);
    if (space === "") this.#area.selectionStart = this.#area.selectionEnd + 1;
  }

  /** Offers nothing more. */
  close(): void {
    this.#shut();
  }

  #isWritten(choice: Choice | undefined): boolean {
    const { from, to } = this.#token ?? {};
    return this.#area.value.slice(from, to).toLowerCase() === choice?.insert.toLowerCase();
  }

  /** What was being typed has got its closing sign, just now. */
  #isClosed(): boolean {
    const { from = 0, to = 0, query, source } = this.#token ?? {};
    const { value, selectionStart, selectionEnd } = this.#area;
    const sign = source?.closing?.sign;
    return sign !== undefined && selectionStart === to + 1 && selectionEnd === to + 1 &&
      value.slice(from + 1, to + 1) === query + sign;
  }

  async #becomeWhole({ source, from, to, query }: Token): Promise<void> {
    this.#shut();
    const written = this.#area.value.slice(from, to + 1);
    // What cannot be had stays as it was typed.
    const whole = await source.closing?.whole(query).catch(() => undefined);
    const { value, selectionStart } = this.#area;
    if (whole === undefined || selectionStart !== to + 1) return;
    if (value.slice(from, to + 1) === written) replace(this.#area, { from, to: to + 1 }, whole);
  }

  async #find({ source, query }: Token): Promise<void> {
    const turn = ++this.#turn;
    const { choices, more } = source.find(query);
    this.#offer(choices);
    // A source that cannot be had offers nothing.
    const all = await more?.catch(() => []);
    if (all && turn === this.#turn) this.#offer(all);
  }

  #offer(choices: readonly Choice[]): void {
    const { offered } = this;
    const before = offered.value?.choices[offered.value.at]?.key;
    const at = Math.max(0, choices.findIndex(({ key }) => key === before));
    offered.value = choices.length > 0 ? { choices, at } : undefined;
  }

  #shut(): void {
    this.#turn++;
    this.#token = undefined;
    this.offered.value = undefined;
  }

  #tokenHere(): Token | undefined {
    const { value, selectionStart: to, selectionEnd } = this.#area;
    if (to !== selectionEnd) return undefined;
    const start = Math.max(0, to - REACH);
    const before = value.slice(start, to);
    for (const source of this.#sources) {
      const found = source.pattern.exec(before);
      if (!found || start > 0 && found.index === 0) continue;
      return { source, to, from: start + found.index, query: found[1] ?? "" };
    }
    return undefined;
  }
}

/** Puts a text in the place of another, so that it can be undone by the browser where that is known. */
function replace(
  area: HTMLTextAreaElement,
  { from, to }: Pick<Token, "from" | "to">,
  text: string,
): void {
  area.setSelectionRange(from, to);
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
