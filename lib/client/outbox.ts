import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";
import type { FrameOf } from "@/lib/chat/server_frame.ts";
import { Backoff } from "./backoff.ts";
import { newClientId } from "./client_id.ts";
import type { Message } from "@/lib/chat/model.ts";
import { type Deed, overlay, perform, type Sending } from "./deeds.ts";
import { type Changing, type Entry, entryOf, keptOf, type Progress, type Unsent } from "./entry.ts";
import type { Kept, OutboxShelf, Owner } from "./outbox_shelf.ts";
import * as own from "./own_entries.ts";
import { Shelving } from "./shelving.ts";
import type { OwnDeed } from "./timeline.ts";

/** Whose messages and changes, where they are kept, and how they are sent. */
export interface OutboxOptions {
  store: string;
  user: { id: number; name: string };
  shelf: OutboxShelf;
  /** Sends an entry, or says that there is no connection. */
  send(entry: Entry): boolean;
  clock?: Clock;
  random?: () => number;
}

const LATE_AFTER = 300;
const ANSWER_WITHIN = 10_000;

/** What a message says, and which one it answers. */
type Words = Pick<Sending, "body" | "replyTo">;

/** The one entry of a room that is on its way, and what ends the wait for its answer. */
interface Hand {
  id: string;
  timer?: Timer;
}

/**
 * Sends what is one's own until it is acked or finally refused: always under the same client id,
 * one at a time in each room, so that everything is done once and in the order in which it was
 * wanted. Nothing is sent before it is on the shelf, which all tabs share: what is not there any
 * more has been seen to by another one.
 */
