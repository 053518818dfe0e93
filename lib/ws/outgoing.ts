import type { Clock } from "@/lib/chat/clock.ts";
import { encodeFrame, type Frame } from "./encode.ts";
import type { Laggard, Laggards } from "./laggards.ts";
import type { LiveRoom } from "./live_room.ts";

/** What an Outgoing works with. */
export interface OutgoingParts {
  socket: Pick<WebSocket, "send" | "bufferedAmount" | "readyState">;
  laggards: Laggards;
  clock: Clock;
  /** Called when the other end has not read for too long. */
  owner: { giveUp(): void };
}

/** Unread bytes past which nothing more is pushed, and below which it goes on. */
const HIGH = 1_048_576;
const LOW = 65_536;
/** Unread bytes past which not even answers are worth keeping. */
const FULL = 4 * HIGH;
/** How long a reader may take nothing, and how long it may take in all. */
const STUCK_MS = 30_000;
const PATIENCE_MS = 120_000;

interface Held {
  room: LiveRoom;
  frame: Frame;
  reset: boolean;
}

/**
 * What goes out to one socket. A slow reader is not written to any more; when it has drained, it is
 * told which rooms have moved on, and pulls what it wants: nobody else waits for it.
 */
export class Outgoing implements Laggard {
  readonly #parts: OutgoingParts;
  #holds = 0;
  #held: Held[] = [];
  #heldBytes = 0;
  /** Rooms of which something was not sent; true: a `reset` was among it. */
  #missed: Map<LiveRoom, boolean> | undefined;
  #behindSince: number | undefined;
  #progressAt = 0;
  #unread = 0;
  #closed = false;

  constructor(parts: OutgoingParts) {
    this.#parts = parts;
  }

  /** Whether the reader is too slow to be pushed to. */
  get behind(): boolean {
    return this.#behindSince !== undefined;
  }

  /** The other end is gone, or we have hung up. */
  get closed(): boolean {
    return this.#closed || this.#parts.socket.readyState !== WebSocket.OPEN;
  }

  /** Nothing waits to be read. */
  get drained(): boolean {
    return this.#parts.socket.bufferedAmount === 0;
  }

  /** Sends a frame that is for this socket alone. */
  say(text: string): void {
    const { socket, owner } = this.#parts;
    if (this.closed) return;
    socket.send(text);
    const unread = socket.bufferedAmount;
    if (unread <= HIGH) return;
    if (unread > FULL) owner.giveUp();
    else if (!this.behind) this.#fallBehind();
  }

  /** Sends a frame that everybody in the room gets, now or as a `head` later. */
  push(room: LiveRoom, frame: Frame, reset: boolean): void {
    if (this.behind) return this.#miss(room, reset);
    if (this.#holds > 0) return this.#keep({ room, frame, reset });
    this.say(frame.text);
  }

  /** Holds back what is pushed until as many `release` have followed. */
  hold(): void {
    this.#holds++;
  }

  release(): void {
    if (--this.#holds > 0) return;
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    for (const { room, frame, reset } of held) this.push(room, frame, reset);
    if (!this.behind) this.#tellMissed();
  }

  /** Drops what still waits for a room that was left. */
  leave(room: LiveRoom): void {
    this.#missed?.delete(room);
    if (this.#held.length > 0) this.#held = this.#held.filter((held) => held.room !== room);
  }

  /** Says in place of its frames that a room has moved on. */
  nudge(room: LiveRoom): void {
    this.say(encodeFrame<"head">({ t: "head", room: room.id, rev: room.head }));
  }

  /** Looks whether the reader has caught up; gives it up if it does not move. */
  review(now: number): boolean {
    const unread = this.#parts.socket.bufferedAmount;
    if (this.#behindSince === undefined) return false;
    if (unread <= LOW) {
      this.#behindSince = undefined;
      if (this.#holds === 0) this.#tellMissed();
      return this.behind;
    }
    if (unread < this.#unread) this.#progressAt = now;
    this.#unread = unread;
    const stuck = now - this.#progressAt > STUCK_MS || now - this.#behindSince > PATIENCE_MS;
    if (stuck) this.#parts.owner.giveUp();
    return !stuck;
  }

  /** Forgets all that waits: the socket is no more. */
  close(): void {
    this.#closed = true;
    this.#held = [];
    this.#missed = undefined;
    this.#parts.laggards.delete(this);
  }

  #fallBehind(): void {
    const { socket, clock, laggards } = this.#parts;
    this.#behindSince = this.#progressAt = clock.now();
    this.#unread = socket.bufferedAmount;
    laggards.add(this);
  }

  #miss(room: LiveRoom, reset: boolean): void {
    this.#missed ??= new Map();
    this.#missed.set(room, reset || this.#missed.get(room) === true);
  }

  #keep(held: Held): void {
    this.#held.push(held);
    this.#heldBytes += held.frame.bytes;
    if (this.#heldBytes <= HIGH) return;
    for (const { room, reset } of this.#held) this.#miss(room, reset);
    this.#held = [];
    this.#heldBytes = 0;
  }

  #tellMissed(): void {
    const missed = this.#missed;
    this.#missed = undefined;
    for (const [room, reset] of missed ?? []) {
      if (reset) this.say(encodeFrame<"reset">({ t: "reset", room: room.id, rev: room.head }));
      else this.nudge(room);
    }
  }
}
