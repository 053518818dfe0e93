import type { RoomNews } from "@/lib/chat/bus.ts";

type Heard = (news: RoomNews) => void;

/** A room that somebody here watches. */
export interface WatchedRoom {
  readonly room: number;
  readonly channel: string;
  readonly listeners: Set<Heard>;
  /** Resolves as `Watch.ready` says. */
  ready: Promise<void>;
  settle: () => void;
}

/** The rooms that are watched on this instance, by channel. */
export class WatchedRooms {
  readonly #byChannel = new Map<string, WatchedRoom>();

  get(channel: string): WatchedRoom | undefined {
    return this.#byChannel.get(channel);
  }

  get channels(): string[] {
    return [...this.#byChannel.keys()];
  }

  /** Makes an entry without listeners. */
  add(room: number, channel: string): WatchedRoom {
    const { promise, resolve } = Promise.withResolvers<void>();
    const entry = { room, channel, listeners: new Set<Heard>(), ready: promise, settle: resolve };
    this.#byChannel.set(channel, entry);
    return entry;
  }

  /** Drops an entry, unless another one has taken its place. */
  delete(entry: WatchedRoom): void {
    if (this.#byChannel.get(entry.channel) === entry) this.#byChannel.delete(entry.channel);
  }

  /** Lets go everybody who waits: it is known how things stand. */
  settleAll(): void {
    for (const entry of this.#byChannel.values()) entry.settle();
  }

  clear(): void {
    this.settleAll();
    this.#byChannel.clear();
  }
}