export class Outbox {
  /** In the order in which they were made. */
  readonly entries: Signal<readonly Entry[]> = signal<readonly Entry[]>([]);
  /** Until when the server takes no more, in milliseconds since the epoch, by room. */
  readonly pauses: Signal<ReadonlyMap<number, number>> = signal(new Map());
  readonly #options: OutboxOptions;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #shelving: Shelving;
  readonly #hands = new Map<number, Hand>();
  readonly #pauses = new Map<number, Timer>();
  #store: string;
  #online = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#clock = options.clock ?? systemClock;
    this.#backoff = new Backoff(options.random);
    this.#shelving = new Shelving(options.shelf, this.#clock);
  }

  /** Takes up what other pages have left, and lets go of what they have seen to. */
  async load(): Promise<void> {
    // What is older goes first: nothing is sent before the shelf has been looked at.
    await this.#shelving.look(this.#owner, (...found) => this.#reconcile(...found));
    this.#sendAll();
  }

  /** Takes something on; it is in `entries` at once. What is there already stays as it is. */
  post(room: number, deed: Deed): Entry {
    const known = "id" in deed ? this.#find(deed.id) : undefined;
    if (known) return known;
    const at = this.#clock.now();
    const order = Math.max(at, 1 + (this.entries.value.at(-1)?.order ?? 0));
    const goes = this.#mayGo(room) && !this.#nextOf(room);
    const entry: Entry = {
      ...deed,
      ...{ room, at, order, state: "waiting", late: false, shown: true },
      id: "id" in deed && deed.id || newClientId(),
      fresh: !goes,
    };
    this.entries.value = [...this.entries.value, entry];
    this.#clock.after(LATE_AFTER, () => this.#change(entry.id, { late: true }));
    const kept = this.#shelving.put(keptOf(entry, this.#owner));
    if (goes) void this.#take(entry, kept);
    return entry;
  }

  /**
   * There is a connection, to this database: everything unanswered goes again, and what other pages
   * have left.
   */
  connected(store: string): void {
    if (store !== this.#store) this.#disown(store);
    this.#online = true;
    void this.load();
  }

  /** There is no connection: what was under way waits. */
  disconnected(): void {
    this.#online = false;
    for (const { timer } of this.#hands.values()) timer?.cancel();
    for (const timer of this.#pauses.values()) timer.cancel();
    this.#hands.clear();
    this.#pauses.clear();
    this.pauses.value = new Map();
    this.entries.value = this.entries.value.map((entry) =>
      entry.state === "failed" ? entry : { ...entry, state: "waiting", again: false }
    );
  }

  /** It is stored. Gives its entry back, if it was one of these. */
  acked(id: string): Entry | undefined {
    this.#backoff.reset();
    return this.#remove(id);
  }

  /** It was refused, for now or for good. */
  refused(nack: Pick<FrameOf<"nack">, "id" | "code" | "retry" | "afterMs">): void {
    const entry = this.#find(nack.id);
    if (entry?.state !== "sending") return;
    this.#letGo(entry);
    if (nack.retry) {
      // A room's slow mode is no failure: how long it takes is told by itself.
      const slowed = nack.code === "rate_limited";
      this.#change(entry.id, { state: "waiting", again: !slowed });
      const ms = nack.afterMs ?? this.#backoff.next();
      if (slowed) this.#tellPause(entry.room, this.#clock.now() + ms);
      return this.#pause(entry.room, ms);
    }
    this.#fail(entry, nack.code);
    this.#sendNext(entry.room);
  }

  /** The message has been seen among the room's: its ack was lost, or came to another page. */
  seen(id: string): void {
    this.#remove(id);
  }

  /** Sends a failed entry again; a message that was for another database goes to `room`. */
  retry(id: string, room: number): void {
    const failed = this.#find(id);
    if (failed?.state !== "failed") return;
    const astray = failed.why === "store";
    if (astray && failed.kind !== "send") return;
    // What it answers is no message of this database, or another one.
    const moved = astray ? { room, replyTo: undefined } : {};
    const change = { state: "waiting", shown: true, ...moved } as const;
    const entry = this.#change(id, change);
    if (!entry) return;
    this.#keep(entry);
    this.#sendNext(entry.room);
  }

  /**
   * Writes a message anew that no page has sent; one that was sent may be stored as it was. Tells
   * whether it is done.
   */
  async rewrite(id: string, body: string): Promise<boolean> {
    if (this.#find(id)?.kind !== "send") return false;
    if (!await this.#revise(id, (kept) => ({ ...kept, body }))) return false;
    this.#change(id, { body });
    return true;
  }

  /** Forgets what has failed, or has never been sent by any page. Tells whether it is done. */
  async discard(id: string): Promise<boolean> {
    if (this.#find(id)?.state === "failed") return this.#remove(id) !== undefined;
    if (!await this.#revise(id, () => undefined)) return false;
    this.#remove(id);
    return true;
  }

  /** Messages as they will be once what is on its way to them is done. */
  over(messages: readonly Message[], at: own.Viewpoint): readonly Message[] {
    return overlay(messages, own.shownChanges(this.entries.value, at));
  }

  /** Own messages that are not among `messages` yet. */
  beside(messages: readonly Message[], at: own.Viewpoint): readonly Unsent[] {
    return own.unsentBeside(messages, this.entries.value, at);
  }

  /** Changes that were finally refused. */
  refusals(at: own.Viewpoint): readonly Changing[] {
    return own.refusedChanges(this.entries.value, at);
  }

  /** What a change does, for the person `me`. */
  deedOf(entry: Changing, me: number): OwnDeed {
    const change = own.changeOf(entry, me);
    return { seq: change.seq, perform: (message) => perform(message, change) };
  }

  get #owner(): Owner {
    return { store: this.#store, ...this.#options.user };
  }

  #reconcile(kept: readonly Kept[], isSettled: (id: string) => boolean): void {
    const found = new Map(kept.map((one) => [one.id, entryOf(one, this.#store)]));
    for (const entry of this.entries.value) {
      if (!isSettled(entry.id) || this.#isInHand(entry)) continue;
      const one = found.get(entry.id);
      if (!one) this.#forget(entry.id);
      // Another tab may have written it anew, or tried it again.
      else if (!isSame(one, entry)) {
        this.#replace({ ...one, shown: entry.shown, fresh: one.fresh && entry.fresh });
      }
    }
    const known = new Set(this.entries.value.map(({ id }) => id));
    const added = [...found.values()].filter((entry) =>
      // What deletes or reacts to a message of another database means nothing here.
      !known.has(entry.id) && (entry.why !== "store" || "body" in entry)
    );
    this.entries.value = [...added, ...this.entries.value].sort((a, b) => a.order - b.order);
    this.#sendAll();
  }

  #disown(store: string): void {
    this.#store = store;
    // What was for another database than the old one may be for this one: another tab was here
    // before. The shelf, which is looked at next, knows.
    this.entries.value = this.entries.value.filter(({ why }) => why !== "store");
    for (const entry of this.entries.value) this.#fail(entry, "store");
  }

  // The text of an edit is worth keeping; what else was refused is only told.
  #fail(entry: Entry, why: string): void {
    const failed = this.#change(entry.id, { state: "failed", why });
    if (!failed) return;
    if ("body" in failed) this.#keep(failed);
    else this.#shelving.remove(failed.id);
  }

  #sendAll(): void {
    for (const room of new Set(this.entries.value.map((entry) => entry.room))) this.#sendNext(room);
  }

  #sendNext(room: number, next = this.#nextOf(room)): void {
    if (!next || !this.#mayGo(room)) return;
    void this.#take(next, this.#shelving.update(next.id, ({ fresh: _sentNow, ...kept }) => kept));
  }

  #nextOf(room: number): Entry | undefined {
    return this.entries.value.find((one) => one.room === room && one.state !== "failed");
  }

  #mayGo(room: number): boolean {
    return this.#online && !this.#shelving.looking && !this.#pauses.has(room) &&
      !this.#hands.has(room);
  }

  async #take({ id, room }: Entry, shelved: Promise<Kept | "gone" | void>): Promise<void> {
    const hand: Hand = { id };
    this.#hands.set(room, hand);
    const kept = await shelved;
    if (this.#hands.get(room) !== hand) return;
    if (kept === "gone") return this.#forget(id);
    const written = typeof kept === "object" && "body" in kept ? { body: kept.body } : {};
    const entry = this.#change(id, { ...written, fresh: false });
    if (!entry || !this.#options.send(entry)) return void this.#hands.delete(room);
    this.#change(id, { state: "sending" });
    hand.timer = this.#clock.after(ANSWER_WITHIN, () => {
      this.#hands.delete(room);
      // Whatever has come before it meanwhile: it may be on its way still.
      this.#sendNext(room, this.#change(id, { state: "waiting", again: true }));
    });
  }

  /**
   * Has something done to an entry that no page has sent. The shelf decides, so that no other tab
   * sends it meanwhile. False: it was sent.
   */
  async #revise(id: string, change: (kept: Kept) => Kept | undefined): Promise<boolean> {
    if (!this.#find(id)?.fresh) return false;
    let done = false;
    const kept = await this.#shelving.update(id, (kept) => {
      done = kept.fresh === true;
      return done ? change(kept) : kept;
    });
    if (done) return true;
    if (kept === undefined) return this.#find(id)?.fresh === true;
    if (kept === "gone") this.#forget(id);
    else this.#change(id, { fresh: false });
    return false;
  }

  #isInHand({ id, room }: Entry): boolean {
    return this.#hands.get(room)?.id === id;
  }

  #pause(room: number, ms: number): void {
    this.#pauses.get(room)?.cancel();
    this.#pauses.set(
      room,
      this.#clock.after(ms, () => {
        this.#pauses.delete(room);
        this.#tellPause(room, undefined);
        this.#sendNext(room);
      }),
    );
  }

  #tellPause(room: number, until: number | undefined): void {
    const pauses = new Map(this.pauses.value);
    if (until === undefined) pauses.delete(room);
    else pauses.set(room, until);
    this.pauses.value = pauses;
  }

  #letGo(entry: Entry): void {
    if (!this.#isInHand(entry)) return;
    this.#hands.get(entry.room)?.timer?.cancel();
    this.#hands.delete(entry.room);
  }

  #remove(id: string): Entry | undefined {
    const entry = this.#find(id);
    if (!entry) return undefined;
    this.#shelving.remove(id);
    this.#forget(id);
    return entry;
  }

  #forget(id: string): void {
    const entry = this.#find(id);
    if (!entry) return;
    this.#letGo(entry);
    this.entries.value = this.entries.value.filter((one) => one.id !== id);
    this.#sendNext(entry.room);
  }

  #find(id: string | undefined): Entry | undefined {
    return this.entries.value.find((one) => one.id === id);
  }

  #change(id: string, change: Partial<Progress> & Partial<Words>): Entry | undefined {
    const entry = this.#find(id);
    if (!entry) return undefined;
    const { why: _why, ...rest } = { ...entry, ...change };
    const why = rest.state === "failed" ? change.why ?? entry.why : undefined;
    return this.#replace(why === undefined ? rest : { ...rest, why });
  }

  #replace(entry: Entry): Entry {
    this.entries.value = this.entries.value.map((one) => one.id === entry.id ? entry : one);
    return entry;
  }

  #keep(entry: Entry): void {
    void this.#shelving.put(keptOf(entry, this.#owner));
  }
}

function isSame(one: Entry, other: Entry): boolean {
  const text = (entry: Entry) => "body" in entry ? entry.body : "";
  return one.why === other.why && one.fresh === other.fresh && text(one) === text(other);
}
