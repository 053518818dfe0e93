import { expect } from "expect";
import fc from "fast-check";
import type { Message, Room } from "@/lib/chat/model.ts";
import * as counting from "@/lib/client/room_counts.ts";
import { ana, geral, message } from "./world.ts";

interface Post {
  seq: number;
  rev: number;
  own: boolean;
  calls: boolean;
  deleted: boolean;
}

/**
 * A room on the server, which writes down what is read a while after it is told, and what one page
 * of Ana's counts. What the server says of messages and of rooms arrives in its order, but one may
 * overtake the other.
 */
class CountedRoom {
  readonly #posts: Post[] = [];
  #rev = 0;
  /** As it is written down. */
  #readSeq = 0;
  #unwritten: number | undefined;
  #events: Message[] = [];
  #rooms: ((counts: counting.RoomCounts) => counting.RoomCounts)[] = [];
  #counts: counting.RoomCounts;

  constructor() {
    this.#counts = counting.openCounts(this.#room);
  }

  post(pick: number): void {
    const own = pick % 4 === 0;
    this.#rev++;
    const calls = !own && pick % 3 === 0;
    const post = { seq: this.#rev, rev: this.#rev, own, calls, deleted: false };
    this.#posts.push(post);
    if (own) this.#readSeq = Math.max(this.#readSeq, post.seq);
    this.#tell(post);
  }

  change(pick: number): void {
    const post = this.#posts[pick % (this.#posts.length || 1)];
    if (!post || post.deleted) return;
    post.rev = ++this.#rev;
    if (pick % 2 === 0) Object.assign(post, { deleted: true, calls: false });
    else if (!post.own) post.calls = pick % 3 === 0;
    this.#tell(post);
  }

  /** On this page or another; told at once. */
  read(pick: number): void {
    const seq = pick % (this.#rev + 1);
    this.#unwritten = seq;
    this.#rooms.push((counts) => counting.hearRead(counts, seq));
  }

  /** What was read is written down, and how the room stands is told. */
  write(): void {
    this.#readSeq = this.#unwritten ?? this.#readSeq;
    this.#unwritten = undefined;
    this.rename();
  }

  rename(): void {
    const room = this.#room;
    this.#rooms.push((counts) => counting.hearRoom(counts, room));
  }

  greet(): void {
    this.#events = [];
    this.#rooms = [];
    this.#unwritten = undefined;
    this.#counts = counting.openCounts(this.#room);
  }

  hear(pick: number): void {
    const room = pick % 2 === 0 ? this.#rooms.shift() : undefined;
    if (room) this.#counts = room(this.#counts);
    else {
      const news = this.#events.splice(0, 1 + pick % 3);
      this.#counts = counting.hearMessages(this.#counts, news, ana.id);
    }
  }

  /** All that was said has arrived. */
  settle(pick: number): void {
    this.write();
    for (let n = pick; this.#rooms.length + this.#events.length > 0; n++) this.hear(n);
    const { unread, mentions } = this.#room;
    expect(counting.unreadOf(this.#counts)).toEqual({ unread, mentions });
  }

  get #room(): Room {
    const { unread, mentions } = this.#left;
    return { ...geral, rev: this.#rev, readSeq: this.#readSeq, unread, mentions };
  }

  get #left() {
    const left = this.#posts.filter(({ seq }) => seq > this.#readSeq);
    return { unread: left.length, mentions: left.filter(({ calls }) => calls).length };
  }

  #tell({ seq, rev, own, calls, deleted }: Post): void {
    this.#events.push(message(seq, {
      rev,
      author: own ? { id: ana.id, name: "Ana" } : { id: 2, name: "Bruno" },
      ...(calls ? { mentions: [ana.id] } : {}),
      ...(deleted ? { deleted: true as const, body: "" } : {}),
    }));
  }
}

const MOVES = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("post" as const, "hear") },
  { weight: 2, arbitrary: fc.constantFrom("change" as const, "read", "write") },
  { weight: 1, arbitrary: fc.constantFrom("rename" as const, "greet") },
);

Deno.test("in whatever order messages, reads and rooms come, the numbers end as the server's", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(MOVES, fc.nat(100)), { maxLength: 60, size: "max" }),
      fc.nat(9),
      (moves, last) => {
        const room = new CountedRoom();
        for (const [kind, pick] of moves) room[kind](pick);
        room.settle(last);
      },
    ),
    { numRuns: 2_000 },
  );
});

Deno.test("a page that is open for long does not hold every message it has counted", () => {
  let counts = counting.openCounts(geral);
  for (let seq = 1; seq <= 2_000; seq++) {
    counts = counting.hearMessages(counts, [message(seq)], ana.id);
  }
  expect(counts.fresh.size).toBeLessThanOrEqual(500);
  expect(counting.unreadOf(counts).unread).toBe(2_000);
  expect(counting.unreadOf(counting.hearRead(counts, 2_000)).unread).toBe(0);
});

Deno.test("who came and what a room is called now is nobody's unread", () => {
  const line = message(1, { kind: "system", body: "joined" });
  const counts = counting.hearMessages(counting.openCounts(geral), [line, message(2)], ana.id);
  expect(counting.unreadOf(counts)).toEqual({ unread: 1, mentions: 0 });
});

Deno.test("who calls everybody calls Ana, unless it is herself", () => {
  const own = { author: { id: ana.id, name: "Ana" }, all: true as const };
  const counts = counting.hearMessages(counting.openCounts(geral), [
    message(1, own),
    message(2, { all: true }),
    message(3, { mentions: [ana.id], all: true }),
  ], ana.id);
  expect(counting.unreadOf(counts)).toEqual({ unread: 2, mentions: 2 });
});
