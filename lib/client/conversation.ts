import { signal } from "@preact/signals";
import { systemClock, type Timer } from "@/lib/chat/clock.ts";
import type { Message } from "@/lib/chat/model.ts";
import { Announcer } from "./announcer.ts";
import { Composer } from "./composer.ts";
import { Draft } from "./drafts.ts";
import { sharedShelf } from "./indexed_shelf.ts";
import { LogScroll } from "./log_scroll.ts";
import { openLine } from "./open_line.ts";
import { liveWithPage } from "./page_life.ts";
import { RoomFeed, type RoomFeedProps } from "./room_feed.ts";

/** How things are said, which is not this module's business. */
export interface Voice {
  message(message: Message): string;
  messages(count: number): string;
  /** Milliseconds from `now` until another day begins. */
  untilTomorrow(now: number): number;
}

/** Messages that the page holds at most while the reader is at the end, and is cut back to. */
const MOST_HELD = 320;
const CUT_BACK_TO = 300;

/** A room's page in the browser: the feed, and what the reader does with the page. */
export class Conversation {
  readonly feed: RoomFeed;
  readonly composer: Composer;
  readonly scroll: LogScroll;
  readonly announcer: Announcer<Message>;
  /** A moment of today, in milliseconds since the epoch. */
  readonly today;
  readonly #voice: Voice;
  #letGo: (() => void) | undefined;
  #midnight: Timer | undefined;

  constructor(props: RoomFeedProps & { now: number }, voice: Voice) {
    this.today = signal(props.now);
    this.#voice = voice;
    this.announcer = new Announcer((one) => voice.message(one), (count) => voice.messages(count));
    this.scroll = new LogScroll(() => void this.feed.loadOlder());
    this.feed = new RoomFeed(props, {
      shelf: sharedShelf(),
      line: openLine(),
      leave: () => this.#leave(),
      arrived: (messages) => this.#arrived(messages),
    });
    const { store, me, room } = props;
    this.composer = new Composer({
      draft: new Draft({ store, user: me.id, room: room.id }),
      touch: () => matchMedia("(pointer: coarse)").matches,
      send: (body) => {
        this.feed.post(body);
        this.scroll.toEnd();
      },
    });
  }

  /** Takes over the page that the server has made. */
  start(log: HTMLElement, area: HTMLTextAreaElement): void {
    this.scroll.start(log);
    this.composer.start(area);
    this.#letGo = liveWithPage({ start: () => this.feed.start(), stop: () => this.feed.stop() });
    this.#awaitMidnight();
  }

  /** Lets go of the page. */
  stop(): void {
    this.#letGo?.();
    this.#midnight?.cancel();
    this.composer.stop();
    this.scroll.stop();
  }

  /** Puts the text of a failed message back into the field, to be changed and sent as a new one. */
  edit(id: string): void {
    const failed = this.feed.unsent.value.find((entry) => entry.id === id);
    if (failed && this.composer.takeBack(failed.body)) void this.feed.discard(id);
  }

  /** After each render. */
  settle(): void {
    const { messages } = this.feed;
    this.scroll.settle(messages.value[0]?.id);
    if (this.scroll.atEnd.value && messages.value.length > MOST_HELD) this.feed.trim(CUT_BACK_TO);
  }

  // Whoever signed out in another tab has had their drafts cleared: this one must not bring any back.
  #leave(): void {
    this.composer.stop();
    location.replace("/");
  }

  #arrived(messages: readonly Message[]): void {
    this.scroll.arrived(messages.length);
    this.announcer.tell(messages);
  }

  #awaitMidnight(): void {
    const now = Date.now();
    this.today.value = now;
    this.#midnight = systemClock.after(
      this.#voice.untilTomorrow(now),
      () => this.#awaitMidnight(),
    );
  }
}
