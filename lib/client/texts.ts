import { signal } from "@preact/signals";
import type { Markup } from "@/lib/markup/markup.ts";
import { needsMarkup } from "@/lib/markup/needs_markup.ts";
import type { CodeWords, TextWork } from "./text_work.ts";

/** What the server's page already knows. */
export interface TextsProps {
  messages: readonly { seq: number; body: string }[];
  /** What those are made of that are more than text, by their `seq`. */
  markups: Record<number, Markup>;
}

/** What texts are made of, as far as it is known; the code to find out comes when it is needed. */
export class Texts {
  readonly #known = new Map<string, Markup>();
  readonly #turn = signal(0);
  readonly #words: CodeWords;
  #loading = true;
  #work: TextWork | undefined;

  constructor({ messages, markups }: TextsProps, words: CodeWords) {
    this.#words = words;
    for (const { seq, body } of messages) if (markups[seq]) this.#known.set(body, markups[seq]);
  }

  /** The page is in a browser, where texts can be worked on. */
  start(): void {
    this.#loading = false;
    for (const body of this.#known.keys()) if (/```|~~~/.test(body)) this.#load();
  }

  /** What a text is made of; `undefined`: it is shown as it stands. Reads a signal. */
  of({ body }: { body: string }): Markup | undefined {
    void this.#turn.value;
    const known = this.#known.get(body);
    if (known || !needsMarkup(body)) return known;
    this.#load();
    return this.#work?.parse(body);
  }

  #load(): void {
    if (this.#loading) return;
    this.#loading = true;
    import("./text_work.ts").then(
      ({ TextWork }) => {
        const [known, words] = [this.#known, this.#words];
        this.#work = new TextWork({ known, words, news: () => this.#turn.value++ });
        this.#turn.value++;
      },
      // Without a connection the code cannot come: it is asked for again with the next text.
      () => this.#loading = false,
    );
  }
}
