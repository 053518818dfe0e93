import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";
import type { FrameOf } from "@/lib/chat/protocol.ts";
import { Backoff } from "./backoff.ts";
import { newClientId } from "./client_id.ts";
import type { Kept, OutboxShelf } from "./outbox_shelf.ts";

/** An own message on its way. */
export interface Entry {
  /** Its client id. */
  readonly id: string;
  readonly room: number;
  readonly body: string;
  /** Milliseconds since the epoch, by this machine. */
  readonly at: number;
  readonly state: "waiting" | "sending" | "failed";
  /** It takes so long that it should be seen. */
  readonly late: boolean;
  /** Why it failed: an error's code, or `store` if it was written for another database. */
  readonly why?: string;
}

/** Whose messages, where they are kept, and how they are sent. */
export interface OutboxOptions {
  store: string;
  user: { id: number; name: string };
  shelf: OutboxShelf;
  /** Sends a message, or says that there is no connection. */
  send(entry: Entry): boolean;
  clock?: Clock;
  random?: () => number;
}

const LATE_AFTER = 300;
const ANSWER_WITHIN = 10_000;
const KEEP_WITHIN = 1_000;

/**
 * Sends own messages until each is acked or finally refused: always under the same client id, one
 * at a time in each room, so that they arrive once and in the order in which they were written.
 */
export class Outbox {
  /** In the order in which they were written. */
  readonly entries: Signal<readonly Entry[]> = signal<readonly Entry[]>([]);
  readonly #options: OutboxOptions;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #answers = new Map<string, Timer>();
  readonly #pauses = new Map<number, Timer>();
  readonly #unkept = new Set<string>();
  #store: string;
  #online = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#clock = options.clock ?? systemClock;
    this.#backoff = new Backoff(options.random);
  }

  /** Takes up what an earlier page has left. */
  async load(): Promise<void> {
    const kept = await this.#options.shelf.load(this.#options.user);
    const known = new Set(this.entries.value.map((entry) => entry.id));
    const found = kept.filter((one) => !known.has(one.id)).map((one) => this.#takeUp(one));
    this.entries.value = [...found, ...this.entries.value];
    this.#sendAll();
  }

  /** Takes a message on; it is in `entries` at once. */
  post(room: number, body: string): Entry {
    const at = this.#clock.now();
    const entry: Entry = { id: newClientId(), room, body, at, state: "waiting", late: false };
    this.entries.value = [...this.entries.value, entry];
    this.#clock.after(LATE_AFTER, () => this.#change(entry.id, { late: true }));
    this.#unkept.add(entry.id);
    const kept = () => {
      if (this.#unkept.delete(entry.id)) this.#sendNext(room);
    };
    // Kept before it is sent; but a shelf that hangs must not hold the message up.
    const patience = this.#clock.after(KEEP_WITHIN, kept);
    this.#keep(entry).finally(() => (patience.cancel(), kept()));
    return entry;
  }

  /** There is a connection, to this database: everything unanswered goes again. */
  connected(store: string): void {
    if (store !== this.#store) this.#disown(store);
    this.#online = true;
    this.#sendAll();
  }

  /** There is no connection: what was under way waits. */
  disconnected(): void {
    this.#online = false;
    this.#forgetTimers();
    for (const entry of this.entries.value) {
      if (entry.state === "sending") this.#change(entry.id, { state: "waiting" });
    }
  }

  /** The message is stored. Gives its entry back, if it was one of these. */
  acked(id: string): Entry | undefined {
    this.#backoff.reset();
    return this.#remove(id);
  }

  /** The message was refused, for now or for good. */
  refused(nack: Pick<FrameOf<"nack">, "id" | "code" | "retry" | "afterMs">): void {
    const entry = this.entries.value.find((one) => one.id === nack.id);
    if (!entry || entry.state !== "sending") return;
    this.#answered(entry.id);
    if (nack.retry) {
      this.#change(entry.id, { state: "waiting" });
      return this.#pause(entry.room, nack.afterMs ?? this.#backoff.next());
    }
    this.#fail(entry, nack.code);
    this.#sendNext(entry.room);
  }

  /** The message has been seen among the room's: its ack was lost, or came to an earlier page. */
  seen(id: string): void {
    this.#remove(id);
  }

  /** Sends a failed message again, to `room`. */
  retry(id: string, room: number): void {
    const entry = this.#change(id, { state: "waiting", room });
    if (!entry) return;
    void this.#keep(entry);
    this.#sendNext(room);
  }

  /** Forgets a message. */
  discard(id: string): void {
    this.#remove(id);
  }

  #takeUp(kept: Kept): Entry {
    const { id, room, body, at } = kept;
    const why = kept.store === this.#store ? kept.why : "store";
    const entry = { id, room, body, at, late: true };
    return why === undefined ? { ...entry, state: "waiting" } : { ...entry, state: "failed", why };
  }

  #disown(store: string): void {
    this.#store = store;
    for (const entry of this.entries.value) this.#fail(entry, "store");
  }

  #fail(entry: Entry, why: string): void {
    const failed = this.#change(entry.id, { state: "failed", why });
    if (failed) void this.#keep(failed);
  }

  #sendAll(): void {
    for (const room of new Set(this.entries.value.map((entry) => entry.room))) this.#sendNext(room);
  }

  #sendNext(room: number): void {
    if (!this.#online || this.#pauses.has(room)) return;
    const queue = this.entries.value.filter((one) => one.room === room && one.state !== "failed");
    const next = queue[0];
    if (!next || next.state === "sending" || this.#unkept.has(next.id)) return;
    if (!this.#options.send(next)) return;
    this.#change(next.id, { state: "sending" });
    this.#answers.set(
      next.id,
      this.#clock.after(ANSWER_WITHIN, () => {
        this.#answered(next.id);
        this.#change(next.id, { state: "waiting" });
        this.#sendNext(room);
      }),
    );
  }

  #pause(room: number, ms: number): void {
    this.#pauses.get(room)?.cancel();
    this.#pauses.set(
      room,
      this.#clock.after(ms, () => {
        this.#pauses.delete(room);
        this.#sendNext(room);
      }),
    );
  }

  #answered(id: string): void {
    this.#answers.get(id)?.cancel();
    this.#answers.delete(id);
  }

  #remove(id: string): Entry | undefined {
    const entry = this.entries.value.find((one) => one.id === id);
    if (!entry) return undefined;
    this.#answered(id);
    this.#unkept.delete(id);
    this.entries.value = this.entries.value.filter((one) => one.id !== id);
    void this.#options.shelf.remove(id);
    this.#sendNext(entry.room);
    return entry;
  }

  #change(id: string, change: Partial<Entry>): Entry | undefined {
    const entry = this.entries.value.find((one) => one.id === id);
    if (!entry) return undefined;
    const { why: _why, ...rest } = { ...entry, ...change };
    const why = rest.state === "failed" ? change.why ?? entry.why : undefined;
    const changed: Entry = why === undefined ? rest : { ...rest, why };
    this.entries.value = this.entries.value.map((one) => one.id === id ? changed : one);
    return changed;
  }

  #keep({ id, room, body, at, why }: Entry): Promise<void> {
    const kept = { id, store: this.#store, user: this.#options.user, room, body, at };
    // A message for another database stays marked as such until it is sent again to this one.
    const store = why === "store" ? "" : this.#store;
    return this.#options.shelf.put(why === undefined ? kept : { ...kept, store, why });
  }

  #forgetTimers(): void {
    for (const timer of [...this.#answers.values(), ...this.#pauses.values()]) timer.cancel();
    this.#answers.clear();
    this.#pauses.clear();
  }
}
