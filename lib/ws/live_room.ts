import type { Hint } from "@/lib/chat/bus.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Head, MessageStore, RoomChange } from "@/lib/chat/store.ts";
import { CatchUp } from "./catch_up.ts";
import { type Encoded, encodeMessage, eventsFrames, type Frame, sharedFrame } from "./encode.ts";
import { Gap } from "./gap.ts";
import { HintTrust } from "./hint_trust.ts";
import { Puller } from "./puller.ts";
import { Ring } from "./ring.ts";

/** Somebody who hears what happens in a room. */
export interface Member {
  readonly userId: number;
  /** The rooms that they hear of, by id. */
  readonly rooms: ReadonlyMap<number, LiveRoom>;
  /** They read more slowly than they are written to. */
  readonly isBehind: boolean;
  /**
   * Takes a frame beside the messages; before the welcome is said it waits for that.
   * @param worth `now`: whoever is behind need not have it
   * @returns whether it was taken
   */
  tell(text: string, worth?: "now" | "later"): boolean;
  /** Takes a frame of the room; `reset`: what was held for the room is void. */
  push(room: LiveRoom, frame: Frame, reset: boolean): void;
}

/** What a live room works with. */
export interface LiveRoomParts {
  store: Pick<MessageStore, "since">;
  clock: Clock;
}

/**
 * A room that somebody here has open: how far it is known, who hears of it, and its latest changes.
 * Its head moves only by what the store returned: a commit of this instance, or a pull.
 */
export class LiveRoom {
  readonly id: number;
  readonly members = new Set<Member>();
  /** Tells those who come what they have missed. */
  readonly catchUp: CatchUp;
  readonly #gap: Gap;
  readonly #puller: Puller;
  readonly #trust: HintTrust;
  readonly #ring: Ring;
  /** Changes that have not left as a frame yet, newest state of each message, by `seq`. */
  readonly #fresh = new Map<number, Encoded>();
  #freshFrom = 0;
  #flushing = false;
  #head: number;
  #aclRev: number;

  constructor(id: number, { rev, aclRev }: Head, { store, clock }: LiveRoomParts) {
    this.id = id;
    this.#head = rev;
    this.#aclRev = aclRev;
    this.#ring = new Ring(rev);
    this.#trust = new HintTrust(clock);
    this.#gap = new Gap(clock, () => this.#fill());
    const head = () => this.#head;
    const since = (rev: number, limit: number) => store.since(id, rev, limit);
    const pull = (rev: number) => this.pull(rev);
    const apply = (change: RoomChange) => this.apply(change);
    this.catchUp = new CatchUp({ room: id, ring: this.#ring, head, pull, since, apply });
    this.#puller = new Puller({
      head,
      since,
      take: (from, { messages, to }) => this.apply({ room: id, from, to, messages }),
    });
  }

  /** The `rev` up to which everything is known. */
  get head(): number {
    return this.#head;
  }

  /** Up to where the store has returned changes, those included that still wait for earlier ones. */
  get seen(): number {
    return Math.max(this.#head, this.#gap.reach);
  }

  get aclRev(): number {
    return this.#aclRev;
  }

  /** Takes what the store returned for (from, to], in whatever order and how often it comes. */
  apply(change: RoomChange): void {
    if (change.to <= this.#head) return;
    if (change.from > this.#head) return this.#gap.keep(change);
    this.#take(change);
    for (let next = this.#gap.next(this.#head); next; next = this.#gap.next(this.#head)) {
      this.#take(next);
    }
  }

  /** Somebody says that the room is at `rev`: worth a look, unless too often it was not. */
  hear({ rev }: Hint): void {
    if (rev <= this.#head || !this.#trust.left) return;
    this.pull(rev).then((found) => found || this.#trust.lose(), () => {});
  }

  /** Brings the room up to what the store has; true if that is `rev` or more. */
  async pull(rev: number): Promise<boolean> {
    await this.#puller.pull(rev);
    return this.#head >= rev;
  }

  /**
   * Compares with what the poll has read.
   *
   * @param before `seen` as it was when the poll began to read: what has come since then the poll
   * cannot know
   */
  async compare({ rev, aclRev }: Head, before: number): Promise<void> {
    this.#aclRev = aclRev;
    // Below what was seen: a backup was restored. Far above: nobody needs so much, piece by piece.
    if (rev < before || rev - this.#head > LIMITS.catchUp) return this.#reset(rev);
    if (rev > this.#head) await this.pull(rev);
  }

  /** Nobody is to catch up with what these people are called no more. */
  forgetAuthors(users: ReadonlySet<number>): void {
    if (!this.#ring.holdsOf(users)) return;
    this.#ring.restart(this.#head);
    this.catchUp.forget();
  }

  /** Stops its timers. */
  close(): void {
    this.#gap.clear();
    this.#puller.cancel();
  }

  #take({ messages, to }: RoomChange): void {
    if (!this.#flushing) this.#flushSoon();
    for (const message of messages) {
      if (message.rev <= this.#head) continue;
      const entry = encodeMessage(message);
      this.#ring.push(entry);
      this.#fresh.delete(entry.seq);
      this.#fresh.set(entry.seq, entry);
    }
    this.#head = to;
  }

  // At the end of this turn, so that all that is applied in it leaves as one frame.
  #flushSoon(): void {
    this.#flushing = true;
    this.#freshFrom = this.#head;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    if (!this.#flushing) return;
    this.#flushing = false;
    const entries = [...this.#fresh.values()];
    this.#fresh.clear();
    const stretch = { room: this.id, from: this.#freshFrom, to: this.#head, entries };
    if (this.members.size === 0) return;
    for (const frame of eventsFrames(stretch)) this.#tell(frame, false);
  }

  async #fill(): Promise<void> {
    await this.#puller.pull(this.#head + 1).catch(() => {});
    const next = this.#gap.next(this.#head);
    if (next) this.apply(next);
  }

  #reset(rev: number): void {
    this.#puller.cancel();
    this.#gap.clear();
    this.#fresh.clear();
    this.#flushing = false;
    this.#ring.restart(rev);
    this.#head = rev;
    this.#tell(sharedFrame<"reset">({ t: "reset", room: this.id, rev }), true);
  }

  #tell(frame: Frame, reset: boolean): void {
    for (const member of this.members) member.push(this, frame, reset);
  }
}
