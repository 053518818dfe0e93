import { effect, type ReadonlySignal } from "@preact/signals";
import type { Message, Room, User } from "@/lib/chat/model.ts";
import type { FrameOf, ServerFrame } from "@/lib/chat/server_frame.ts";
import { type NewsMark, newsMark } from "./news_mark.ts";
import type { LineMember } from "./page_line.ts";
import { unreadIn } from "./unread_title.ts";

/** A message that somebody is to be told of, and what is needed to answer it from elsewhere. */
export interface News {
  /** The database that it is in. */
  store: string;
  me: User;
  room: Room;
  message: Message;
}

/** What a herald watches, and by what means it tells. */
export interface HeraldOptions {
  me: ReadonlySignal<User>;
  /** All of the person's rooms, with what is unread of them. */
  rooms: ReadonlySignal<readonly Room[]>;
  /** The same as the list shows them: what is looked at is not told as unread. */
  shown: ReadonlySignal<readonly Room[]>;
  /** Whether this page is looked at. */
  here: ReadonlySignal<boolean>;
  /** Whether another page of this browser is. */
  looked(): Promise<boolean>;
  /** How much was unread when the page was made. */
  before: number;
  join(member: LineMember): () => void;
  mark(mark: NewsMark): void;
  sound(): void;
  tell(news: News): void;
  /** What was told of a room is read now. */
  untell(room: number): void;
}

/** A burst of messages is one piece of news, for so many milliseconds. */
const QUIET_MS = 3_000;

/** Tells what is new to somebody who does not look at the page. */
export class Herald {
  readonly #options: HeraldOptions;
  /** Up to where it was told of each room. */
  readonly #told = new Map<number, number>();
  readonly #shown = new Set<number>();
  #store: string | undefined;
  #unread: number;
  #sounded = -Infinity;
  #asks = false;
  #letGo: (() => void)[] = [];

  constructor(options: HeraldOptions) {
    this.#options = options;
    this.#unread = options.before;
  }

  /** Begins to watch. */
  start(): void {
    const { rooms, shown, join } = this.#options;
    this.#letGo = [
      join({ heard: (frame) => this.#hear(frame), ended() {} }),
      effect(() => this.#options.mark(newsMark(shown.value))),
      effect(() => void this.#count(unreadIn(rooms.value))),
      effect(() => this.#untell()),
    ];
  }

  /** Tells nothing any more. */
  stop(): void {
    for (const letGo of this.#letGo.splice(0)) letGo();
  }

  async #count(unread: number): Promise<void> {
    const grows = unread > this.#unread;
    this.#unread = unread;
    const now = performance.now();
    if (!grows || this.#asks || now - this.#sounded < QUIET_MS) return;
    this.#asks = true;
    const looked = await this.#isLookedAt();
    this.#asks = false;
    if (looked) return;
    this.#sounded = now;
    this.#options.sound();
  }

  #hear(frame: ServerFrame): void {
    if (frame.t === "welcome") {
      this.#store ??= frame.store;
      for (const { id, rev } of frame.rooms) if (!this.#told.has(id)) this.#told.set(id, rev);
    } else if (frame.t === "events") void this.#take(frame);
  }

  async #take({ room: id, messages }: FrameOf<"events">): Promise<void> {
    const { rooms, me } = this.#options;
    const room = rooms.peek().find((one) => one.id === id);
    if (!room || this.#store === undefined) return;
    const told = this.#told.get(id) ?? room.rev;
    const fresh = messages.filter((one) => isFresh(one, told) && callsFor(room, one, me.peek()));
    const last = fresh.at(-1);
    this.#told.set(id, Math.max(told, ...messages.map(({ seq }) => seq)));
    if (!last || await this.#isLookedAt()) return;
    this.#shown.add(id);
    this.#options.tell({ store: this.#store, me: me.peek(), room, message: last });
  }

  async #isLookedAt(): Promise<boolean> {
    return this.#options.here.peek() || await this.#options.looked();
  }

  #untell(): void {
    const { rooms, untell } = this.#options;
    for (const { id, unread } of rooms.value) {
      if (unread === 0 && this.#shown.delete(id)) untell(id);
    }
  }
}

// A change to an older message is none.
function isFresh({ seq, rev, kind, deleted }: Message, told: number): boolean {
  return kind === "text" && !deleted && seq > told && seq === rev;
}

function callsFor(room: Room, { author, mentions, all }: Message, me: User): boolean {
  const { joined, notify = "all" } = room;
  if (!joined || notify === "nothing" || author.id === me.id) return false;
  return notify === "all" || all === true || mentions?.includes(me.id) === true;
}
