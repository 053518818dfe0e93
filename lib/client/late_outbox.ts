import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { FrameOf } from "@/lib/chat/server_frame.ts";
import type { Deed } from "./deeds.ts";
import type { Message } from "@/lib/chat/model.ts";
import type { Changing, Entry, Unsent } from "./entry.ts";
import type { Outbox } from "./outbox.ts";
import type { Viewpoint } from "./own_entries.ts";
import type { OwnDeed } from "./timeline.ts";

/** When code may come that is not wanted at once. */
export type Later = (act: () => void) => void;

const NOTHING: readonly never[] = [];
const NO_PAUSES: ReadonlyMap<number, number> = new Map();

/**
 * An outbox whose code comes after the page: what is posted until then waits in its order, and what
 * earlier pages have left goes once it is here. Code that cannot come, for want of a connection, is
 * asked for again whenever there is one.
 */
export class LateOutbox {
  readonly entries: ReadonlySignal<readonly Entry[]>;
  readonly pauses: ReadonlySignal<ReadonlyMap<number, number>>;
  /** The code is here: what is posted outlives the page from now on. */
  readonly ready: ReadonlySignal<boolean>;
  readonly #fetch: () => Outbox | Promise<Outbox>;
  readonly #later: Later;
  readonly #outbox = signal<Outbox | undefined>(undefined);
  readonly #waiting: [room: number, deed: Deed][] = [];
  /** The database to which there is a connection. */
  #store: string | undefined;
  #coming: Promise<void> | undefined;

  constructor(fetch: () => Outbox | Promise<Outbox>, later: Later = (act) => act()) {
    this.#fetch = fetch;
    this.#later = later;
    this.entries = computed(() => this.#outbox.value?.entries.value ?? NOTHING);
    this.ready = computed(() => this.#outbox.value !== undefined);
    this.pauses = computed(() => this.#outbox.value?.pauses.value ?? NO_PAUSES);
  }

  /** Takes up what other pages have left, with the code's coming if that is not here yet. */
  load(): void {
    const outbox = this.#outbox.peek();
    if (outbox) void outbox.load();
    else this.#later(() => this.open());
  }

  /** Has the code come, now. */
  open(): void {
    if (this.#coming || this.#outbox.peek()) return;
    const outbox = this.#fetch();
    if (!(outbox instanceof Promise)) return this.#opened(outbox);
    this.#coming = outbox.then((outbox) => this.#opened(outbox), () => {})
      .finally(() => this.#coming = undefined);
  }

  /** As those of `Outbox`, and so are the others. */
  post(room: number, deed: Deed): void {
    const outbox = this.#outbox.peek();
    if (outbox) return void outbox.post(room, deed);
    this.#waiting.push([room, deed]);
    this.open();
  }

  connected(store: string): void {
    this.#store = store;
    const outbox = this.#outbox.peek();
    if (outbox) outbox.connected(store);
    else if (this.#waiting.length > 0) this.open();
    else this.load();
  }

  disconnected(): void {
    this.#store = undefined;
    this.#outbox.peek()?.disconnected();
  }

  acked(id: string): Entry | undefined {
    return this.#outbox.peek()?.acked(id);
  }

  refused(nack: Pick<FrameOf<"nack">, "id" | "code" | "retry" | "afterMs">): void {
    this.#outbox.peek()?.refused(nack);
  }

  seen(id: string): void {
    this.#outbox.peek()?.seen(id);
  }

  retry(id: string, room: number): void {
    this.#outbox.peek()?.retry(id, room);
  }

  over(messages: readonly Message[], at: Viewpoint): readonly Message[] {
    return this.#outbox.value?.over(messages, at) ?? messages;
  }

  beside(messages: readonly Message[], at: Viewpoint): readonly Unsent[] {
    return this.#outbox.value?.beside(messages, at) ?? NOTHING;
  }

  refusals(at: Viewpoint): readonly Changing[] {
    return this.#outbox.value?.refusals(at) ?? NOTHING;
  }

  deedOf(entry: Changing, me: number): OwnDeed | undefined {
    return this.#outbox.peek()?.deedOf(entry, me);
  }

  async discard(id: string): Promise<boolean> {
    return await this.#outbox.peek()?.discard(id) ?? false;
  }

  #opened(outbox: Outbox): void {
    this.#outbox.value = outbox;
    if (this.#store === undefined) void outbox.load();
    else outbox.connected(this.#store);
    for (const [room, deed] of this.#waiting.splice(0)) outbox.post(room, deed);
  }
}
