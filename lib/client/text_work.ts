import type { Markup } from "@/lib/markup/markup.ts";
import { parseMarkup } from "@/lib/markup/parse_markup.ts";

/** Texts that are kept; a page holds fewer messages. */
const MOST_KEPT = 1_000;
/** Milliseconds of parsing in one go, so that no key pressed waits for it. */
const GO = 8;

/** Finds out what texts are made of. */
export class TextWork {
  readonly #known: Map<string, Markup>;
  readonly #news: () => void;
  /** Milliseconds left of this go; `undefined`: none has begun. */
  #left: number | undefined;

  /** `news`: texts that were put off may be asked for again. */
  constructor(known: Map<string, Markup>, news: () => void) {
    this.#known = known;
    this.#news = news;
  }

  /** What a text is made of; `undefined`: there were too many, it is to be asked for again. */
  parse(body: string): Markup | undefined {
    if (this.#left === undefined) setTimeout(() => this.#end());
    this.#left ??= GO;
    if (this.#left <= 0) return undefined;
    const began = performance.now();
    const markup = parseMarkup(body);
    this.#left -= performance.now() - began;
    this.#keep(body, markup);
    return markup;
  }

  #end(): void {
    const more = (this.#left ?? GO) <= 0;
    this.#left = undefined;
    if (more) this.#news();
  }

  #keep(body: string, markup: Markup): void {
    this.#known.set(body, markup);
    if (this.#known.size <= MOST_KEPT) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}
