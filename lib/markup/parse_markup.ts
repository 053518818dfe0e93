import type { Markup } from "./markup.ts";
import { treeOf } from "./tree_of.ts";

/**
 * What a message is made of, the same on the server and in the browser. It takes time in proportion
 * to the length, and leaves no text out. A message that has more than 400 elements, or that
 * the parser fails on, is text as it was typed: no message may stop a page.
 */
export function parseMarkup(body: string): Markup {
  try {
    return treeOf(body);
  } catch {
    return [{ t: "p", c: [body] }];
  }
}
