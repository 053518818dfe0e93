import { effect, signal } from "@preact/signals";
import { systemClock, type Timer } from "@/lib/chat/clock.ts";
import type { Message, Room } from "@/lib/chat/model.ts";
import { Announcer } from "./announcer.ts";
import { Attention, pageLooks } from "./attention.ts";
import { Composer } from "./composer.ts";
import { Divider } from "./divider.ts";
import { Draft } from "./drafts.ts";
import { LateFocus } from "./late_focus.ts";
import { LogScroll } from "./log_scroll.ts";
import type { Opened } from "./message_focus.ts";
import { openLine } from "./open_line.ts";
import { liveWithPage } from "./page_life.ts";
import { RoomFeed, type RoomFeedProps } from "./room_feed.ts";
import { RoomLife } from "./room_life.ts";

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
/**
 * How long after the page is alive its code for writing comes by itself, in milliseconds: so that
 * it is here when the connection is not, and not in the way of the first sight.
 */
const LATER = 1_500;
/** Pages of older messages that are loaded at most to find the first new one. */
const MOST_PAGES = 20;

/** A room's page in the browser: the feed, and what the reader does with the page. */
export class Conversation {
  readonly feed: RoomFeed;
  readonly life: RoomLife;
  readonly divider: Divider;
  readonly composer: Composer;
  readonly scroll: LogScroll;
  readonly announcer: Announcer<Message>;
  /** The message whose actions are open. */
  readonly opened = signal<Opened | undefined>(undefined);
  /** A moment of today, in milliseconds since the epoch. */
  readonly today;
  readonly #voice: Voice;
  readonly #attention: Attention;
  readonly #focus = new LateFocus((opened) => this.opened.value = opened);
  #letGo: (() => void)[] = [];
  #midnight: Timer | undefined;
  /** What the room's head tells. */
  #told: string | undefined;

  constructor(props: RoomFeedProps & { now: number }, voice: Voice) {
    const { store, me, room } = props;
    const line = openLine();
    this.today = signal(props.now);
    this.#voice = voice;
    this.announcer = new Announcer((one) => voice.message(one), (count) => voice.messages(count));
    this.scroll = new LogScroll(() => void this.feed.loadOlder());
    this.feed = new RoomFeed(props, {
      outbox: async (parts) => (await import("./open_outbox.ts")).openOutbox(parts),
      later: (act) => void setTimeout(act, LATER),
      line,
      leave: (why) => this.#leave(why),
      arrived: (messages) => this.#arrived(messages),
    });
    this.life = new RoomLife({ me, room }, { line });
    const { messages, whole } = this.feed;
    const { readSeq, unread } = room;
    this.divider = new Divider({ messages, whole, me: me.id, readSeq, unread });
    this.#attention = new Attention({
      looks: pageLooks,
      returned: () => this.life.reading.returned(),
    });
    this.composer = new Composer({
      draft: new Draft({ store, user: me.id, room: room.id }),
      touch: () => matchMedia("(pointer: coarse)").matches,
      typed: (text) => this.life.typing.wrote(text),
      send: (body) => this.#send(body),
    });
  }

  /** Takes over the page that the server has made. */
  start(log: HTMLElement, area: HTMLTextAreaElement): void {
    const listening = new AbortController();
    const { signal } = listening;
    this.scroll.start(log);
    this.composer.start(area);
    this.#attention.watch(signal);
    this.#focus.start(log, signal);
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    this.#letGo = [
      liveWithPage({
        start: () => {
          this.life.start();
          this.feed.start();
        },
        stop: () => {
          this.life.stop();
          this.feed.stop();
        },
      }),
      effect(() =>
        this.life.reading.see({
          here: this.#attention.here.value,
          atEnd: this.scroll.atEnd.value,
          last: this.feed.messages.value.at(-1)?.seq ?? 0,
        })
      ),
      effect(() => this.#head(this.life.room.value)),
      () => listening.abort(),
    ];
    this.#awaitMidnight();
  }

  /** Lets go of the page. */
  stop(): void {
    for (const letGo of this.#letGo.splice(0)) letGo();
    this.#midnight?.cancel();
    this.composer.stop();
    this.scroll.stop();
  }

  /** Puts the text of a failed message back into the field, to be changed and sent as a new one. */
  edit(id: string): void {
    const failed = this.feed.unsent.value.find((entry) => entry.id === id);
    if (failed && this.composer.takeBack(failed.body)) void this.feed.discard(id);
  }

  /** Goes to the first new message, which may be many pages away. */
  async toNews(): Promise<void> {
    for (let page = 0; page < MOST_PAGES; page++) {
      if (this.divider.after !== undefined || this.feed.whole.value) break;
      await this.feed.loadOlder();
    }
    // The rows are on the page after the next render.
    requestAnimationFrame(() => requestAnimationFrame(() => this.scroll.toNews()));
  }

  /** Nothing is new any more. */
  readAll(): void {
    this.divider.dismiss();
    this.life.reading.read(this.feed.messages.value.at(-1)?.seq ?? 0);
  }

  /** From this message on everything is to be found unread later. */
  unreadFrom(seq: number): void {
    this.life.reading.unreadFrom(seq);
    this.divider.place(seq - 1);
  }

  /** After each render. */
  settle(): void {
    const { messages } = this.feed;
    this.scroll.settle(messages.value[0]?.id);
    this.#focus.settle();
    if (this.scroll.atEnd.value && messages.value.length > MOST_HELD) this.feed.trim(CUT_BACK_TO);
  }

  /** Has the room's head made anew if something has changed that is told there. */
  #head(room: Room): void {
    const { slug, name, topic, kind, slow, locked, notify } = room;
    const others = room.with?.map((person) => person.name);
    const key = JSON.stringify([slug, name, topic, kind, slow, locked, notify, others]);
    if (this.#told !== undefined && this.#told !== key) {
      void import("./fresh_header.ts").then(({ refreshHeader }) => refreshHeader(slug), () => {});
    }
    this.#told = key;
  }

  #send(body: string): void {
    this.divider.dismiss();
    this.feed.post(body);
    this.scroll.toEnd();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || this.divider.news.value === undefined) {
      return;
    }
    // What is open above the page has its own use for the key.
    if (event.target instanceof Element && event.target.closest("dialog, [role=menu]")) return;
    if (event.key === "Escape") {
      this.divider.dismiss();
      this.scroll.toEnd();
    } else if (event.key === "PageUp" && event.shiftKey) {
      event.preventDefault();
      void this.toNews();
    }
  }

  // Whoever signed out in another tab has had their drafts cleared: this one must not bring any back.
  #leave(why: "signed out" | "gone"): void {
    if (why === "signed out") this.composer.stop();
    location.replace("/");
  }

  #arrived(messages: readonly Message[]): void {
    this.scroll.arrived(messages.length);
    this.announcer.tell(messages);
    if (!this.#attention.here.value) this.divider.place(this.life.reading.readSeq.value);
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
