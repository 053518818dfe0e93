import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";
import type { Message, Room, User } from "@/lib/chat/model.ts";
import type { FrameOf, ServerFrame } from "@/lib/chat/protocol.ts";
import { Backoff } from "./backoff.ts";
import { HistoryError, isSignedOut, loadPage } from "./history.ts";
import { type Entry, Outbox } from "./outbox.ts";
import type { OutboxShelf } from "./outbox_shelf.ts";
import { randomFraction } from "./random_fraction.ts";
import { Socket, type Wire } from "./socket.ts";
import * as timelines from "./timeline.ts";

/** What the server's page already knows. */
export interface RoomFeedProps {
  store: string;
  me: User;
  room: Room;
  messages: Message[];
  rev: number;
  /** There are older messages. */
  more: boolean;
}

/** Where a feed meets the browser. */
export interface RoomFeedOptions {
  shelf: OutboxShelf;
  connect(): Wire;
  /** Goes to another page: nobody is signed in, or the room is gone. */
  leave(): void;
  /** Somebody else's messages have just come. */
  arrived(messages: readonly Message[]): void;
  load?: typeof loadPage;
  signedOut?: typeof isSignedOut;
  clock?: Clock;
  random?: () => number;
}

const CUT_OFF_AFTER = 5_000;
const PULL_AGAIN_AFTER = 2_000;

