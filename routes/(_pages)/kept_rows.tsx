import type { VNode } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import { MessageRow, type StoredProps } from "@/components/message/MessageRow.tsx";

/** Rows and what they were drawn from have at most so many characters. */
const MOST = 8_000_000;

/**
 * Remembers rows of messages as the HTML that they are. Each is found by all that it was drawn
 * from, so it is another's row only where the other sees just the same.
 */
export class KeptRows {
  readonly #most: number;
  readonly #rows = new Map<string, string>();
  #size = 0;

  constructor(most: number = MOST) {
    this.#most = most;
  }

  /** A row of the page at this address, which its links are compared with. */
  draw(props: StoredProps, address: string): VNode {
    const key = keyOf(props, address);
    if (key === undefined) return <MessageRow {...props} />;
    const known = this.#rows.get(key);
    if (known !== undefined) return jsxTemplate([known]);
    // There is nothing to trim, but it makes one text of the renderer's many pieces: a quarter of
    // the memory.
    const html = renderToString(<MessageRow {...props} />).trim();
    this.#keep(key, html);
    return jsxTemplate([html]);
  }

  #keep(key: string, html: string): void {
    this.#rows.set(key, html);
    this.#size += key.length + html.length;
    // A Map keeps the order of insertion: the first is the oldest.
    for (const [oldest, { length }] of this.#rows) {
      if (this.#size <= this.#most) return;
      this.#rows.delete(oldest);
      this.#size -= oldest.length + length;
    }
  }
}

/** All that a row is drawn from; `undefined`: more than a text can name. */
function keyOf(props: StoredProps, address: string): string | undefined {
  const { speech, message, files, quote, markup, quoteMarkup, me, nameOf, ...rest } = props;
  if (message.kind !== "text" || files) return undefined;
  // Who reacted is told from the reader's side, by the names on the page.
  const reacted = message.reactions?.map(({ users }) => [me, users.map((id) => nameOf?.(id))]);
  // What a text is made of comes from the text, if it is known.
  const known = [quote === undefined, markup !== undefined, quoteMarkup !== undefined];
  const { locale, dates: { zone } } = speech;
  return JSON.stringify([locale, zone, address, message, rest, quote, known, reacted]);
}
