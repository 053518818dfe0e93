import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Message } from "@/lib/chat/model.ts";
import type { LoadedPage } from "./timeline.ts";

/** What a book of replies is kept by. */
export interface ReplyBookOptions {
  room: number;
  /** The messages in sight. */
  shown: ReadonlySignal<readonly Message[]>;
  /** What the server has told of a message, in sight or not. */
  held(seq: number): Message | undefined;
  /** Asks the server for one message; `undefined`: it is not there. */
  load?(room: number, seq: number): Promise<Message | undefined>;
}

type Known = Pick<LoadedPage, "origins" | "replies">;

const NONE: readonly number[] = [];

/** Which message replies to which: as pages tell it, and kept up to date by what comes in. */
export class ReplyBook {
  readonly #options: ReplyBookOptions;
  readonly #shown: ReadonlySignal<ReadonlyMap<number, Message>>;
  /** What was replied to, by `seq`. */
  readonly #origins = signal<ReadonlyMap<number, Message>>(new Map());
  /** Replies, ascending, by the `seq` of what they reply to. */
  readonly #replies = signal<ReadonlyMap<number, readonly number[]>>(new Map());
  readonly #asked = new Set<number>();
  readonly #failed = new Set<number>();

  constructor(options: ReplyBookOptions) {
    this.#options = options;
    this.#shown = computed(() =>
      new Map(options.shown.value.map((message) => [message.seq, message]))
    );
  }

  /** Forgets all, and goes on from this page. */
  begin(page: Known): void {
    this.#asked.clear();
    batch(() => {
      this.#origins.value = new Map();
      this.#replies.value = new Map();
      this.take(page);
    });
  }

  /** Takes in what a page tells; what came while it was on its way may be newer. */
  take({ origins = [], replies = [] }: Known): void {
    const { held } = this.#options;
    batch(() => {
      for (const origin of origins) this.#keep(held(origin.seq) ?? origin, origin);
      for (const { seq, by } of replies) {
        this.#write(seq, (known) => [...known, ...by.filter((reply) => !held(reply)?.deleted)]);
      }
    });
  }

  /** Takes in messages that have come or changed. */
  hear(messages: readonly Message[]): void {
    for (const seq of this.#failed) this.#asked.delete(seq);
    this.#failed.clear();
    batch(() => {
      for (const message of messages) {
        const { seq, replyTo, deleted } = message;
        if (this.#origins.value.has(seq) || this.#asked.has(seq)) this.#keep(message);
        if (deleted) this.#strike(seq);
        else if (replyTo !== undefined) this.#write(replyTo, (known) => [...known, seq]);
      }
    });
  }

  /** The message `seq`, as far as it is known; else it is asked for, and `undefined` until it comes. */
  originOf(seq: number): Message | undefined {
    const message = this.#shown.value.get(seq) ?? this.#options.held(seq) ??
      this.#origins.value.get(seq);
    if (!message && !this.#asked.has(seq)) void this.#ask(seq);
    return message;
  }

  /** The replies to the message `seq`, ascending. */
  repliesTo(seq: number): readonly number[] {
    return this.#replies.value.get(seq) ?? NONE;
  }

  async #ask(seq: number): Promise<void> {
    this.#asked.add(seq);
    const { room, load = loadLate } = this.#options;
    try {
      const message = await load(room, seq);
      if (message && this.#asked.has(seq)) this.#keep(message);
    } catch {
      // It is asked for again once there is something to hear.
      this.#failed.add(seq);
    }
  }

  #keep(...states: Message[]): void {
    for (const state of states) {
      const known = this.#origins.value.get(state.seq);
      if (known && known.rev >= state.rev) continue;
      this.#origins.value = new Map(this.#origins.value).set(state.seq, state);
    }
  }

  #strike(reply: number): void {
    for (const [seq, by] of this.#replies.value) {
      if (by.includes(reply)) this.#write(seq, () => by.filter((one) => one !== reply));
    }
  }

  #write(seq: number, change: (known: readonly number[]) => number[]): void {
    const by = [...new Set(change(this.repliesTo(seq)))].sort((a, b) => a - b);
    this.#replies.value = new Map(this.#replies.value).set(seq, by);
  }
}

async function loadLate(room: number, seq: number): Promise<Message | undefined> {
  const { loadMessage } = await import("./load_message.ts");
  return await loadMessage(room, seq);
}
