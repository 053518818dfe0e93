import type { MarkdownIt, Token } from "markdown-it";
import { hostBeside } from "./address.ts";
import type { Markup, MarkupElement, MarkupNode, MarkupTag } from "./markup.ts";

/** Elements of one message. */
const MOST_ELEMENTS = 400;
/** Levels of emphasis, links and spoilers inside of a paragraph; deeper ones stay signs. */
const DEEPEST_INLINE = 8;
const LANGUAGE = /^[\w+#.-]{1,20}$/;
const TAGS: Readonly<Record<string, MarkupTag>> = {
  ...{ blockquote_open: "blockquote", bullet_list_open: "ul", ordered_list_open: "ol" },
  ...{ list_item_open: "li", strong_open: "strong", em_open: "em", s_open: "s" },
  ...{ link_open: "a", label_open: "a", spoiler_open: "spoiler" },
};

/** A message has more elements than any person gives it. */
export class TooManyElements extends Error {}

type Growing = MarkupElement & { c: MarkupNode[] };

/** A container that is not closed yet. */
interface Open {
  node: Growing;
  /** Where its text goes as long as nothing else has come, and the line after that text. */
  paragraph?: { node: Growing; end: number } | undefined;
}

/** Makes a tree of the parser's tokens. */
export class TreeBuilder {
  readonly #parser: MarkdownIt;
  #elements = 0;

  constructor(parser: MarkdownIt) {
    this.#parser = parser;
  }

  /** @throws {TooManyElements} */
  build(tokens: readonly Token[]): Markup {
    const root: Open = { node: this.#element("blockquote") };
    const open = [root];
    for (const token of tokens) {
      const last = open.at(-1) ?? root;
      if (token.type === "inline") {
        this.#text(last, token);
        continue;
      }
      last.paragraph = undefined;
      if (token.nesting < 0) open.pop();
      else {
        const node = token.nesting === 0 ? this.#code(token) : this.#container(token);
        last.node.c.push(node);
        if (token.nesting > 0) open.push({ node });
      }
    }
    return root.node.c;
  }

  // Paragraphs that follow one another are one, with as many line breaks as were typed.
  #text(open: Open, { content, map }: Token): void {
    const [start, end] = map ?? [0, 0];
    const { node, paragraph } = open;
    if (paragraph) {
      this.#inlines(`${"\n".repeat(start - paragraph.end + 1)}${content}`, paragraph.node);
      paragraph.end = end;
      return;
    }
    const target = node.t === "li" ? node : this.#element("p");
    if (target !== node) node.c.push(target);
    open.paragraph = { node: target, end };
    this.#inlines(content, target);
  }

  #inlines(content: string, target: Growing): void {
    const tokens: Token[] = [];
    this.#parser.inline.parse(content, this.#parser, {}, tokens);
    const open: (Growing | undefined)[] = [target];
    let node = target;
    for (const token of tokens) {
      if (token.nesting === 0) this.#leaf(node, token);
      else if (token.nesting > 0) {
        const inner = open.length > DEEPEST_INLINE ? undefined : this.#container(token);
        if (inner) node.c.push(inner);
        else add(node, token.markup);
        open.push(inner);
        node = inner ?? node;
      } else {
        const closed = open.pop();
        node = open.findLast((one) => one !== undefined) ?? target;
        if (!closed) add(node, token.markup);
        else if (token.type === "label_close") tellHost(closed);
      }
    }
  }

  #leaf(node: Growing, { type, content }: Token): void {
    if (type === "code_inline") node.c.push(this.#element("code", [content]));
    else add(node, content);
  }

  #container({ type, info, attrs }: Token): Growing {
    const node = this.#element(TAGS[type] ?? "span");
    if (node.t === "a") node.href = info;
    const start = node.t === "ol" ? attrs?.[0]?.[1] : undefined;
    if (typeof start === "number") node.start = start;
    return node;
  }

  #code({ info, content }: Token): Growing {
    const named = info.trim();
    const code = content.replace(/\n$/, "");
    // What stands behind the opening sign is the language, or it was meant to be the code.
    if (LANGUAGE.test(named) && code !== "") {
      return { ...this.#element("pre", [code]), lang: named.toLowerCase() };
    }
    return this.#element("pre", [[named, code].filter(Boolean).join("\n")]);
  }

  #element(t: MarkupTag, c: MarkupNode[] = []): Growing {
    if (++this.#elements > MOST_ELEMENTS) throw new TooManyElements();
    return { t, c };
  }
}

function add({ c }: Growing, text: string): void {
  if (text === "") return;
  const last = c.length - 1;
  const before = c[last];
  if (typeof before === "string") c[last] = before + text;
  else c.push(text);
}

function tellHost({ c, href = "" }: Growing): void {
  const host = hostBeside(c.map(textOf).join(""), href);
  // Apart from the text: signs in it that turn the direction would turn the host, too.
  if (host !== undefined) c.push({ t: "bdi", c: [` (${host})`] });
}

function textOf(node: MarkupNode): string {
  return typeof node === "string" ? node : node.c.map(textOf).join("");
}
