import type { Markup, MarkupNode } from "./markup.ts";

/** What stands for a spoiler where it cannot be uncovered. */
export const COVERED = "▒▒▒";

const BLOCKS = new Set(["p", "blockquote", "ul", "ol", "li", "pre"]);
// Pairs are eaten as they come, so that only one search can run to the end.
const SPOILERS = /\|\|[^]+?\|\|/g;

/** A message in one line, without its formatting: for quotes, labels and notices. Spoilers stay covered. */
export function plainOf(markup: Markup): string {
  return markup.map(textOf).join("").replace(/\s+/g, " ").trim();
}

/** A body as it stands, but for its spoilers, which stay covered; where there is no parser at hand. */
export function coverSpoilers(body: string): string {
  return body.replace(SPOILERS, COVERED);
}

function textOf(node: MarkupNode): string {
  if (typeof node === "string") return node;
  if (node.t === "spoiler") return COVERED;
  const inner = node.c.map(textOf).join("");
  return BLOCKS.has(node.t) ? `${inner}\n` : inner;
}
