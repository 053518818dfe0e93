import type { Bus, BusMode, PeopleNews, RoomNews, Watch } from "@/lib/chat/bus.ts";

type RoomHeard = (news: RoomNews) => void;
type PeopleHeard = (news: PeopleNews, from: string) => void;

/** Who is on one wire; a bus that is closed is not. */
type Wire = Set<LocalBus>;

/**
 * The bus of one process: always live, nothing leaves it. An instance that is alone with its store
 * tells nobody; `beside` makes a bus for another one in the same process.
 */
export class LocalBus implements Bus {
  readonly mode: BusMode = "live";
  readonly #wire: Wire;
  readonly #name: string;
  readonly #rooms = new Map<number, Set<RoomHeard>>();
  readonly #people = new Set<PeopleHeard>();

  constructor(wire: Wire = new Set()) {
    this.#wire = wire;
    this.#name = `local ${wire.size}`;
    wire.add(this);
  }

  /** The bus of another instance, which hears what this one tells. */
  beside(): LocalBus {
    return new LocalBus(this.#wire);
  }

  tell(news: RoomNews | PeopleNews): void {
    for (const other of this.#wire) {
      // In a turn of its own, as from a wire: whoever tells is never called back while telling.
      if (other !== this) queueMicrotask(() => other.#hear(news, this.#name));
    }
  }

  watch(room: number, heard: RoomHeard): Watch {
    const listeners = this.#rooms.get(room) ?? new Set();
    const listener: RoomHeard = (news) => heard(news);
    this.#rooms.set(room, listeners.add(listener));
    return { ready: Promise.resolve(), stop: () => this.#drop(room, listener) };
  }

  onPeople(heard: PeopleHeard): () => void {
    const listener: PeopleHeard = (news, from) => heard(news, from);
    this.#people.add(listener);
    return () => this.#people.delete(listener);
  }

  onMode(): () => void {
    return () => {};
  }

  close(): Promise<void> {
    this.#wire.delete(this);
    this.#rooms.clear();
    this.#people.clear();
    return Promise.resolve();
  }

  #hear(news: RoomNews | PeopleNews, from: string): void {
    if ("room" in news) {
      for (const heard of [...this.#rooms.get(news.room) ?? []]) heard(news);
    } else {
      for (const heard of [...this.#people]) heard(news, from);
    }
  }

  #drop(room: number, listener: RoomHeard): void {
    const listeners = this.#rooms.get(room);
    if (listeners?.delete(listener) && listeners.size === 0) this.#rooms.delete(room);
  }
}
