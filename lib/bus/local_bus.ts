import type { Bus, BusMode, Hint, Watch } from "@/lib/chat/bus.ts";

type Heard = (hint: Hint) => void;

/** The bus of a process that is alone with its store: always live, nothing leaves the process. */
export class LocalBus implements Bus {
  readonly mode: BusMode = "live";
  readonly #rooms = new Map<number, Set<Heard>>();

  tell(hint: Hint): void {
    for (const heard of [...this.#rooms.get(hint.room) ?? []]) {
      // In a turn of its own, as from a wire: whoever tells is never called back while telling.
      queueMicrotask(() => this.#rooms.get(hint.room)?.has(heard) && heard(hint));
    }
  }

  watch(room: number, heard: Heard): Watch {
    const listeners = this.#rooms.get(room) ?? new Set();
    const listener: Heard = (hint) => heard(hint);
    this.#rooms.set(room, listeners.add(listener));
    return { ready: Promise.resolve(), stop: () => this.#drop(room, listener) };
  }

  onMode(): () => void {
    return () => {};
  }

  close(): Promise<void> {
    this.#rooms.clear();
    return Promise.resolve();
  }

  #drop(room: number, listener: Heard): void {
    const listeners = this.#rooms.get(room);
    if (listeners?.delete(listener) && listeners.size === 0) this.#rooms.delete(room);
  }
}
