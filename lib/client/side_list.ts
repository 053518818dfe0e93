import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Message } from "@/lib/chat/model.ts";
import type { ServerFrame } from "@/lib/chat/server_frame.ts";
import type { LineMember, PageLine } from "./page_line.ts";

/** What a list beside the log works with. */
export interface SideListOptions {
  room: number;
  line: Pick<PageLine, "join">;
  /** Messages of the log, with own changes that are still on their way. */
  shown: ReadonlySignal<readonly Message[]>;
  /** Whether a message in its present state stands in the list. */
  belongs(message: Message): boolean;
  /** Loads those after the place `after`, ascending; `more`: there are others behind them. */
  load(after: number): Promise<{ messages: readonly Message[]; more: boolean }>;
}

/**
 * Some messages of a room, such as the replies to one: loaded once, then kept true by what the
 * page hears, and loaded anew where something may have been missed.
 */
export class SideList {
  readonly state = signal<"busy" | "there" | "failed">("busy");
  /** There are more behind those that are loaded. */
  readonly more = signal(false);
  /** How those stand. */
  readonly behind = signal<"idle" | "busy" | "failed">("idle");
  /** Ascending by `seq`. */
  readonly messages: ReadonlySignal<readonly Message[]>;
  readonly #options: SideListOptions;
  readonly #held = signal<ReadonlyMap<number, Message>>(new Map());
  /** What was heard while a page was on its way, which may be older. */
  #heard: Message[] = [];
  #last = 0;
  /** Rises with each beginning: a page that was asked for before it is of no use. */
  #turn = 0;

  constructor(options: SideListOptions) {
    this.#options = options;
    this.messages = computed(() => this.#merged());
  }

  /** Loads, and begins to listen. Gives back how to stop that. */
  start(): () => void {
    const letGo = this.#options.line.join(this.#member);
    // Whoever joins while there is a connection is greeted at once.
    if (this.#turn === 0) void this.load();
    return () => {
      this.#turn++;
      letGo();
    };
  }

  /** Loads from the start; what is there stays until then. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    this.#heard = [];
    this.behind.value = "idle";
    if (this.state.value === "failed") this.state.value = "busy";
    await this.#take(turn, 0);
  }

  /** Loads those behind, unless they are on their way. */
  async loadMore(): Promise<void> {
    if (this.behind.value === "busy") return;
    this.behind.value = "busy";
    const came = await this.#take(this.#turn, this.#last);
    if (this.behind.value === "busy") this.behind.value = came ? "idle" : "failed";
  }

  /** A message of the list. */
  find(seq: number): Message | undefined {
    return this.messages.value.find((one) => one.seq === seq);
  }

  /** False: it did not come. */
  async #take(turn: number, after: number): Promise<boolean> {
    try {
      const { messages, more } = await this.#options.load(after);
      if (turn !== this.#turn) return true;
      const before = after === 0 ? [] : this.#held.value.values();
      this.#held.value = latest([...before, ...messages, ...this.#heard]);
      this.#last = messages.at(-1)?.seq ?? after;
      this.more.value = more;
      this.state.value = "there";
      return true;
    } catch {
      // What is there already is worth more than a word about what is not.
      if (turn === this.#turn && this.state.value !== "there") this.state.value = "failed";
      return false;
    }
  }

  get #member(): LineMember {
    return {
      heard: (frame) => this.#hear(frame),
      doubted: () => void this.load(),
      ended() {},
    };
  }

  #hear(frame: ServerFrame): void {
    const { room } = this.#options;
    if (frame.t === "welcome" || frame.t === "reset" && frame.room === room) void this.load();
    if (frame.t !== "events" || frame.room !== room) return;
    const known = this.#held.value;
    const ours = frame.messages.filter((one) => known.has(one.seq) || this.#options.belongs(one));
    if (ours.length === 0) return;
    this.#heard.push(...ours);
    this.#held.value = latest([...known.values(), ...ours]);
  }

  #merged(): Message[] {
    const { belongs, shown } = this.#options;
    const all = new Map(this.#held.value);
    for (const message of shown.value) {
      const held = all.get(message.seq);
      if (held ? message.rev >= held.rev : belongs(message)) all.set(message.seq, message);
    }
    return [...all.values()].filter(belongs).sort((a, b) => a.seq - b.seq);
  }
}

function latest(messages: Iterable<Message>): Map<number, Message> {
  const all = new Map<number, Message>();
  for (const message of messages) {
    const known = all.get(message.seq);
    if (!known || message.rev > known.rev) all.set(message.seq, message);
  }
  return all;
}
