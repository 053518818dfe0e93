import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message } from "@/lib/chat/model.ts";
import { clipTimeline } from "@/lib/client/clip_timeline.ts";
import { perform } from "@/lib/client/deeds.ts";
import * as timelines from "@/lib/client/timeline.ts";
import { Ledger } from "../../support/ledger.ts";
import { ana, bruno, clientId } from "./world.ts";

/**
 * What arrives at the client: something said on the socket, the answer to a pull (which is made
 * until it is answered), or a page over HTTP.
 */
interface Arrival {
  kind: "frame" | "answer" | "reset" | "page";
  deliver(): void;
}

type Place = { before?: number } | { after: number } | { around: number };

const PAGE = 3;
const FRAME = 3;
const EMOJIS = ["👍", "❤️"];

/**
 * A room on the server, one client's timeline of it, and all that is on its way between them. What
 * is on its way may be delivered in any order, but for a restored backup: whatever was said on the
 * socket before it is lost, and what is said after it is heard after the reset.
 */
export class RoomOnItsWay {
  readonly #ledger = new Ledger(1);
  #way: Arrival[] = [];
  /** Up to here the server has said everything once. */
  #told = 0;
  #posts = 0;
  #cut = false;
  /** The client has not heard yet of a restored backup. */
  #deceived = false;
  /** The furthest that the client has been told of. */
  #heard = 0;
  /** Own messages whose ack has come. */
  readonly #own = new Set<number>();
  #past = { epoch: 0, floor: Infinity, ceiling: 0, revs: new Map<number, number>() };
  /** Pages that are on their way: while there are some, nothing may be let go of. */
  #loading = 0;
  timeline: timelines.Timeline;

  /** The room has a history, of which the client has seen the end. */
  constructor(history: number) {
    for (let pick = 0; pick < history; pick++) this.change(pick);
    this.timeline = timelines.openTimeline(this.#ledger.page(PAGE));
    this.#told = this.#ledger.head.rev;
  }

  /** Somebody, perhaps Ana in another tab, posts something or changes what is there. */
  change(pick: number): void {
    const author = pick % 2 === 0 ? ana : bruno;
    const target = this.#any(pick >> 3);
    const way = (pick >> 1) % 6;
    if (!target || way < 3) {
      this.#ledger.postAs({ id: author.id, name: author.name }, `${pick}`, this.#newId());
    } else if (!target.deleted) this.#alter(target, way, author.id, pick);
  }

  /** Ana does something here: it is stored, and its ack is on its way. */
  own(pick: number): void {
    const target = this.#any(pick >> 3);
    const by = ana.id;
    const resent = pick % 5 === 0;
    if (!target || target.deleted || pick % 2 === 0) {
      const body = `${pick}`;
      const author = { id: by, name: ana.name };
      const { rev: _, ...message } = this.#ledger.postAs(author, body, this.#newId());
      return this.#ack(message.seq, resent, (rev) => ({ rev, message }));
    }
    const at = target.at;
    const way = (pick >> 1) % 3;
    const { seq } = target;
    this.#alter(target, way + 3, by, pick);
    const emoji = EMOJIS[pick % 2]!;
    const change = way === 0
      ? { kind: "edit" as const, seq, body: `${pick}*` }
      : way === 1
      ? { kind: "delete" as const, seq }
      : { kind: "react" as const, seq, emoji, on: pick % 3 !== 0 };
    const deed = {
      seq: change.seq,
      perform: (one: Message) => perform(one, { ...change, by, at }),
    };
    this.#ack(seq, resent, (rev) => ({ rev, change: deed }));
  }

  /** The server says what has changed, perhaps repeating some of it, perhaps in short frames. */
  tell(pick: number): void {
    const from = pick % 3 === 0 ? Math.max(0, this.#told - pick % 5) : this.#told;
    this.#say(() => this.#take(this.#since(from, LIMITS.eventsMessages)));
    this.#told = this.#ledger.head.rev;
  }

  /** The server says only how far the room is. */
  head(): void {
    const { rev } = this.#ledger.head;
    this.#say(() => {
      this.#heard = Math.max(this.#heard, rev);
      this.#step(timelines.hearHead(this.timeline, rev));
    });
  }

  /** The server finds the client too far behind. */
  reset(): void {
    this.#way.push({ kind: "reset", deliver: () => this.#startAfresh() });
  }

