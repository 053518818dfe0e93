import { signal } from "@preact/signals";
import type { Message } from "@/lib/chat/model.ts";
import type { LoadedPage } from "./timeline.ts";

const NONE: readonly number[] = [];

/** Which message replies to which: as pages tell it, and kept up to date by what comes in. */
export class ReplyBook {
  readonly #find: (seq: number) => Message | undefined;
  readonly #load: (seq: number) => Promise<LoadedPage>;
  readonly #turn = signal(0);
  /** What was replied to, by `seq`; `undefined`: it is asked for, or not there. */
  readonly #origins = new Map<number, Message | undefined>();
  /** Replies, ascending, by the `seq` of what they reply to. */
  readonly #replies = new Map<number, readonly number[]>();

  /**
   * @param find what is known of a message, in sight or not
   * @param load asks the server for one message, as a page
   */
  constructor(
    find: (seq: number) => Message | undefined,
    load: (seq: number) => Promise<LoadedPage>,
  ) {
    this.#find = find;
    this.#load = load;
  }

  /** Goes on from this page: what was known is of no worth any more. */
  begin(page: LoadedPage): void {
    this.#origins.clear();
    this.#replies.clear();
    this.take(page);
  }

  /** Takes in what a page tells; what came while it was on its way may be newer. */
  take({ origins = [], replies = [] }: LoadedPage): void {
    for (const origin of origins) {
      this.#keep(origin);
      this.#keep(this.#find(origin.seq));
    }
    for (const { seq, by } of replies) {
      this.#write(seq, [
        ...this.repliesTo(seq),
        ...by.filter((reply) => !this.#find(reply)?.deleted),
      ]);
    }
    this.#turn.value++;
  }

  /** Takes in messages that have come or changed. */
  hear(messages: readonly Message[]): void {
    for (const message of messages) {
      const { seq, replyTo, deleted } = message;
      if (this.#origins.has(seq)) this.#keep(message);
      if (replyTo !== undefined) this.#write(replyTo, [...this.repliesTo(replyTo), seq]);
      // A deleted one does not tell what it replied to.
      for (const [origin, by] of deleted ? this.#replies : []) {
        if (by.includes(seq)) this.#write(origin, by.filter((reply) => reply !== seq));
      }
    }
    this.#turn.value++;
  }

  /** The message `seq`, as far as it is known; else it is asked for, and `undefined` until it comes. */
  originOf(seq: number): Message | undefined {
    void this.#turn.value;
    const message = this.#find(seq) ?? this.#origins.get(seq);
    if (!message && !this.#origins.has(seq)) void this.#ask(seq);
    return message;
  }

  /** The replies to the message `seq`, ascending; the same list until there is another. */
  repliesTo(seq: number): readonly number[] {
    void this.#turn.value;
    return this.#replies.get(seq) ?? NONE;
  }

  async #ask(seq: number): Promise<void> {
    this.#origins.set(seq, undefined);
    try {
      this.hear((await this.#load(seq)).messages);
    } catch {
      // It is asked for again when it is next looked for.
      this.#origins.delete(seq);
    }
  }

  #keep(message: Message | undefined): void {
    if (message && message.rev > (this.#origins.get(message.seq)?.rev ?? 0)) {
      this.#origins.set(message.seq, message);
    }
  }

  #write(seq: number, by: number[]): void {
    this.#replies.set(seq, [...new Set(by)].sort((a, b) => a - b));
  }
}
