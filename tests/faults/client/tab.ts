import { effect } from "@preact/signals";
import type { Message } from "@/lib/chat/model.ts";
import type { ServerFrame } from "@/lib/chat/protocol.ts";
import { PageLine } from "@/lib/client/page_line.ts";
import { RoomFeed, type RoomFeedProps } from "@/lib/client/room_feed.ts";
import { randomFraction } from "@/lib/client/random_fraction.ts";
import type { Place } from "@/lib/client/timeline.ts";
import type { LoadedPage } from "@/lib/client/timeline.ts";
import type { Presence } from "../checker/silence.ts";
import type { Book } from "../record/book.ts";
import type { Deed, Wish } from "../record/deed.ts";
import type { View } from "../record/evidence.ts";
import { Cursor } from "./cursor.ts";
import type { Device } from "./device.ts";
import { PageRefused } from "./page.ts";
import type { Tap } from "./tap.ts";
import { outboxOn } from "../../support/outbox_on.ts";

/** Where a tab stands; `away`: it sent its person elsewhere, as a browser's would. */
export type TabState = "loading" | "open" | "asleep" | "closed" | "away";

const LOAD_AGAIN_MS = 100;

/** One room on somebody's screen: the project's own client, with a real socket, and no browser. */
export class Tab {
  readonly name: string;
  state: TabState = "closed";
  /** The last connection has been welcomed and stands. */
  welcomed = false;
  /** When somebody was at the page. */
  readonly presences: Presence[] = [];
  #feed: RoomFeed | undefined;
  #props: RoomFeedProps | undefined;
  #store = "";
  #tap: Tap | undefined;
  #cursor: Cursor | undefined;
  #dials = 0;
  #stopWatching: (() => void) | undefined;
  /** Which state of each message it has shown last, by `seq`. */
  readonly #seen = new Map<number, string>();

  constructor(
    readonly device: Device,
    readonly where: { slug: string; room: string },
    readonly book: Book,
    readonly random: () => number = randomFraction,
  ) {
    this.name = `${device.label}/${where.room}`;
  }

  get user(): number {
    return this.device.person.user.id;
  }

  get room(): number {
    return this.#loaded.room.id;
  }

  get messages(): readonly Message[] {
    return this.#feed?.messages.value ?? [];
  }

  /** How many own deeds are neither acked nor given up: they lie on the shelf. */
  get waiting(): number {
    return this.device.shelf.all.filter(({ room, store, why }) =>
      room === this.#props?.room.id && store === this.#store && why === undefined
    ).length;
  }

  /** What it shows as not sent, given up or not. */
  get unsent(): readonly string[] {
    return this.#feed?.unsent.value.map(({ body }) => body) ?? [];
  }

  /** How far it has been told of its room; `undefined` while it loads. */
  get rev(): number | undefined {
    return this.#cursor?.rev;
  }

  /** Loads the page, again and again until it is given. */
  async open(): Promise<void> {
    this.state = "loading";
    while (this.state === "loading") {
      try {
        const props = await this.device.openRoom(this.where.slug);
        if (this.state === "loading") this.#begin(props);
      } catch (error) {
        if (error instanceof PageRefused && error.status < 500) return this.#leave();
        await new Promise((resolve) => setTimeout(resolve, LOAD_AGAIN_MS));
      }
    }
  }

  /** Closes the page, as a crash of the browser would. */
  close(): void {
    this.#end();
    this.state = "closed";
  }

  /** Closes the page and opens it again. */
  async reload(): Promise<void> {
    this.close();
    await this.open();
  }

  /** The machine goes to sleep; the page stays as it is. */
  sleep(): void {
    if (this.state !== "open") return;
    this.state = "asleep";
    this.#depart();
    this.#feed?.stop();
    this.welcomed = false;
  }

  wake(): void {
    if (this.state !== "asleep") return;
    this.state = "open";
    this.#arrive();
    this.#feed?.start();
  }

  /** Somebody looks at the page: it sees whether its connection lives. */
  probe(): void {
    if (this.state === "open") this.#feed?.probe();
  }

  post(body: string): Deed {
    const deed = this.#want({ kind: "post", body });
    this.#feed!.post(body);
    return deed;
  }

