import type { Timer } from "@/lib/chat/clock.ts";
import { CLOSE } from "@/lib/chat/protocol.ts";
import type { RoomChange } from "@/lib/chat/store.ts";
import { Connection } from "./connection.ts";
import { encodeFrame } from "./encode.ts";
import { FrameDoor } from "./frame_door.ts";
import type { Cursors } from "./greeting.ts";
import { makeShared } from "./make_shared.ts";
import { NewsDesk } from "./news_desk.ts";
import { Poll } from "./poll.ts";
import { PollSocket } from "./poll_socket.ts";
import type { Presence } from "./presence.ts";
import type { HubParts, Shared } from "./shared.ts";
import { StreamSocket } from "./stream_socket.ts";
import type { Visitor } from "./visitor.ts";
import type { Wire } from "./wire.ts";

/** How a hub stops. */
export interface DrainOptions {
  /** Clients are told to come back after up to so many milliseconds, each after another time. */
  spreadMs?: number;
  /** How long to wait for what is under way, in milliseconds. */
  graceMs?: number;
}

const SWEEP_MS = 1_000;
/** How soon the first client may come back, in milliseconds. */
const BACK_MS = 200;
const FLUSH_MS = 20;
/** How long the other ends have to agree to a close before the process may end. */
const GOODBYE_MS = 1_000;

/** All sockets of this instance, and what stands in their place, and the rooms they have open. */
export class Hub {
  /** Where those without a socket hand in their frames. */
  readonly door: FrameDoor;
  readonly #shared: Shared;
  readonly #poll: Poll;
  readonly #desk: NewsDesk;
  readonly #moved: (() => void)[] = [];
  #sweep: Timer | undefined;
  #unbind: (() => void) | undefined;

