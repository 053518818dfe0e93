/** Words that a source file puts before people's eyes by itself. */
export interface ShownLiteral {
  line: number;
  text: string;
}

// How the text at hand is used: `shown` is what an expression comes to, where that is shown; `called`
// is an argument, of which only what an arrow gives back is; `code` is anything else.
type Use = "shown" | "called" | "code";

/** Attributes and properties of components whose value is read by people. */
const WORDING =
  /^(?:aria-(?:label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label|hint|lead|text|summary)$/;
/** Properties of objects that become such. */
const WORDED = /[{,]\s*(?:title|label|placeholder|hint|lead|alt)\s*:\s*$/;
/** One that names a text of the catalogues. */
const KEY = /^["'`][a-z]+(?:\.[a-z]+)+["'`]$/;
/** What is put into the page by hand. */
const PUT =
  /(?:\.(?:textContent|innerText|title|placeholder|alt|ariaLabel)\s*=|setAttribute\(\s*"(?:aria-label|title|placeholder|alt)",)\s*$/;
const VALUE_MAY_BEGIN =
  /(?:^|[(,=:[!&|?{;+\-*%~^>}]|\b(?:return|typeof|case|in|of|default|await))\s*$/;
const COMPARED = /[=!]==?\s*$/;
const CALLED = /[\w$)\]>]\s*$/;
const NAME = /[\w$.:-]+/y;
const SPACE = /(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*)*/y;
const REGEX = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const STRING = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const ENTITY = /&#?\w+;/g;
const CLOSES: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Reads TypeScript with or without markup for words that are written where people will read them. */
export function shownLiterals(path: string, text: string): ShownLiteral[] {
  return new Reader(text, path.endsWith(".tsx")).read();
}

class Reader {
  readonly #text: string;
  readonly #markup: boolean;
  readonly #found: ShownLiteral[] = [];
  #at = 0;
  /** The code before this place, its strings emptied. */
  #before = "";

  constructor(text: string, markup: boolean) {
    this.#text = text;
    this.#markup = markup;
  }

  read(): ShownLiteral[] {
    this.#code("", "code");
    return this.#found;
  }

  /** Reads code up to the bracket that ends it, or to the end. */
  #code(end: string, use: Use): void {
    let now = use;
    while (this.#at < this.#text.length) {
      const sign = this.#text.charAt(this.#at);
      if (sign === end) return this.#step(sign);
      if (this.#take(COMMENT) !== undefined) continue;
      if (sign === '"' || sign === "'" || sign === "`") this.#literal(sign, now);
      else if (sign === "/" && this.#mayBegin() && this.#take(REGEX) !== undefined) {
        this.#before += "/re/";
      } else if (sign in CLOSES) this.#bracket(sign, now);
      else if (this.#elementBegins(sign)) this.#element();
      else if (this.#text.startsWith("=>", this.#at)) {
        this.#step("=>");
        if (use === "called") now = "shown";
      } else {
        if (sign === "," && use === "called") now = use;
        this.#step(sign);
      }
    }
  }

  #bracket(sign: string, use: Use): void {
    const isCall = sign !== "{" && CALLED.test(this.#before);
    const opens = sign === "{" || (sign === "[" && isCall) ? "code" : isCall ? "called" : use;
    const known = this.#found.length;
    this.#step(sign);
    this.#code(CLOSES[sign]!, opens === "called" && use === "code" ? "code" : opens);
    // A list of words of which something else is made.
    if (opens === "shown" && /^\s*\.\w/.test(this.#text.slice(this.#at))) this.#found.splice(known);
  }

  #literal(quote: string, use: Use): void {
    const start = this.#at;
    const before = this.#before;
    const words = quote === "`" ? this.#template() : this.#take(STRING);
    if (words === undefined) return this.#step(quote);
    this.#before += '""';
    // An attribute's name in a call is what tells that its value is shown.
    if (/setAttribute\($/.test(before)) this.#before = before + words;
    const isCompared = COMPARED.test(before) || /^\s*[=!]==?/.test(this.#text.slice(this.#at));
    const isShown = use === "shown" && !isCompared;
    const isPut = PUT.test(before) || (WORDED.test(before) && !KEY.test(words));
    if (isShown || isPut) this.#tell(start, words);
  }

  /** What a template says by itself. */
  #template(): string {
    let words = "";
    this.#at++;
    while (this.#at < this.#text.length) {
      const sign = this.#text.charAt(this.#at);
      if (sign === "`") {
        this.#at++;
        return words;
      }
      if (this.#text.startsWith("${", this.#at)) {
        this.#at += 2;
        const before = this.#before;
        this.#before = "";
        this.#code("}", "code");
        this.#before = before;
        words += " ";
      } else {
        const length = sign === "\\" ? 2 : 1;
        if (length === 1) words += sign;
        this.#at += length;
      }
    }
    return words;
  }

  #elementBegins(sign: string): boolean {
    return this.#markup && sign === "<" && this.#mayBegin() &&
      /^<(?:>|[A-Za-z][\w.]*(?=[\s/>])(?!\s+extends\b))/.test(
        this.#text.slice(this.#at, this.#at + 100),
      );
  }

  #element(): void {
    this.#at++;
    this.#take(NAME);
    const isOpen = this.#attributes();
    if (isOpen) this.#children();
    this.#before += ")";
  }

  /** Reads the attributes; gives back whether there is anything inside of the element. */
  #attributes(): boolean {
    while (this.#at < this.#text.length) {
      this.#take(SPACE);
      if (this.#skip("/>")) return false;
      if (this.#skip(">")) return true;
      if (this.#skip("{")) this.#expression("code");
      else this.#attribute();
    }
    return false;
  }

  #attribute(): void {
    const name = this.#take(NAME);
    if (name === undefined) {
      this.#at++;
      return;
    }
    this.#take(SPACE);
    if (!this.#skip("=")) return;
    const isShown = WORDING.test(name);
    if (this.#skip("{")) return this.#expression(isShown ? "shown" : "code");
    const start = this.#at;
    const words = this.#take(STRING) ?? "";
    if (isShown) this.#tell(start, words);
  }

  #children(): void {
    while (this.#at < this.#text.length) {
      const start = this.#at;
      const words = this.#take(/[^<{]+/y);
      if (words !== undefined) this.#tell(start, words);
      if (this.#skip("{")) this.#expression("shown");
      else if (this.#text.startsWith("</", this.#at)) {
        this.#take(/[^>]*>/y);
        return;
      } else if (this.#text.charAt(this.#at) === "<") this.#element();
    }
  }

  /** What stands in braces: it begins anew. */
  #expression(use: Use): void {
    this.#before = "";
    this.#code("}", use);
  }

  #tell(start: number, words: string): void {
    const text = words.replace(ENTITY, "").replace(/^["']|["']$/g, "").replace(/\s+/g, " ").trim();
    const lead = /^\s*/.exec(words)?.[0].length ?? 0;
    // A single letter is the name of a key.
    if (!/\p{L}{2}/u.test(text)) return;
    this.#found.push({ line: this.#text.slice(0, start + lead).split("\n").length, text });
  }

  #mayBegin(): boolean {
    return VALUE_MAY_BEGIN.test(this.#before.slice(-40));
  }

  #step(signs: string): void {
    this.#before += signs;
    this.#at += signs.length;
  }

  #skip(signs: string): boolean {
    const is = this.#text.startsWith(signs, this.#at);
    if (is) this.#at += signs.length;
    return is;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined || found === "") return undefined;
    this.#at += found.length;
    return found;
  }
}
