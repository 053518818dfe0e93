import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { Message, Room, User } from "@/lib/chat/model.ts";
import type { FrameOf, ServerFrame } from "@/lib/chat/server_frame.ts";
import type { Deed, Sending } from "./deeds.ts";
import type { Changing, Unsent } from "./entry.ts";
import { HistoryError } from "./history_error.ts";
import { loadLate } from "./late_history.ts";
import { LateOutbox, type Later } from "./late_outbox.ts";
import type { OutboxParts } from "./open_outbox.ts";
import type { Outbox } from "./outbox.ts";
import type { LineMember, PageLine } from "./page_line.ts";
import { Pages } from "./pages.ts";
import { Pulls } from "./pulls.ts";
import { ReplyBook } from "./reply_book.ts";
import { Retries } from "./retries.ts";
import { StoppableClock } from "./stoppable_clock.ts";
import * as timelines from "./timeline.ts";

/** What the server's page already knows. */
export interface RoomFeedProps extends timelines.LoadedPage {
  store: string;
  me: User;
  room: Room;
  messages: Message[];
}

/** Where a feed meets the browser. */
export interface RoomFeedOptions {
  /** What sends, whose code may come later; and when, if nothing has to be sent. */
  outbox(parts: OutboxParts): Outbox | Promise<Outbox>;
  later?: Later;
  /** The page's connection. */
  line: PageLine;
  /** Goes to another page: nobody is signed in, or the room is gone. */
  leave(why: "signed out" | "gone"): void;
  /** Somebody else's messages have just come. */
  arrived(messages: readonly Message[]): void;
  /** The message that is being read, by its `seq`. */
  place?(): number | undefined;
  load?: typeof loadLate;
  clock?: Clock;
  random?: () => number;
}

const CUT_OFF_AFTER = 5_000;

/** One room as it is lived in: history, what comes in, what goes out, and the connection's state. */
export class RoomFeed {
  /** Ascending by `seq`, with own changes done that are still on their way. */
  readonly messages: ReadonlySignal<readonly Message[]>;
  /** Own messages that are not among `messages` yet. */
  readonly unsent: ReadonlySignal<readonly Unsent[]>;
  /** Own changes to messages that were finally refused: told until they are retried or discarded. */
  readonly refusals: ReadonlySignal<readonly Changing[]>;
  /** There is nothing older than the first message. */
  readonly whole: ReadonlySignal<boolean>;
  /** There is nothing newer than the last message: what comes is shown. */
  readonly attached: ReadonlySignal<boolean>;
  /** The pages of history. */
  readonly pages: Pages;
  /** Without a connection for so long that it should be said. */
  readonly cutOff = signal(false);
  /** Until when the server takes no more here, in milliseconds since the epoch. */
  readonly pausedUntil: ReadonlySignal<number | undefined>;
  /** All that is on its way, in any room. */
  readonly outgoing: ReadonlySignal<readonly { id: string }[]>;
  /** What is posted is kept, also without a connection: the code for that comes after the page. */
  readonly ready: ReadonlySignal<boolean>;
  /** The server itself hears of news late. */
  readonly slow = signal(false);
  readonly #timeline: Signal<timelines.Timeline>;
  readonly #props: RoomFeedProps;
  readonly #options: RoomFeedOptions;
  readonly #clock: StoppableClock;
  readonly #line: PageLine;
  readonly #outbox: LateOutbox;
  readonly #pulls: Pulls;
  readonly #replies: ReplyBook;
  readonly #reloads: Retries;
  #store: string;
  #running = false;
  #alarm: Timer | undefined;
  /** The greeting has told how far this room is had. */
  #named = false;
  /** People who have another name or face since the connection was made. */
  readonly #changed = new Map<number, User>();
  #letGo: (() => void)[] = [];

