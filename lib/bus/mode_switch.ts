import type { BusMode } from "@/lib/chat/bus.ts";

type Changed = (mode: BusMode) => void;

/** The mode of a bus, and whoever wants to know of its changes. */
export class ModeSwitch {
  readonly #listeners = new Set<Changed>();
  #mode: BusMode = "slow";

  get mode(): BusMode {
    return this.#mode;
  }

  /** Takes the mode; true if it is another one. */
  turn(mode: BusMode): boolean {
    if (mode === this.#mode) return false;
    this.#mode = mode;
    for (const changed of [...this.#listeners]) changed(mode);
    return true;
  }

  onMode(changed: Changed): () => void {
    // A function of its own for each call, so that one listener given twice is two.
    const listener: Changed = (mode) => changed(mode);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#listeners.clear();
  }
}
