import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Message } from "@/lib/chat/model.ts";

/** What a divider stands in. */
export interface DividerOptions {
  messages: ReadonlySignal<readonly Message[]>;
  /** There is nothing older than the first message. */
  whole: ReadonlySignal<boolean>;
  /** There is nothing newer than the last message. */
  attached: ReadonlySignal<boolean>;
  me: number;
  readSeq: number;
  /** How many messages were unread when the room was opened. */
  unread: number;
}

/** What is new in a room for the one who opened it. */
export interface News {
  count: number;
  /** The first of them; `undefined`: it is not loaded yet. */
  first: Message | undefined;
}

/**
 * Where the new messages begin. It stays where it was when the room was opened, however far one
 * reads, until one is through with it.
 */
export class Divider {
  /** What is new; `undefined`: nothing is marked as such. */
  readonly news: ReadonlySignal<News | undefined>;
  readonly #after = signal<number | undefined>(undefined);
  /** How many are known to be new, wherever one reads; here there may be fewer of them. */
  readonly #known = signal(0);
  readonly #others: ReadonlySignal<readonly Message[]>;

  constructor({ messages, whole, attached, me, readSeq, unread }: DividerOptions) {
    if (unread > 0) this.place(readSeq, unread);
    this.#others = computed(() => {
      const after = this.#after.value;
      if (after === undefined) return [];
      return messages.value.filter(({ seq, author, deleted, kind }) =>
        seq > after && author.id !== me && !deleted && kind === "text"
      );
    });
    this.news = computed(() => {
      const after = this.#after.value;
      const [first] = this.#others.value;
      if (after === undefined) return undefined;
      const shown = messages.value;
      const isLoaded = (whole.value || (shown[0]?.seq ?? Infinity) <= after) &&
        (attached.value || (shown.at(-1)?.seq ?? 0) > after);
      const here = this.#others.value.length;
      const count = isLoaded && attached.value ? here : Math.max(this.#known.value, here);
      if (!isLoaded) return { count, first: undefined };
      return first && { count, first };
    });
  }

  /** After which message the new ones begin, if that place is loaded. */
  get after(): number | undefined {
    return this.news.value?.first === undefined ? undefined : this.#after.value;
  }

  /** After which message the new ones begin, loaded or not. */
  get begins(): number | undefined {
    return this.#after.value;
  }

  /** Marks as new all that comes after this message; `more`: so many have just come. */
  place(seq: number, more = 0): void {
    this.#known.value = more + (seq === this.#after.value ? this.#known.value : 0);
    this.#after.value = seq;
  }

  /** So many have come. */
  arrived(count: number): void {
    if (this.#after.value !== undefined) this.#known.value += count;
  }

  /** Nothing is new any more. */
  dismiss(): void {
    this.#after.value = undefined;
  }
}
