import { parseMarkup } from "@/lib/markup/parse_markup.ts";
import type { Markup, MarkupElement, MarkupNode } from "@/lib/markup/markup.ts";
import type { Colours } from "./colours.ts";
import { listenForCopies } from "./copy_code.ts";

/** What the button of a block of code says. */
export interface CodeWords {
  copy: string;
  copied: string;
  selected: string;
}

/** Where texts are kept, and who is told. */
export interface TextWorkOptions {
  /** What texts are made of, by the texts themselves. */
  known: Map<string, Markup>;
  /** More is known now, or texts that were put off may be asked for again. */
  news(): void;
  words: CodeWords;
}

/** Texts that are kept; a page holds fewer messages. */
const MOST_KEPT = 1_000;
/** Milliseconds of parsing in one go, so that no key pressed waits for it. */
const GO = 8;

/** Finds out what texts are made of, and colours the code in them. */
export class TextWork {
  readonly #options: TextWorkOptions;
  /** Milliseconds left of this go; `undefined`: none has begun. */
  #left: number | undefined;
  #colours: Promise<Colours> | undefined;

  constructor(options: TextWorkOptions) {
    this.#options = options;
    listenForCopies(options.words);
    for (const [body, markup] of options.known) this.#keep(body, markup);
  }

  /** What a text is made of; `undefined`: there were too many, it is to be asked for again. */
  parse(body: string): Markup | undefined {
    if (this.#left === undefined) setTimeout(() => this.#end());
    this.#left ??= GO;
    if (this.#left <= 0) return undefined;
    const began = performance.now();
    const markup = this.#keep(body, parseMarkup(body));
    this.#left -= performance.now() - began;
    return markup;
  }

  #end(): void {
    const more = (this.#left ?? GO) <= 0;
    this.#left = undefined;
    if (more) this.#options.news();
  }

  #keep(body: string, markup: Markup): Markup {
    const { known, words } = this.#options;
    const code: MarkupElement[] = [];
    const kept = withCode(markup, (block) => {
      if (block.lang !== undefined) code.push(block);
      return { ...block, copy: words.copy };
    });
    known.set(body, kept);
    if (code.length > 0) void this.#colour(body, kept);
    if (known.size > MOST_KEPT) known.delete(known.keys().next().value ?? "");
    return kept;
  }

  async #colour(body: string, markup: Markup): Promise<void> {
    const colours = await this.#load();
    const coloured = new Map<MarkupNode | undefined, Markup>();
    for (const { c: [code], lang = "" } of codeIn(markup)) {
      if (typeof code !== "string") continue;
      const pieces = await colours?.colour({ code, language: lang });
      if (pieces) coloured.set(code, pieces);
    }
    const { known, news } = this.#options;
    if (coloured.size === 0 || known.get(body) !== markup) return;
    const change = (block: MarkupElement) => ({ ...block, c: coloured.get(block.c[0]) ?? block.c });
    known.set(body, withCode(markup, change));
    news();
  }

  // Without a connection the code cannot come: what is there stays plain.
  #load(): Promise<Colours | undefined> {
    this.#colours ??= import("./colours.ts").then(({ Colours }) => new Colours());
    return this.#colours.catch(() => this.#colours = undefined);
  }
}

function codeIn(markup: Markup): MarkupElement[] {
  return markup.flatMap((node) => {
    if (typeof node === "string") return [];
    return node.t === "pre" ? [node] : codeIn(node.c);
  });
}

/** The same tree where there is no code in it, else one with changed blocks. */
function withCode(markup: Markup, change: (block: MarkupElement) => MarkupElement): Markup {
  const nodes = markup.map((node) => {
    if (typeof node === "string") return node;
    if (node.t === "pre") return change(node);
    const c = withCode(node.c, change);
    return c === node.c ? node : { ...node, c };
  });
  return nodes.some((node, index) => node !== markup[index]) ? nodes : markup;
}