  edit(seq: number, body: string): Deed {
    const deed = this.#want({ kind: "edit", seq, body, base: this.#baseOf(seq) });
    this.#feed!.edit(seq, body);
    return deed;
  }

  remove(seq: number): Deed {
    const deed = this.#want({ kind: "delete", seq, base: this.#baseOf(seq) });
    this.#feed!.remove(seq);
    return deed;
  }

  react(seq: number, emoji: string, on: boolean): Deed {
    const deed = this.#want({ kind: "react", seq, emoji, on, base: this.#baseOf(seq) });
    this.#feed!.react(seq, emoji, on);
    return deed;
  }

  pin(seq: number, on: boolean): Deed {
    const deed = this.#want({ kind: "pin", seq, on, base: this.#baseOf(seq) });
    this.#feed!.pin(seq, on);
    return deed;
  }

  /** What it shows now. */
  view(): View {
    const floor = this.#feed?.whole.value ? 0 : this.messages[0]?.seq ?? Infinity;
    const { name: by, user, room, messages } = this;
    return { by, user, room, floor, messages };
  }

  get #loaded(): RoomFeedProps {
    if (!this.#props) throw new Error(`${this.name} has never been open`);
    return this.#props;
  }

  #begin(props: RoomFeedProps): void {
    this.#props = props;
    this.#store = props.store;
    this.#cursor = new Cursor(props.room.id, props.rev);
    const feed = new RoomFeed(props, {
      outbox: outboxOn(this.device.shelf),
      line: new PageLine({
        connect: () => this.#dial(),
        signedOut: () => this.device.isSignedOut(),
        random: this.random,
      }),
      leave: () => this.#leave(),
      arrived: () => {},
      load: (room, place) => this.#load(room, place),
      random: this.random,
    });
    this.#feed = feed;
    this.state = "open";
    this.#arrive();
    this.#stopWatching = effect(() => this.#look(feed.messages.value));
    feed.start();
  }

  #arrive(): void {
    const { name: by, room } = this;
    this.presences.push({ by, room, from: this.book.now(), to: Infinity });
  }

  #depart(): void {
    const last = this.presences.at(-1);
    if (last?.to === Infinity) last.to = this.book.now();
  }

  #end(): void {
    this.#depart();
    this.#stopWatching?.();
    this.#feed?.stop();
    this.#feed = undefined;
    this.welcomed = false;
  }

  #leave(): void {
    this.#end();
    this.state = "away";
  }

  #dial(): Tap {
    this.welcomed = false;
    const tap: Tap = this.device.dial(this.book, {
      by: `${this.name} ${++this.#dials}`,
      store: () => this.#store,
    }, {
      // A connection that was let go of may still say something, which the client does not hear.
      heard: (frame) => this.#tap === tap && !tap.isClosed && this.#hear(frame),
      ended: () => this.welcomed &&= this.#tap !== tap,
    });
    this.#tap = tap;
    return tap;
  }

  async #load(room: number, place?: Place): Promise<LoadedPage> {
    const resets = this.#cursor?.resets ?? 0;
    const page = await this.device.loadPage(room, place);
    if (place === undefined || Object.keys(place).length === 0) {
      this.#cursor?.turn(page.rev, resets);
    }
    return page;
  }

  #hear(frame: ServerFrame): void {
    this.#cursor?.hear(frame);
    if (frame.t !== "welcome") return;
    this.welcomed = true;
    if (frame.store !== this.#store) this.#cursor?.restart();
    this.#store = frame.store;
  }

  #baseOf(seq: number): number {
    return this.messages.find((message) => message.seq === seq)?.rev ?? 0;
  }

  #want(wish: Wish): Deed {
    const { name: by, user: author, room } = this;
    return this.book.want(wish, { author, by, room, store: this.#store });
  }

  #look(messages: readonly Message[]): void {
    for (const message of messages) {
      const state = `${message.rev} ${message.id}`;
      // An own message that only its ack has told of is not what the server says.
      if (message.rev === 0 || this.#seen.get(message.seq) === state) continue;
      this.#seen.set(message.seq, state);
      this.book.saw({ by: this.name, user: this.user }, message);
    }
  }
}
