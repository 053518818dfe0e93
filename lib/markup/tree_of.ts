import type { MarkdownIt, Token } from "markdown-it";
import { chatMarkdown } from "./chat_markdown.ts";
import type { Markup } from "./markup.ts";
import { TreeBuilder } from "./tree_builder.ts";

let parser: MarkdownIt | undefined;

/**
 * The tree of a message.
 *
 * @throws {TooManyElements}
 */
export function treeOf(body: string): Markup {
  const markdown = parser ??= chatMarkdown();
  const source = body.includes("\r") ? body.replaceAll(/\r\n?/g, "\n") : body;
  const tokens: Token[] = [];
  markdown.block.parse(source, markdown, {}, tokens);
  return new TreeBuilder(markdown).build(tokens);
}
