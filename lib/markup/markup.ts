/** What an element of a message may be; `spoiler` is hidden until it is asked for. */
export type MarkupTag =
  | ("p" | "blockquote" | "ul" | "ol" | "li" | "pre")
  | ("strong" | "em" | "s" | "code" | "a" | "bdi" | "span" | "spoiler");

/** One element of a message: the keys are short, since they travel with every page. */
export interface MarkupElement {
  t: MarkupTag;
  c: Markup;
  /** Where a link leads: http, https or mailto, as the URL parser writes it. */
  href?: string;
  /** The first number of a list. */
  start?: number;
  /** The language of a block of code, as it was named there. */
  lang?: string;
  /** What the button says that copies it; there is none without a script. */
  copy?: string;
  /** Class of a coloured piece of code. */
  k?: string;
}

/** Text, or an element round others. */
export type MarkupNode = string | MarkupElement;

/** What a message is made of, nested 20 deep at most: plain data, which can be sent as it is. */
export type Markup = readonly MarkupNode[];
