import Parser, { type MarkdownIt } from "markdown-it";
import { afterQuote, fence, noList, paragraph, tooDeep } from "./block_rules.ts";
import { address, labelled, literal, pairSpoilers, spoiler, text } from "./inline_rules.ts";
import { LightBlock, LightInline } from "./light_states.ts";

/** Markdown as people type it in chats: few signs, no HTML, every line break kept. */
export function chatMarkdown(): MarkdownIt {
  const md = new Parser("zero", { maxNesting: 20 });
  md.enable(["blockquote", "fence", "list", "backticks", "emphasis", "strikethrough"]);
  md.block.State = LightBlock;
  md.inline.State = LightInline;
  const { ruler: blocks } = md.block;
  blocks.before("fence", "too_deep", tooDeep);
  blocks.at("fence", fence, { alt: ["paragraph", "blockquote", "list"] });
  blocks.before("list", "no_list", noList);
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
