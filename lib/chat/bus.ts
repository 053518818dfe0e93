/** "This room is at this rev": news of something to pull, never the thing itself. */
export interface Hint {
  room: number;
  rev: number;
}

/** Whether news travels at once, or is found by asking the store every second. */
export type BusMode = "live" | "slow";

/** A subscription to one room's hints. */
export interface Watch {
  /** Resolves when hints do arrive, or when it is known that for now none will (mode `slow`). */
  readonly ready: Promise<void>;
  stop(): void;
}

/**
 * How instances tell one another that something is new. Anything may be lost, repeated, late or
 * forged; whoever hears a hint asks the store.
 */
export interface Bus {
  readonly mode: BusMode;
  /** Sends a hint to the other instances. Never waits, never throws. */
  tell(hint: Hint): void;
  /** Hears the hints of one room. Own hints may come back. */
  watch(room: number, heard: (hint: Hint) => void): Watch;
  /** Called at each change of `mode`; `live` only after every watched room is subscribed again. */
  onMode(changed: (mode: BusMode) => void): () => void;
  close(): Promise<void>;
}
