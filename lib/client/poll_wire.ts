import { type Clock, systemClock } from "@/lib/chat/clock.ts";
import type { Room } from "@/lib/chat/model.ts";
import type { FrameOf, ServerFrame } from "@/lib/chat/server_frame.ts";
import { CLOSE } from "@/lib/chat/subprotocol.ts";
import { type Answer, askFrames, type Asking, LOST } from "./ask_frames.ts";
import { cursorQuery } from "./cursor_query.ts";
import { FramePost } from "./frame_post.ts";
import type { Wire } from "./socket.ts";

/** How to poll, and what stands in for the browser in a test. */
export interface PollWireOptions {
  /** Holds no request open: for a page that nobody looks at, since a browser has six for a server. */
  resting: boolean;
  /** Makes out a frame. */
  read(json: unknown): ServerFrame | undefined;
  clock?: Clock;
  fetch?: typeof fetch;
}

/** Seconds that the server may wait for news, and milliseconds that it may be late then. */
const WAIT = 25;
const LATE = 8_000;
/** Milliseconds between polls: after news, at least without news, and while resting. */
const AFTER_NEWS = 200;
const AT_LEAST = 1_000;
const REST = 15_000;

/**
 * A connection made of long polls, where not even events stream through: each asks for what comes
 * after what the last ones brought, so that it tells what one socket would have told.
 */
export class PollWire extends EventTarget implements Wire {
  readonly #resting: boolean;
  readonly #read: PollWireOptions["read"];
  readonly #asking: Omit<Asking, "within">;
  readonly #post: FramePost;
  readonly #over = new AbortController();
  /** How far each room has been told. */
  readonly #cursors = new Map<number, number>();
  #welcome: FrameOf<"welcome"> | undefined;

  constructor({ resting, read, clock = systemClock, fetch = globalThis.fetch }: PollWireOptions) {
    super();
    this.#resting = resting;
    this.#read = read;
    const { signal } = this.#over;
    this.#asking = { clock, signal, fetch: (...request) => fetch(...request) };
    this.#post = new FramePost({
      ...this.#asking,
      from: () => this.#welcome && { me: this.#welcome.me.id, store: this.#welcome.store },
      heard: (frame) => this.#take(frame),
      ended: (code) => this.#end(code),
    });
    queueMicrotask(() => this.dispatchEvent(new Event("open")));
  }

  send(text: string): void {
    const { t, rooms } = JSON.parse(text);
    if (t !== "hello") return this.#post.send(text);
    for (const [room, rev] of Object.entries<number>(rooms)) this.#cursors.set(Number(room), rev);
    void this.#run();
  }

  close(): void {
    this.#over.abort();
  }

  // The first answer comes at once, since it is awaited: without the welcome nothing goes on.
  async #run(): Promise<void> {
    let wait = 0;
    while (!this.#over.signal.aborted) {
      const { clock } = this.#asking;
      const asked = clock.now();
      const answer = await this.#ask(wait);
      if (this.#over.signal.aborted) return;
      if (typeof answer === "number") return this.#end(answer);
      const news = this.#takeAll(answer);
      if (answer.close) return this.#end(answer.close.code);
      if (!this.#welcome) return this.#end(LOST);
      // An answer without news that did not wait is somebody else's, such as a proxy's.
      const late = wait > 0 ? asked + AT_LEAST - clock.now() : 0;
      await this.#pause(this.#resting ? REST : news ? AFTER_NEWS : late);
      wait = this.#resting ? 0 : WAIT;
    }
  }

  #ask(wait: number): Promise<Answer | number> {
    const url = `/api/v1/events?${cursorQuery(this.#cursors)}&wait=${wait}`;
    return askFrames(url, {}, { ...this.#asking, within: wait * 1_000 + LATE });
  }

  /** Tells all of an answer; true if there was more in it than a welcome. */
  #takeAll({ frames }: Answer): boolean {
    for (const frame of frames) this.#take(frame);
    return frames.length > 1;
  }

  #take(json: unknown): void {
    const frame = this.#read(json);
    if (frame?.t === "welcome") return this.#greet(frame);
    if (frame) this.#follow(frame);
    this.#hear(json);
    if (frame?.t === "bye") this.#end(CLOSE.restart);
  }

  /** Each answer begins with a welcome: the first is one, of the others the differences are news. */
  #greet(welcome: FrameOf<"welcome">): void {
    const before = this.#welcome;
    this.#welcome = welcome;
    const joined = welcome.rooms.filter((room) => room.joined);
    if (!before) {
      for (const { id, rev } of joined) if (!this.#cursors.has(id)) this.#cursors.set(id, rev);
      return this.#hear(welcome);
    }
    if (welcome.me.id !== before.me.id || welcome.store !== before.store) {
      this.#hear(welcome);
      return this.#end(LOST);
    }
    const { mode } = welcome;
    if (mode !== before.mode) this.#hear({ t: "mode", mode });
    this.#tellPeople(welcome, before);
    const known = new Map(before.rooms.map((room) => [room.id, room]));
    for (const room of joined) {
      if (!isSame(room, known.get(room.id))) this.#take({ t: "room", room });
    }
  }

  #tellPeople({ me, online, away = [] }: FrameOf<"welcome">, before: FrameOf<"welcome">): void {
    if (!isEqual(me, before.me)) this.#hear({ t: "person", user: me });
    if (isEqual([online, away], [before.online, before.away ?? []])) return;
    this.#hear({ t: "presence", online, away });
  }

  #follow(frame: ServerFrame): void {
    const cursors = this.#cursors;
    if (frame.t === "events") {
      const { room, from, to } = frame;
      const known = cursors.get(room) ?? from;
      if (from <= known && known < to) cursors.set(room, to);
    } else if (frame.t === "reset") cursors.set(frame.room, frame.rev);
    else if (frame.t === "gone") cursors.delete(frame.room);
    else if (frame.t === "room" && !cursors.has(frame.room.id)) {
      cursors.set(frame.room.id, frame.room.rev);
    }
  }

  #hear(frame: unknown): void {
    if (this.#over.signal.aborted) return;
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }

  #end(code: number): void {
    if (this.#over.signal.aborted) return;
    this.close();
    this.dispatchEvent(new CloseEvent("close", { code }));
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#asking.clock.after(Math.max(0, ms), resolve));
  }
}

/** Whether nothing has changed of a room but what its events tell anyway. */
function isSame(room: Room, before: Room | undefined): boolean {
  const told = ({ rev: _, unread: __, members: ___, ...rest }: Room) => rest;
  return before !== undefined && isEqual(told(room), told(before));
}

// What a server says twice it says in the same order.
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
