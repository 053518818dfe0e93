import type { Bus, RoomNews, Watch } from "@/lib/chat/bus.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import type { Head, RoomChange, Store } from "@/lib/chat/store.ts";
import { LiveRoom } from "./live_room.ts";

/** What the live rooms of an instance work with. */
export interface LiveRoomsParts {
  store: Pick<Store, "rooms" | "messages">;
  bus: Bus;
  clock: Clock;
  /** Called with news of a live room that are none of its messages. */
  heard?(room: LiveRoom, news: Exclude<RoomNews, { kind: "rev" }>): void;
}

/** How long a room stays open after the last one has left, in milliseconds: most come back. */
const LINGER_MS = 30_000;

interface Entry {
  watch: Watch;
  /** The highest `rev` heard of before the room was live. */
  heard: number;
  /** `undefined` until the head is known. */
  room: LiveRoom | undefined;
  opened: Promise<void>;
  emptySince: number;
}

/**
 * The rooms that this instance has open. One is opened by subscribing first and looking then, so
 * that what happens in between is heard.
 */
export class LiveRooms {
  readonly #parts: LiveRoomsParts;
  readonly #entries = new Map<number, Entry>();

  constructor(parts: LiveRoomsParts) {
    this.#parts = parts;
  }

  /** The open ones. */
  *[Symbol.iterator](): IterableIterator<LiveRoom> {
    for (const { room } of this.#entries.values()) if (room) yield room;
  }

  get(id: number): LiveRoom | undefined {
    return this.#entries.get(id)?.room;
  }

  /**
   * The rooms with these ids, live; one that the store does not have is left out.
   *
   * @throws {Unavailable} if the store is away
   */
  async open(ids: readonly number[]): Promise<LiveRoom[]> {
    const anew = ids.filter((id) => !this.#entries.has(id));
    if (anew.length > 0) this.#enter(anew);
    await Promise.all(ids.map((id) => this.#entries.get(id)?.opened));
    return ids.map((id) => this.get(id)).filter((room) => room !== undefined);
  }

  /** Takes a change that was committed here. */
  apply(change: RoomChange): void {
    const entry = this.#entries.get(change.room);
    if (entry?.room) entry.room.apply(change);
    else if (entry) entry.heard = Math.max(entry.heard, change.to);
  }

  /** Forgets a room. */
  drop(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    entry.watch.stop();
    entry.room?.close();
  }

  /** Forgets the rooms that nobody has been in for half a minute. */
  sweep(): void {
    const now = this.#parts.clock.now();
    for (const [id, entry] of this.#entries) {
      if (!entry.room || entry.room.members.size > 0) entry.emptySince = now;
      else if (now - entry.emptySince > LINGER_MS) this.drop(id);
    }
  }

  /** Forgets all. */
  clear(): void {
    for (const id of [...this.#entries.keys()]) this.drop(id);
  }

  #enter(ids: readonly number[]): void {
    const { bus, clock } = this.#parts;
    const { promise: opened, resolve, reject } = Promise.withResolvers<void>();
    for (const id of ids) {
      const watch = bus.watch(id, (news) => this.#hear(news));
      const emptySince = clock.now();
      this.#entries.set(id, { watch, heard: 0, room: undefined, opened, emptySince });
    }
    this.#look(ids).then(resolve, (error) => {
      for (const id of ids) this.drop(id);
      reject(error);
    });
  }

  async #look(ids: readonly number[]): Promise<void> {
    await Promise.all(ids.map((id) => this.#entries.get(id)?.watch.ready));
    const heads = await this.#parts.store.rooms.heads(ids);
    for (const id of ids) {
      const head = heads.get(id);
      if (head) this.#bringToLife(id, head);
      else this.drop(id);
    }
  }

  #bringToLife(id: number, head: Head): void {
    const entry = this.#entries.get(id);
    if (!entry || entry.room) return;
    const { store, clock } = this.#parts;
    entry.room = new LiveRoom(id, head, { store: store.messages, clock });
    entry.emptySince = clock.now();
    // From here or from elsewhere, after the head was read or before: a look tells.
    if (entry.heard > head.rev) entry.room.hear({ room: id, rev: entry.heard });
  }

  #hear(news: RoomNews): void {
    const entry = this.#entries.get(news.room);
    if (news.kind !== "rev") {
      if (entry?.room) this.#parts.heard?.(entry.room, news);
    } else if (entry?.room) entry.room.hear(news);
    else if (entry) entry.heard = Math.max(entry.heard, news.rev);
  }
}
