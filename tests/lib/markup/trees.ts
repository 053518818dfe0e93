import type { Markup, MarkupElement } from "@/lib/markup/markup.ts";

/** All text of a tree, as it stands there. */
export function textOf(markup: Markup): string {
  return markup.map((node) => typeof node === "string" ? node : textOf(node.c)).join("");
}

/** All elements of a tree, in their order. */
export function elementsOf(markup: Markup): MarkupElement[] {
  return markup.flatMap((node) => typeof node === "string" ? [] : [node, ...elementsOf(node.c)]);
}

/** Where the links of a tree lead. */
export function linksOf(markup: Markup): string[] {
  return elementsOf(markup).flatMap(({ href }) => href ?? []);
}

/** A tree in one line, as `strong(a em(b))`. */
export function sketch(markup: Markup): string {
  return markup.map((node) => {
    if (typeof node === "string") return node;
    const { t, c, href, start, lang } = node;
    return `${[t, href, start, lang].filter((one) => one !== undefined).join(":")}(${sketch(c)})`;
  }).join("");
}

/** How deep a tree is. */
export function depthOf(markup: Markup): number {
  return Math.max(0, ...markup.map((node) => typeof node === "string" ? 0 : 1 + depthOf(node.c)));
}