/** One room as it is lived in: history, what comes in, what goes out, and the connection's state. */
export class RoomFeed {
  /** Ascending by `seq`. */
  readonly messages: ReadonlySignal<readonly Message[]>;
  /** Own messages that are not among `messages` yet. */
  readonly unsent: ReadonlySignal<readonly Entry[]>;
  /** There is nothing older than the first message. */
  readonly whole: ReadonlySignal<boolean>;
  /** The page of older messages. */
  readonly older = signal<"idle" | "loading" | "failed">("idle");
  /** Without a connection for so long that it should be said. */
  readonly cutOff = signal(false);
  /** The server itself hears of news late. */
  readonly slow = signal(false);
  readonly #timeline = signal<timelines.Timeline>(timelines.openTimeline(NOTHING));
  readonly #props: RoomFeedProps;
  readonly #options: RoomFeedOptions;
  readonly #clock: Clock;
  readonly #socket: Socket;
  readonly #outbox: Outbox;
  readonly #reloads: Backoff;
  #store: string;
  #pull: { since: number; at: number } | undefined;
  #alarm: Timer | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(props: RoomFeedProps, options: RoomFeedOptions) {
    const { clock = systemClock, random = randomFraction } = options;
    this.#props = props;
    this.#options = options;
    this.#clock = clock;
    this.#store = props.store;
    this.#reloads = new Backoff(random);
    this.#timeline.value = timelines.openTimeline(props);
    this.#outbox = new Outbox({
      store: props.store,
      user: { id: props.me.id, name: props.me.name },
      shelf: options.shelf,
      send: ({ id, room, body }) => this.#socket.send({ t: "send", id, room, body }),
      clock,
      random,
    });
    this.#socket = new Socket({
      connect: () => options.connect(),
      cursors: () => ({ [props.room.id]: this.#timeline.value.rev }),
      heard: (frame) => batch(() => this.#hear(frame)),
      ended: () => options.leave(),
      refused: () => void this.#checkSession(),
      clock,
      random,
    });
    this.messages = computed(() => timelines.messagesOf(this.#timeline.value));
    this.whole = computed(() => this.#timeline.value.floor === 0);
    this.unsent = computed(() => this.#unseen());
  }

  /** Connects, and takes up what an earlier page has left unsent. */
  start(): void {
    this.#stopWatching = this.#socket.phase.subscribe((phase) => this.#turn(phase === "open"));
    this.#socket.start();
    void this.#outbox.load();
  }

  /** Disconnects. */
  stop(): void {
    this.#stopWatching?.();
    this.#socket.stop();
    this.#outbox.disconnected();
    this.#alarm?.cancel();
    this.#alarm = undefined;
  }

  /** Something changed (network, focus, page shown): see whether the connection still lives. */
  probe(): void {
    this.#socket.probe();
  }

  /** Takes a message on; it shows at once. */
  post(body: string): void {
    this.#outbox.post(this.#props.room.id, body);
  }

  /** Sends a failed message again. */
  retry(id: string): void {
    this.#outbox.retry(id, this.#props.room.id);
  }

  /** Forgets a failed message. */
  discard(id: string): void {
    this.#outbox.discard(id);
  }

  /** Loads the page before the first message, unless that is under way or there is none. */
  async loadOlder(): Promise<void> {
    if (this.older.value === "loading" || this.whole.value) return;
    this.older.value = "loading";
    const { floor: before, epoch } = this.#timeline.value;
    try {
      const page = await this.#load(before);
      batch(() => {
        this.#timeline.value = timelines.takeOlderPage(this.#timeline.value, page, {
          before,
          epoch,
        });
        this.older.value = "idle";
      });
    } catch (error) {
      this.older.value = "failed";
      this.#leaveIfSignedOut(error);
    }
  }

  /** Lets go of the oldest messages, but for the last `keep`. */
  trim(keep: number): void {
    this.#timeline.value = timelines.trimTimeline(this.#timeline.value, keep);
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
      case "bye":
        return;
    }
    if (frame.t === "pong" || roomOf(frame) !== this.#props.room.id) return;
    if (frame.t === "events") this.#takeEvents(frame);
    else if (frame.t === "head") {
      this.#step(timelines.hearHead(this.#timeline.value, frame.rev));
    } else if (frame.t === "reset") void this.#startAfresh();
    else if (frame.t === "gone") this.#options.leave();
  }

  #greeted(welcome: FrameOf<"welcome">): void {
    // Another tab has signed somebody else in: nothing of this person may be sent as theirs.
    if (welcome.me.id !== this.#props.me.id) return this.#options.leave();
    this.slow.value = welcome.mode === "slow";
    const moved = welcome.store !== this.#store;
    this.#store = welcome.store;
    this.#outbox.connected(welcome.store);
    if (moved) void this.#startAfresh();
  }

  #acked(ack: FrameOf<"ack">): void {
    const entry = this.#outbox.acked(ack.id);
    if (!entry || ack.room !== this.#props.room.id) return;
    const { room, seq, id, at } = ack;
    const { id: author, name } = this.#props.me;
    this.#timeline.value = timelines.placeOwn(this.#timeline.value, {
      ...{ room, seq, id, at, kind: "text", body: entry.body },
      author: { id: author, name },
    });
  }

  #refused(nack: FrameOf<"nack">): void {
    if (nack.re !== "pull") return this.#outbox.refused(nack);
    this.#pull = undefined;
    if (!nack.retry) return;
    this.#clock.after(nack.afterMs ?? PULL_AGAIN_AFTER, () => this.#ask(this.#timeline.value.rev));
  }

  #takeEvents(events: FrameOf<"events">): void {
    if (events.from === this.#pull?.since) this.#pull = undefined;
    const newest = this.messages.value.at(-1)?.seq ?? 0;
    this.#step(timelines.applyChanges(this.#timeline.value, events));
    const { me } = this.#props;
    const arrived = this.messages.value.filter(({ seq, author }) =>
      seq > newest && author.id !== me.id
    );
    if (arrived.length > 0) this.#options.arrived(arrived);
  }

  #step({ timeline, pull }: timelines.Step): void {
    this.#timeline.value = timeline;
    for (const { id, author } of timeline.held.values()) {
      if (author.id === this.#props.me.id) this.#outbox.seen(id);
    }
    if (pull !== undefined) this.#ask(pull);
  }

  // One pull a room under way; asked again only if the answer has been long in coming.
  #ask(since: number): void {
    const now = this.#clock.now();
    if (this.#pull?.since === since && now - this.#pull.at < PULL_AGAIN_AFTER) return;
    const sent = this.#socket.send({ t: "pull", room: this.#props.room.id, since });
    this.#pull = sent ? { since, at: now } : undefined;
  }

  async #startAfresh(): Promise<void> {
    this.#timeline.value = timelines.resetTimeline(this.#timeline.value);
    const { epoch } = this.#timeline.value;
    while (this.#timeline.value.epoch === epoch && this.#timeline.value.waiting) {
      try {
        const page = await this.#load();
        this.#reloads.reset();
        batch(() => this.#step(timelines.takeLastPage(this.#timeline.value, page, epoch)));
      } catch (error) {
        if (this.#leaveIfSignedOut(error)) return;
        await this.#pass(this.#reloads.next());
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
    this.#outbox.disconnected();
    this.#pull = undefined;
    this.#alarm ??= this.#clock.after(CUT_OFF_AFTER, () => this.cutOff.value = true);
  }

  async #checkSession(): Promise<void> {
    if (await (this.#options.signedOut ?? isSignedOut)()) this.#options.leave();
  }

  #leaveIfSignedOut(error: unknown): boolean {
    const out = error instanceof HistoryError && (error.status === 401 || error.status === 404);
    if (out) this.#options.leave();
    return out;
  }

  #load(before?: number): Promise<timelines.LoadedPage> {
    return (this.#options.load ?? loadPage)(this.#props.room.id, before);
  }

  #pass(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#clock.after(ms, resolve);
    return promise;
  }

  #unseen(): Entry[] {
    const { me, room } = this.#props;
    const own = this.messages.value.filter((message) => message.author.id === me.id);
    const seen = new Set(own.map((message) => message.id));
    return this.#outbox.entries.value.filter((entry) =>
      !seen.has(entry.id) && (entry.room === room.id || entry.why === "store")
    );
  }
}

const NOTHING = { messages: [], rev: 0, more: false };

function roomOf(frame: Exclude<ServerFrame, { t: "pong" | "bye" }>): number | undefined {
  if (!("room" in frame)) return undefined;
  return typeof frame.room === "number" ? frame.room : frame.room?.id;
}