  constructor(parts: HubParts) {
    const { bus, clock } = parts;
    this.#shared = makeShared(parts);
    this.#poll = new Poll(this.#shared, () => this.#moved.forEach((told) => told()));
    const look = (users: readonly number[]) => this.#poll.lookAfter(users);
    this.#desk = new NewsDesk({ bus, clock, presence: this.#shared.presence, look });
    this.door = new FrameDoor(this.#shared);
  }

  /** Who is here, on all instances together. */
  get presence(): Pick<Presence, "online" | "isOnline" | "isAway" | "people"> {
    return this.#shared.presence;
  }

  /** How many sockets there are. */
  get sockets(): number {
    return this.#shared.roll.size;
  }

  /** How many sockets a session has; `key` as in its visitors. */
  socketsOf(key: string): number {
    return this.#shared.roll.countOf(key);
  }

  /** How many sockets come from an address. */
  socketsFrom(address: string): number {
    return this.#shared.roll.countFrom(address);
  }

  /** Starts the poll, and listens to the chat and the bus. */
  start(): void {
    const { chat, bus, clock, presence, reads } = this.#shared;
    chat.onChange((change) => this.apply(change));
    chat.onRead((mark, by) => reads.take(mark, by));
    chat.onUnknown((rooms) => void this.#poll.lookAt(rooms));
    this.#unbind = bus.onMode(() => this.#tellMode());
    this.#sweep = clock.every(SWEEP_MS, () => this.#tidy());
    this.#desk.start();
    presence.announce();
    // From here on, not from a second later, faces are known.
    void this.#poll.lookAfter([]);
    this.#poll.start();
  }

  /** Tells, once, that the store has become another one: this hub is of no use any more. */
  onMoved(told: () => void): void {
    this.#moved.push(told);
  }

  /** Takes a socket, open or about to be. */
  open(socket: Wire, visitor: Visitor): Connection {
    return new Connection(socket, visitor, this.#shared);
  }

  /**
   * Takes a client that can only listen: all that a socket would hear, as server-sent events.
   *
   * @throws {RateLimited} if the session begins too many
   */
  stream(visitor: Visitor, cursors: Cursors): ReadableStream<Uint8Array<ArrayBuffer>> {
    const received = this.#receive(visitor);
    const stream = new StreamSocket(this.#shared.clock);
    this.open(stream, received);
    stream.greet(cursors);
    return stream.body;
  }

  /**
   * Takes a client that can only ask: `{"frames": […]}`, as soon as there is news or `waitMs` have
   * passed.
   *
   * @throws {RateLimited} if the session asks too often
   */
  poll(
    visitor: Visitor,
    cursors: Cursors,
    { waitMs }: { waitMs: number },
  ): ReadableStream<Uint8Array<ArrayBuffer>> {
    const received = this.#receive(visitor);
    const poll = new PollSocket(this.#shared.clock, waitMs);
    const connection = this.open(poll, received);
    poll.greet(cursors);
    void connection.greeted.then(() => poll.settle());
    return poll.body;
  }

  /** Takes a change that was committed here: to the room's sockets, and a hint to the others. */
  apply(change: RoomChange): void {
    const { rooms, bus, typing } = this.#shared;
    rooms.apply(change);
    bus.tell({ kind: "rev", room: change.room, rev: change.to });
    for (const { seq, rev, author } of change.messages) {
      if (seq === rev) typing.end(change.room, author.id);
    }
  }

  /**
   * Looks at once, here and on the other instances, whether a person's rooms, rights, sessions or
   * face have changed. Never throws.
   */
  nudge(user: number): Promise<void> {
    this.#shared.bus.tell({ kind: "changed", user });
    return this.#poll.lookAfter([user]);
  }

  /**
   * Stops: says `bye`, takes nothing more, lets what is under way be answered, and hangs up. Call
   * the chat's own drain at the same time.
   */
  async drain({ spreadMs = 3_000, graceMs = 4_000 }: DrainOptions = {}): Promise<void> {
    const { roll, posts, rooms, reads, typing, presence } = this.#shared;
    this.#shared.draining = true;
    for (const connection of [...roll]) {
      connection.dismiss(BACK_MS + Math.floor(Math.random() * spreadMs));
    }
    await this.#within(graceMs, async (isLate) => {
      await posts.idle();
      await reads.flush();
      while (!isLate() && [...roll].some(({ outgoing }) => !outgoing.drained)) {
        await this.#pause(FLUSH_MS);
      }
    });
    const leaving = [...roll];
    for (const connection of leaving) connection.end(CLOSE.restart, "restart");
    await this.#within(GOODBYE_MS, async () => {
      await Promise.all(leaving.map((connection) => connection.whenHungUp()));
    });
    for (const part of [this.#poll, this.#desk, presence, typing, reads]) part.stop();
    this.#sweep?.cancel();
    this.#unbind?.();
    rooms.clear();
  }

  // A socket that floods is closed; one who may come again at once is known by the session.
  #receive(visitor: Visitor): Visitor {
    const { flood, budgets } = this.#shared;
    flood.take("visit", visitor.key);
    return { ...visitor, budget: budgets.of(visitor.key) };
  }

  #tidy(): void {
    const { roll, rooms, clock, presence } = this.#shared;
    const now = clock.now();
    for (const connection of [...roll]) connection.check(now);
    rooms.sweep();
    presence.tick();
  }

  #tellMode(): void {
    const { bus, roll, presence } = this.#shared;
    const text = encodeFrame<"mode">({ t: "mode", mode: bus.mode });
    for (const connection of roll) if (connection.isLive) connection.outgoing.say(text);
    // What was lost while nothing was heard.
    if (bus.mode !== "live") return;
    void this.#poll.run();
    presence.announce();
  }

  async #within(ms: number, work: (isLate: () => boolean) => Promise<void>): Promise<void> {
    let late = false;
    const over = Promise.withResolvers<void>();
    const timer = this.#shared.clock.after(ms, () => {
      late = true;
      over.resolve();
    });
    await Promise.race([work(() => late), over.promise]);
    timer.cancel();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#shared.clock.after(ms, resolve));
  }
}
