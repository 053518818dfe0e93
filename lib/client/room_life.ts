import { signal } from "@preact/signals";
import type { Clock } from "@/lib/chat/clock.ts";
import type { Room, User } from "@/lib/chat/model.ts";
import type { FrameOf, ServerFrame } from "@/lib/chat/server_frame.ts";
import type { LineMember, PageLine } from "./page_line.ts";
import { Reading } from "./reading.ts";
import { StoppableClock } from "./stoppable_clock.ts";
import { Typists } from "./typists.ts";

/** Where what goes on in a room comes from. */
export interface RoomLifeOptions {
  line: PageLine;
  /** Whether the messages are looked at right now. */
  seen(): boolean;
  /** The person shows when they write, and sees when others do. */
  typing?: boolean;
  clock?: Clock;
}

/** What goes on in a room beside its messages: who reads, who writes, and what the room is by now. */
export class RoomLife {
  /** The room as the person on this page sees it. */
  readonly room;
  /** The person on this page. */
  readonly me;
  readonly typists: Typists;
  readonly reading: Reading;
  readonly #line: PageLine;
  readonly #typing: boolean;
  readonly #clock: StoppableClock;
  #letGo: (() => void) | undefined;

  constructor(
    { me, room }: { me: User; room: Room },
    { line, seen, typing = true, clock }: RoomLifeOptions,
  ) {
    this.me = signal(me);
    this.room = signal(room);
    this.#line = line;
    this.#typing = typing;
    this.#clock = new StoppableClock(clock);
    this.typists = new Typists(this.#clock);
    this.reading = new Reading({
      readSeq: room.readSeq,
      send: (mark) => line.send({ t: "read", room: room.id, ...mark }),
      seen,
      clock: this.#clock,
    });
  }

  /** Begins to live. */
  start(): void {
    this.#letGo ??= this.#line.join(this.#member);
  }

  /** Tells the others that the person writes, or no more. */
  tellTyping(on: boolean): void {
    if (this.#typing) void this.#line.send({ t: "typing", room: this.room.value.id, on });
  }

  /** Lives no more, and leaves no timer. */
  stop(): void {
    this.reading.stop();
    this.typists.clear();
    this.#letGo?.();
    this.#letGo = undefined;
    this.#clock.stop();
  }

  get #member(): LineMember {
    return { heard: (frame) => this.#hear(frame), ended() {} };
  }

  #hear(frame: ServerFrame): void {
    const { id } = this.room.value;
    switch (frame.t) {
      case "welcome":
        return this.#greeted(frame);
      case "person":
        if (frame.user.id === this.me.value.id) this.me.value = frame.user;
        else this.#rename(frame.user);
        return;
      case "room":
        if (frame.room.id === id) this.room.value = frame.room;
        return;
      case "typing":
        if (this.#typing && frame.room === id && frame.user.id !== this.me.value.id) {
          this.typists.hear(frame);
        }
        return;
      case "read":
        return this.#takeReads(frame);
      case "events":
        if (frame.room === id) this.#takeEvents(frame);
    }
  }

  #greeted({ me, rooms }: FrameOf<"welcome">): void {
    if (me.id === this.me.value.id) this.me.value = me;
    this.room.value = rooms.find(({ id }) => id === this.room.value.id) ?? this.room.value;
    this.typists.clear();
    this.reading.connected();
  }

  #rename(user: User): void {
    const room = this.room.value;
    if (!room.with?.some(({ id }) => id === user.id)) return;
    this.room.value = { ...room, with: room.with.map((one) => one.id === user.id ? user : one) };
  }

  #takeReads({ room, reads }: FrameOf<"read">): void {
    const seq = reads[this.me.value.id];
    if (room === this.room.value.id && seq !== undefined) this.reading.heard(seq);
  }

  #takeEvents({ messages }: FrameOf<"events">): void {
    for (const { seq, rev, author } of messages) {
      if (seq !== rev) continue;
      if (author.id === this.me.value.id) this.reading.wrote(seq);
      else this.typists.end(author.id);
    }
  }
}