  constructor(props: RoomFeedProps, options: RoomFeedOptions) {
    const clock = new StoppableClock(options.clock);
    const random = options.random === undefined ? {} : { random: options.random };
    const { store, me, room } = props;
    this.#props = props;
    this.#options = options;
    this.#line = options.line;
    this.#clock = clock;
    this.#store = store;
    this.#reloads = new Retries(clock, options.random);
    this.#timeline = signal(timelines.openTimeline(props));
    this.#pulls = new Pulls({
      send: (since) => this.#line.send({ t: "pull", room: room.id, since }),
      cursor: () => this.#timeline.value.rev,
      clock,
    });
    const user = { id: me.id, name: me.name };
    const sending = { store, user, clock, ...random, send: this.#line.send.bind(this.#line) };
    this.#outbox = new LateOutbox(() => options.outbox(sending), options.later);
    this.outgoing = this.#outbox.entries;
    const here = { room: room.id, me: me.id };
    const stored = computed(() => timelines.messagesOf(this.#timeline.value));
    this.messages = computed(() => this.#outbox.over(stored.value, here));
    this.whole = computed(() => this.#timeline.value.floor === 0);
    this.attached = computed(() => this.#timeline.value.ceiling === Infinity);
    const known = (seq: number) =>
      this.messages.value.find((message) => message.seq === seq) ??
        this.#timeline.value.held.get(seq);
    this.#replies = new ReplyBook(known, (seq) => this.#load({ around: seq }, 1));
    this.#replies.take(props);
    this.pages = new Pages({
      timeline: this.#timeline,
      load: (place) => this.#load(place),
      came: (page) => {
        this.#replies.take(page);
        this.#showFaces();
      },
      failed: (error) => this.#leaveIfSignedOut(error),
    });
    this.unsent = computed(() => this.#outbox.beside(this.messages.value, here));
    this.ready = this.#outbox.ready;
    this.pausedUntil = computed(() => this.#outbox.pauses.value.get(room.id));
    this.refusals = computed(() => this.#outbox.refusals(here));
  }

  /** Connects, and takes up what an earlier page has left unsent. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#outbox.load();
    this.#letGo = [
      this.#line.phase.subscribe((phase) => this.#turn(phase === "open")),
      this.#line.join(this.#member),
    ];
    if (this.#timeline.value.waiting) void this.#startAfresh();
  }

  /** Disconnects, and leaves no timer. */
  stop(): void {
    this.#running = false;
    for (const letGo of this.#letGo.splice(0)) letGo();
    this.#turn(false);
    this.#alarm = undefined;
    this.#clock.stop();
  }

  /** Something is about to be posted. */
  prepare(): void {
    this.#outbox.open();
  }

  /** Tries at once whether there is a connection. */
  probe(): void {
    if (this.#running) this.#line.probe();
  }

  /** Takes a message on, perhaps in reply to the stored one `replyTo`; it shows at once. */
  post(body: string, replyTo?: number): void {
    this.share(this.#props.room.id, { body, ...(replyTo === undefined ? {} : { replyTo }) });
  }

  /** Takes a message on that may be another room's, and have files. */
  share(room: number, message: Omit<Sending, "kind">): void {
    this.#outbox.post(room, { ...message, kind: "send" });
  }

  /** Changes the text of an own message that is stored; it shows at once. */
  edit(seq: number, body: string): void {
    this.#do({ kind: "edit", seq, body });
  }

  /** Deletes a message that is stored; it shows at once. */
  remove(seq: number): void {
    this.#do({ kind: "delete", seq });
  }

  /** Adds an own reaction to a message, or takes it back; it shows at once. */
  react(seq: number, emoji: string, on: boolean): void {
    this.#do({ kind: "react", seq, emoji, on });
  }

  /** Keeps a stored message in view of the whole room, or no more; it shows at once. */
  pin(seq: number, on: boolean): void {
    this.#do({ kind: "pin", seq, on });
  }

  /** Sends again what has failed. */
  retry(id: string): void {
    this.#outbox.retry(id, this.#props.room.id);
  }

  /** Forgets what has failed or was never sent. False: it was sent, and may be stored. */
  discard(id: string): Promise<boolean> {
    return this.#outbox.discard(id);
  }

  /** Goes to where the room's next message will stand; what is before it is loaded from there. */
  attach(): void {
    if (this.attached.value) return;
    this.#timeline.value = timelines.attachTimeline(this.#timeline.value);
    // What is on its way since a reset would lead back to where one read.
    if (this.#timeline.value.waiting) return void this.#startAfresh();
    this.pages.older.value = "idle";
    void this.pages.loadOlder();
  }

  /** How far this room is had: everything up to this change, wherever one reads. */
  get head(): number {
    return this.#timeline.value.rev;
  }

  /** The message `seq`, to which another one replies; `undefined`: it is not known, or not yet. */
  originOf(seq: number): Message | undefined {
    return this.#replies.originOf(seq);
  }

  /** The replies to the message `seq`, ascending. */
  repliesTo(seq: number): readonly number[] {
    return this.#replies.repliesTo(seq);
  }

  get #member(): LineMember {
    const { room } = this.#props;
    return {
      cursors: () => {
        this.#named = true;
        return { [room.id]: this.#timeline.value.rev };
      },
      heard: (frame) => this.#hear(frame),
      probed: () => this.#outbox.load(),
      doubted: () => this.#pulls.ask(this.#timeline.value.rev),
      ended: () => this.#leave(),
    };
  }

  #hear(frame: ServerFrame): void {
    switch (frame.t) {
      case "welcome":
        return this.#greeted(frame);
      case "mode":
        this.slow.value = frame.mode === "slow";
        return;
      case "ack":
        return this.#acked(frame);
      case "nack":
        return this.#refused(frame);
      case "person":
        this.#changed.set(frame.user.id, frame.user);
        return this.#showFaces();
    }
    if (roomOf(frame) !== this.#props.room.id) return;
    if (frame.t === "events") this.#takeEvents(frame);
    else if (frame.t === "head") {
      this.#step(timelines.hearHead(this.#timeline.value, frame.rev));
    } else if (frame.t === "reset") void this.#startAfresh();
    else if (frame.t === "gone") this.#leave("gone");
  }

  #greeted(welcome: FrameOf<"welcome">): void {
    const { me, room } = this.#props;
    const moved = welcome.store !== this.#store;
    this.#changed.clear();
    // Somebody else is signed in by now: nothing of this person may be sent as theirs. In another
    // database the same id may be somebody else's, or another room's.
    const astray = welcome.me.name !== me.name ||
      !welcome.rooms.some(({ id, slug }) => id === room.id && slug === room.slug);
    if (welcome.me.id !== me.id || moved && astray) return this.#leave();
    this.slow.value = welcome.mode === "slow";
    this.#store = welcome.store;
    this.#outbox.connected(welcome.store);
    this.pages.retry();
    this.#reloads.hurry();
    if (moved) void this.#startAfresh();
    else if (!this.#named) this.#pulls.ask(this.#timeline.value.rev);
  }

  #acked(ack: FrameOf<"ack">): void {
    const entry = this.#outbox.acked(ack.id);
    if (!entry || ack.room !== this.#props.room.id) return;
    const { room, seq, rev, id, at } = ack;
    const { id: me, name } = this.#props.me;
    if (entry.kind === "send") {
      const { body, replyTo, files } = entry;
      const author = { id: me, name };
      const message = { room, seq, id, at, kind: "text", body, author, replyTo, files } as const;
      return this.#settle({ rev, message });
    }
    const change = entry.shown && this.#outbox.deedOf(entry, me);
    if (change) this.#settle({ rev, change });
  }

  // A page that was asked for before somebody took another name may come after it.
  #showFaces(): void {
    for (const user of this.#changed.values()) {
      this.#timeline.value = timelines.renameAuthor(this.#timeline.value, user);
    }
  }

  #settle(acked: timelines.Acked): void {
    this.#timeline.value = timelines.settleOwn(this.#timeline.value, acked);
  }

  #refused(nack: FrameOf<"nack">): void {
    if (nack.re === "pull") this.#pulls.refused(nack);
    else this.#outbox.refused(nack);
  }

  #takeEvents(events: FrameOf<"events">): void {
    const before = this.#timeline.value;
    const step = timelines.applyChanges(before, events);
    const moved = step.timeline.rev > before.rev;
    this.#replies.hear(events.messages);
    this.#step(step, events.from);
    const { me } = this.#props;
    // What happens in the room is told where one reads it: nowhere else is it counted as news.
    const arrived = events.messages.filter(({ seq, author, deleted, kind }) =>
      seq > before.rev && author.id !== me.id && !deleted && kind === "text"
    );
    if (moved && arrived.length > 0) this.#options.arrived(arrived);
  }

  #step({ timeline, pull }: timelines.Step, from?: number): void {
    this.#timeline.value = timeline;
    this.#pulls.heard(from);
    for (const { id, author } of timeline.held.values()) {
      if (author.id === this.#props.me.id) this.#outbox.seen(id);
    }
    if (pull !== undefined) this.#pulls.ask(pull);
  }

  async #startAfresh(): Promise<void> {
    this.#pulls.forget();
    this.#timeline.value = timelines.resetTimeline(this.#timeline.value);
    const { epoch } = this.#timeline.value;
    // Another reset makes another loop; without a connection there is time until the next start.
    while (this.#timeline.value.epoch === epoch) {
      try {
        const place = this.attached.value ? undefined : this.#options.place?.();
        const page = await this.#load(place === undefined ? {} : { around: place });
        this.#reloads.hurry();
        if (this.#timeline.value.epoch !== epoch) return;
        batch(() => {
          this.#step(timelines.takeFirstPage(this.#timeline.value, page, epoch));
          this.#replies.begin(page);
          this.#showFaces();
        });
      } catch (error) {
        if (!this.#running || this.#leaveIfSignedOut(error)) return;
        await this.#reloads.due();
      }
    }
  }

  #turn(open: boolean): void {
    if (open) {
      this.#alarm?.cancel();
      this.#alarm = undefined;
      this.cutOff.value = false;
      return;
    }
    this.#named = false;
    this.#outbox.disconnected();
    this.#pulls.forget();
    this.#alarm ??= this.#clock.after(CUT_OFF_AFTER, () => this.cutOff.value = true);
  }

  #leaveIfSignedOut(error: unknown): boolean {
    const status = error instanceof HistoryError ? error.status : 0;
    if (status === 404) this.#leave("gone");
    else if (status === 401) this.#leave();
    return status === 404 || status === 401;
  }

  // Whoever has let go of the page goes their own way: by the form that signs them out, by a link.
  #leave(why: "signed out" | "gone" = "signed out"): void {
    if (this.#running) this.#options.leave(why);
  }

  #load(place: timelines.Place, limit?: number): Promise<timelines.LoadedPage> {
    return (this.#options.load ?? loadLate)(this.#props.room.id, place, limit);
  }

  #do(deed: Deed): void {
    this.#outbox.post(this.#props.room.id, deed);
  }
}

function roomOf(frame: ServerFrame): number | undefined {
  if (!("room" in frame)) return undefined;
  return typeof frame.room === "number" ? frame.room : frame.room?.id;
}
