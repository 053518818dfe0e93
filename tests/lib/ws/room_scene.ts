import { LiveRoom, type Member } from "@/lib/ws/live_room.ts";
import type { Frame } from "@/lib/ws/encode.ts";
import type { Since } from "@/lib/chat/store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Ledger } from "../../support/ledger.ts";
import { Replica } from "../../support/replica.ts";

/** Somebody in the room, who keeps to the protocol. */
export class Listener implements Member {
  readonly frames: string[] = [];
  readonly replica: Replica;
  /** The frames after which a client would have to pull. */
  gaps = 0;

  constructor(readonly userId: number, room: LiveRoom) {
    this.replica = new Replica(room.id, room.head);
  }

  readonly rooms = new Map<number, LiveRoom>();
  readonly isBehind = false;

  tell(text: string): boolean {
    this.frames.push(text);
    return true;
  }

  push(_room: LiveRoom, { text }: Frame): void {
    this.frames.push(text);
    if (this.replica.take(text)) this.gaps++;
  }
}

/** A live room over a ledger: reads are answered at once, or when they are let go. */
export class RoomScene {
  readonly clock = new FakeClock();
  readonly ledger = new Ledger(1);
  readonly room: LiveRoom;
  /** Reads so far. */
  reads = 0;
  /** Called for each read with what answers it. */
  answer: (read: () => Since) => Promise<Since> = (read) => Promise.resolve(read());

  constructor(posted: string[] = []) {
    this.ledger.post(...posted);
    const since = (rev: number, limit: number) => {
      this.reads++;
      return this.answer(() => this.ledger.since(rev, limit));
    };
    this.room = new LiveRoom(1, this.ledger.head, {
      store: { since: (_room, rev, limit) => since(rev, limit) },
      clock: this.clock,
    });
  }

  /** Ana comes in. */
  join(userId = 1): Listener {
    const listener = new Listener(userId, this.room);
    this.room.members.add(listener);
    return listener;
  }

  /** What the poll does. */
  poll(): Promise<void> {
    return this.room.compare(this.ledger.head, this.room.seen);
  }
}
