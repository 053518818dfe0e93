import type { Bus } from "@/lib/chat/bus.ts";
import type { ReadBy } from "@/lib/chat/chat.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { ReadMark, RoomStore } from "@/lib/chat/store.ts";
import { encodeFrame } from "./encode.ts";
import { idChunks } from "./id_chunks.ts";
import type { LiveRooms } from "./live_rooms.ts";
import type { Peer } from "./peer.ts";
import { ReadBuffer } from "./read_buffer.ts";
import { ReadTeller } from "./read_teller.ts";
import type { Roll } from "./roll.ts";
import type { Rosters } from "./rosters.ts";

/** What Reads work with. */
export interface ReadsParts {
  store: Pick<RoomStore, "read" | "readsOf" | "seenBy">;
  bus: Bus;
  clock: Clock;
  log: Log;
  roll: Roll;
  rooms: Pick<LiveRooms, "get">;
  rosters: Pick<Rosters, "of">;
}

/** How far people have read: taken from them, written down, and told. */
export class Reads {
  readonly #parts: ReadsParts;
  readonly #buffer: ReadBuffer;
  readonly #teller: ReadTeller;
  /** The sockets that say so themselves, and need not be told, by person and room. */
  readonly #origins = new Map<string, Peer>();

  constructor(parts: ReadsParts) {
    const { store, clock, log } = parts;
    this.#parts = parts;
    this.#teller = new ReadTeller(parts);
    this.#buffer = new ReadBuffer({
      ...{ store, clock, log },
      written: (marks) => this.#told(marks),
    });
  }

  /**
   * Takes how far somebody has read: their other sockets know at once; by a message of their own they
   * know it themselves.
   */
  take(mark: ReadMark, by: ReadBy): void {
    this.#buffer.note(mark);
    if (by === "post") return;
    const peers = this.#parts.roll.of(mark.user);
    if (peers.length > 1) this.#echo(mark, peers);
  }

  /** Does what will end in a mark that this socket has made. */
  async from(peer: Peer, room: number, read: () => Promise<void>): Promise<void> {
    const key = keyOf(peer.userId, room);
    this.#origins.set(key, peer);
    try {
      await read();
    } finally {
      if (this.#origins.get(key) === peer) this.#origins.delete(key);
    }
  }

  /** Hears that members have read on, which another instance has written down. */
  hear(room: number, users: readonly number[]): void {
    this.#teller.note(room, users);
  }

  /** Writes down what is not yet. Never throws. */
  flush(): Promise<void> {
    return this.#buffer.flush();
  }

  stop(): void {
    this.#buffer.stop();
    this.#teller.stop();
  }

  #told(marks: readonly ReadMark[]): void {
    for (const [room, ofRoom] of Map.groupBy(marks, (mark) => mark.room)) {
      const readers = ofRoom.map(({ user }) => user);
      for (const users of idChunks(readers)) this.#parts.bus.tell({ kind: "reads", room, users });
      this.#teller.note(room, readers);
    }
  }

  #echo({ user, room: id, seq }: ReadMark, peers: readonly Peer[]): void {
    const head = this.#parts.rooms.get(id)?.head ?? seq;
    const reads = { [user]: Math.min(seq, head) };
    const text = encodeFrame<"read">({ t: "read", room: id, reads });
    const origin = this.#origins.get(keyOf(user, id));
    for (const peer of peers) if (peer !== origin && peer.rooms.has(id)) peer.tell(text);
  }
}

function keyOf(user: number, room: number): string {
  return `${user}:${room}`;
}