  /** A backup is put back. */
  restore(pick: number): void {
    const rev = pick % (this.#ledger.head.rev + 1);
    this.#ledger.restore(rev);
    this.#told = rev;
    this.#deceived = true;
    this.#heard = 0;
    this.#own.clear();
    this.#way = this.#way.filter(({ kind }) => kind === "page");
    this.#way.push({ kind: "reset", deliver: () => this.#startAfresh() });
  }

  /** The client asks for older messages. */
  older(): void {
    const { floor: before } = this.timeline;
    if (before > 0) this.#ask({ before });
  }

  /** The client asks for newer messages. */
  newer(): void {
    const { ceiling: after } = this.timeline;
    if (after < Infinity) this.#ask({ after });
  }

  /** The client goes to another place: to a message, or to the last. */
  move(pick: number): void {
    const target = pick % 4 === 0 ? undefined : this.#any(pick >> 2);
    this.#ask(target ? { around: target.seq } : {});
  }

  /** The client goes to where its next message will stand. */
  attach(): void {
    this.#goElsewhere();
    this.timeline = timelines.attachTimeline(this.timeline);
    // What is on its way since a reset would lead back to where one read.
    if (this.timeline.waiting) this.#startAfresh();
  }

  /** The client lets go of what is furthest away, at either end. */
  trim(pick: number): void {
    if (this.#loading > 0) return;
    const shown = timelines.messagesOf(this.timeline);
    const seq = shown[pick % (shown.length || 1)]?.seq;
    this.#goElsewhere();
    const cut = pick % 3 === 0 ? { from: seq ?? 0 } : { to: seq ?? Infinity };
    this.timeline = clipTimeline(this.timeline, cut);
  }

  /** Whoever does not read at the end is told of all changes, and keeps only what they look at. */
  forget(): void {
    if (this.#loading === 0) this.timeline = clipTimeline(this.timeline);
  }

  /** Something said on the socket does not arrive. */
  lose(pick: number): void {
    const frames = this.#way.filter(({ kind }) => kind === "frame");
    const lost = frames[pick % (frames.length || 1)];
    this.#way = this.#way.filter((one) => one !== lost);
  }

  /** Something of what is on its way arrives. */
  deliver(pick: number): void {
    const resetAt = this.#way.findIndex(({ kind }) => kind === "reset");
    const next = this.#deceived
      ? this.#way.filter(({ kind }, at) => kind === "page" || at === resetAt)
      : this.#way;
    const arrival = next[pick % (next.length || 1)];
    this.#way = this.#way.filter((one) => one !== arrival);
    arrival?.deliver();
  }

  /** Everything arrives, and the server says once more how far the room is. */
  settle(): void {
    this.#arriveAll();
    if (this.timeline.rev < this.#heard) throw new Error("did not ask for what is missing");
    this.head();
    this.#arriveAll();
  }

  /** What there is to see must be what the room holds. */
  expectWhole(): void {
    const { floor, ceiling } = this.timeline;
    expect(timelines.messagesOf(this.timeline))
      .toEqual(this.#ledger.messages.filter(({ seq }) => seq >= floor && seq <= ceiling));
    expect(this.timeline.rev).toBe(this.#ledger.head.rev);
    expect(this.timeline.acked).toEqual([]);
  }

  /** What must hold at any moment: no gap, nothing twice, nothing that goes back or vanishes. */
  expectSound(): void {
    const shown = timelines.messagesOf(this.timeline);
    const found = new Map(shown.map((message) => [message.seq, message]));
    if (found.size < shown.length) throw new Error("shown twice");
    if (new Set(shown.map(({ id }) => id)).size < shown.length) throw new Error("one id twice");
    if (this.#deceived) return;
    for (const seq of this.#own) {
      const isHere = timelines.isWithin(this.timeline, { seq });
      if (isHere && !found.has(seq)) throw new Error(`own ${seq} vanished`);
    }
    if (this.timeline.waiting) return;
    this.#expectNoGap(found);
    this.#expectNoReturn(shown);
  }

  #expectNoGap(found: ReadonlyMap<number, Message>): void {
    const { rev: cursor } = this.timeline;
    for (const message of this.#ledger.messages) {
      const { seq, rev } = message;
      if (!timelines.isWithin(this.timeline, message) || seq > cursor) continue;
      const held = found.get(seq);
      if (!held && (rev <= cursor || !this.#cut)) throw new Error(`${seq} is missing`);
      if (held && rev <= cursor && held.rev !== rev) throw new Error(`${seq} is stale`);
      if (held?.rev === rev && held !== message) throw new Error(`${seq} is not as it was told`);
    }
  }

  #expectNoReturn(shown: readonly Message[]): void {
    const { epoch, floor, ceiling } = this.timeline;
    // What was let go of may come again as it was before.
    if (epoch !== this.#past.epoch) this.#past.revs.clear();
    if (floor > this.#past.floor) throw new Error("older messages vanished");
    if (ceiling < this.#past.ceiling) throw new Error("newer messages vanished");
    Object.assign(this.#past, { epoch, floor, ceiling });
    for (const { seq, rev } of shown) {
      if (rev < (this.#past.revs.get(seq) ?? 0)) throw new Error(`${seq} went back`);
      this.#past.revs.set(seq, rev);
    }
  }

  #alter({ seq, body, author }: Message, way: number, by: number, pick: number): void {
    if (way === 3) this.#ledger.edit(seq, author.id === by ? `${pick}*` : `${body}*`);
    else if (way === 4) this.#ledger.delete(seq);
    else this.#ledger.react(seq, EMOJIS[pick % 2]!, by, pick % 3 !== 0);
  }

  // An ack tells the rev of when it is said: that of a resend may be of a message changed since.
  #ack(seq: number, resent: boolean, make: (rev: number) => timelines.Acked): void {
    const rev = () => this.#ledger.messages.find((one) => one.seq === seq)?.rev ?? 0;
    const first = rev();
    this.#say(() => {
      const acked = make(resent ? rev() : first);
      this.timeline = timelines.settleOwn(this.timeline, acked);
      if ("message" in acked) this.#own.add(seq);
    });
  }

  #say(deliver: () => void): void {
    this.#way.push({ kind: "frame", deliver });
  }

  #arriveAll(): void {
    while (this.#way.length > 0) this.deliver(0);
  }

  #take(changes: timelines.Changes): void {
    const { rev } = this.timeline;
    this.#heard = Math.max(this.#heard, changes.to);
    this.#step(timelines.applyChanges(this.timeline, changes));
    if (this.timeline.rev > rev) this.#cut = changes.more === true;
  }

  #step({ timeline, pull }: timelines.Step): void {
    this.timeline = timeline;
    if (pull === undefined) return;
    const answer = () => {
      if (pull > this.#ledger.head.rev) this.#startAfresh();
      else this.#take(this.#since(pull, FRAME));
    };
    this.#way.push({ kind: "answer", deliver: answer });
  }

  #startAfresh(): void {
    this.#deceived = false;
    this.timeline = timelines.resetTimeline(this.timeline);
    const { epoch } = this.timeline;
    const middle = timelines.messagesOf(this.timeline)[1]?.seq;
    const isFar = this.timeline.ceiling !== Infinity && middle !== undefined;
    this.#fetch(isFar ? { around: middle } : {}, (page) => {
      const step = timelines.takeFirstPage(this.timeline, page, epoch);
      if (step.timeline !== this.timeline) {
        this.#cut = step.pull !== undefined;
        this.#goElsewhere();
      }
      this.#step(step);
    });
  }

  #ask(place: Place): void {
    const { epoch } = this.timeline;
    this.#fetch(place, (page) => {
      const next = timelines.takePage(this.timeline, page, { place, epoch });
      const follows = "before" in place || "after" in place;
      if (next !== this.timeline && !follows) this.#goElsewhere();
      this.timeline = next;
    });
  }

  // Asked, read some time later, and some time later still it is there.
  #fetch(place: Place, take: (page: timelines.LoadedPage) => void): void {
    this.#loading++;
    const read = () => {
      const page = "after" in place || "around" in place
        ? this.#ledger.pageAt(PAGE, place)
        : this.#ledger.page(PAGE, place.before);
      const deliver = () => {
        this.#loading--;
        take(page);
      };
      this.#way.push({ kind: "page", deliver });
    };
    this.#way.push({ kind: "page", deliver: read });
  }

  // What was shown is left on purpose.
  #goElsewhere(): void {
    Object.assign(this.#past, { floor: Infinity, ceiling: 0 });
  }

  #since(from: number, limit: number): timelines.Changes {
    const { messages, to, more } = this.#ledger.since(from, limit);
    return { from, to, messages, ...(more ? { more: true as const } : {}) };
  }

  #any(pick: number): Message | undefined {
    const all = this.#ledger.messages;
    return all[pick % (all.length || 1)];
  }

  #newId(): string {
    return clientId(++this.#posts);
  }
}
