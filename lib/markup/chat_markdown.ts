import Parser, { type MarkdownIt } from "markdown-it";
import { afterQuote, paragraph, plus, tooDeep } from "./block_rules.ts";
import { address, labelled, literal, pairSpoilers, spoiler, text } from "./inline_rules.ts";

/** Markdown as people type it in chats: few signs, no HTML, every line break kept. */
export function chatMarkdown(): MarkdownIt {
  const md = new Parser("zero", { maxNesting: 20 });
  md.enable(["blockquote", "fence", "list", "backticks", "emphasis", "strikethrough"]);
  const { ruler: blocks } = md.block;
  blocks.before("fence", "too_deep", tooDeep);
  blocks.before("list", "plus", plus);
  blocks.after("list", "after_quote", afterQuote, { alt: ["blockquote"] });
  blocks.at("paragraph", paragraph);
  const { ruler: inlines, ruler2: pairs } = md.inline;
  inlines.at("text", text);
  inlines.before("backticks", "literal", literal);
  inlines.after("emphasis", "spoiler", spoiler);
  inlines.after("spoiler", "labelled", labelled);
  inlines.after("labelled", "address", address);
  pairs.after("balance_pairs", "spoiler", pairSpoilers);
  return md;
}
