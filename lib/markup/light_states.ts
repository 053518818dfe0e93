import Parser, { type Delimiter, type Token } from "markdown-it";

// The parser's own tokens define each of their fifteen fields by a call, which takes a third of all
// its time; these have them from this one, but for those that differ.
const BLANK = new Parser.Token("", "", 0);

function lightToken(type: string, tag: string, nesting: Token["nesting"], level: number): Token {
  const token: Token = Object.create(BLANK);
  token.type = type;
  token.tag = tag;
  token.nesting = nesting;
  token.level = level;
  return token;
}

/** The state of the parser of paragraphs, with tokens that are quickly made. */
export class LightInline extends Parser.StateInline {
  override pushPending(): Token {
    const token = lightToken("text", "", 0, this.pendingLevel);
    token.content = this.pending;
    this.tokens.push(token);
    this.pending = "";
    return token;
  }

  override push(type: string, tag: string, nesting: Token["nesting"]): Token {
    if (this.pending !== "") this.pushPending();
    if (nesting < 0) {
      this.level--;
      this.delimiters = this._prev_delimiters.pop() ?? [];
    }
    const token = lightToken(type, tag, nesting, this.level);
    let meta: { delimiters: Delimiter[] } | undefined;
    if (nesting > 0) {
      this.level++;
      this._prev_delimiters.push(this.delimiters);
      this.delimiters = [];
      meta = { delimiters: this.delimiters };
    }
    this.pendingLevel = this.level;
    this.tokens.push(token);
    this.tokens_meta.push(meta);
    return token;
  }
}

/** The state of the parser of blocks, with tokens that are quickly made. */
export class LightBlock extends Parser.StateBlock {
  override push(type: string, tag: string, nesting: Token["nesting"]): Token {
    if (nesting < 0) this.level--;
    const token = lightToken(type, tag, nesting, this.level);
    if (nesting > 0) this.level++;
    this.tokens.push(token);
    return token;
  }
}
