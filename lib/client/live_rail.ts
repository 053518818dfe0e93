import { computed, effect, type ReadonlySignal } from "@preact/signals";
import type { Room } from "@/lib/chat/model.ts";
import { Attention, pageLooks } from "./attention.ts";
import { leaveNote } from "./note.ts";
import { openLine } from "./open_line.ts";
import { liveWithPage } from "./page_life.ts";
import { type Standing, standingOf } from "./presence.ts";
import { RoomsFeed, type RoomsFeedProps } from "./rooms_feed.ts";
import { hearKeys, type PageChord } from "./shortcuts.ts";
import { titleWith, unreadIn } from "./unread_title.ts";

/** How things are said, which is not this module's business. */
export interface RailVoice {
  words: Readonly<Record<Standing, string>>;
  /** Why the page of this room was left. */
  goneFrom(room: Room): string;
  /** Does what keys mean. */
  run(chord: PageChord): void;
}

/** The list of rooms in the browser, on every page: counts, presence, the title, and the keys. */
export class LiveRail {
  readonly feed: RoomsFeed;
  /** As they are shown: what is being looked at is not told as unread. */
  readonly rooms: ReadonlySignal<readonly Room[]>;
  /** How much is unread in other rooms than the one on this page. */
  readonly elsewhere: ReadonlySignal<number>;
  /** How each standing is said. */
  readonly #words: Readonly<Record<Standing, string>>;
  readonly line = openLine();
  readonly attention = new Attention({ looks: pageLooks });
  readonly #quiet: boolean;
  readonly #run: RailVoice["run"];
  #letGo: (() => void)[] = [];

  constructor(props: RoomsFeedProps & { quiet: boolean }, { words, goneFrom, run }: RailVoice) {
    this.#words = words;
    this.#quiet = props.quiet;
    this.#run = run;
    this.feed = new RoomsFeed(props, {
      line: this.line,
      leave: () => location.replace("/"),
      gone(room) {
        leaveNote(goneFrom(room));
        location.replace("/");
      },
      load: (room) => import("./load_room.ts").then((late) => late.loadRoom(room), () => undefined),
    });
    this.rooms = computed(() => {
      const here = this.attention.here.value;
      return this.feed.rooms.value.map((room) =>
        here && room.id === props.current ? { ...room, unread: 0, mentions: 0 } : room
      );
    });
    this.elsewhere = computed(() =>
      unreadIn(this.feed.rooms.value.filter(({ id }) => id !== props.current))
    );
  }

  /** Takes over the list that the server has made. */
  start(): void {
    const listening = new AbortController();
    const { signal } = listening;
    this.attention.watch(signal);
    hearKeys(this.#run, signal);
    this.#letGo = [
      liveWithPage({ start: () => this.feed.start(), stop: () => this.feed.stop() }),
      this.#quiet ? () => {} : effect(() => {
        document.title = titleWith(document.title, unreadIn(this.rooms.value));
      }),
      () => listening.abort(),
    ];
    void this.#markPeople();
  }

  // Most pages have no list of people: the code comes where there is one.
  async #markPeople(): Promise<void> {
    const root = document.querySelector("main");
    if (!root?.querySelector("[data-person]")) return;
    const loaded = await import("./people_marks.ts").catch(() => undefined);
    if (!loaded || this.#letGo.length === 0) return;
    const marks = new loaded.PeopleMarks(root, this.#words);
    const { presence, changed, waiting } = this.feed;
    this.#letGo.push(
      effect(() => marks.mark((id) => standingOf(presence.value, id))),
      effect(() => changed.value && marks.rename(changed.value)),
      effect(() => marks.tellWaiting(waiting.value)),
    );
  }

  /** Has this let go of, too, with the page; at once if that is gone already. */
  attend(letGo: () => void): void {
    if (this.#letGo.length === 0) letGo();
    else this.#letGo.push(letGo);
  }

  /** Lets go of the page. */
  stop(): void {
    for (const letGo of this.#letGo.splice(0)) letGo();
  }
}
