/** "This room is at this rev": news of something to pull, never the thing itself. */
export interface Hint {
  room: number;
  rev: number;
}

/**
 * What instances tell one another of a room: ids and numbers, never a word or a name. One message
 * has 4 KiB, and names 400 people at most.
 */
export type RoomNews =
  | ({ kind: "rev" } & Hint)
  /** These members have read further: the store knows how far. */
  | { kind: "reads"; room: number; users: readonly number[] }
  | { kind: "typing"; room: number; user: number; on: boolean };

/** What instances tell one another of people. */
export type PeopleNews =
  /** Something about this person has changed: ask the store. */
  | { kind: "changed"; user: number }
  /**
   * These people are connected to the instance that says so, for the next 45 s; `away` are those of
   * them who have left the keyboard alone. A first sight and a renewal look the same.
   */
  | { kind: "here"; users: readonly number[]; away: readonly number[] }
  /** These people's last sockets on the instance that says so are closed. */
  | { kind: "left"; users: readonly number[] };

/** Whether news travels at once, or is found by asking the store every second. */
export type BusMode = "live" | "slow";

/** A subscription to one room's news. */
export interface Watch {
  /** Resolves when news do arrive, or when it is known that for now none will (mode `slow`). */
  readonly ready: Promise<void>;
  stop(): void;
}

/**
 * How instances tell one another that something is new. Anything may be lost, repeated, late or
 * forged; whoever hears news asks the store. Own news are not heard.
 */
export interface Bus {
  readonly mode: BusMode;
  /** Tells the other instances. Never waits, never throws. */
  tell(news: RoomNews | PeopleNews): void;
  /** Hears the news of one room. */
  watch(room: number, heard: (news: RoomNews) => void): Watch;
  /** Hears the news of people; `from` names the run of the instance that told. */
  onPeople(heard: (news: PeopleNews, from: string) => void): () => void;
  /** Called at each change of `mode`; `live` only after every watched room is subscribed again. */
  onMode(changed: (mode: BusMode) => void): () => void;
  close(): Promise<void>;
}
