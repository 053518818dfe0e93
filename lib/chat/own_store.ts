import type { Message } from "./model.ts";

/** A list whose entries have their order by a moment; `before` exclusive, in ms since the epoch. */
export interface OwnQuery {
  limit: number;
  before?: number;
}

/** A message in a list of one's own, and the moment by which it stands there (ms since the epoch). */
export interface OwnEntry {
  message: Message;
  at: number;
}

/** What is one person's alone. Only of rooms that they are a member of now; deleted ones left out. */
export interface OwnStore {
  /**
   * Puts a message aside for the person, or takes it away; again is no error.
   * @throws {TooLarge} if they have put 1,000 aside
   */
  save(user: number, message: { room: number; seq: number }, on: boolean): Promise<void>;
  /** What the person has put aside, the latest first. */
  saved(user: number, query: OwnQuery): Promise<OwnEntry[]>;
  /** Which of these messages of a room the person has put aside. */
  savedIn(user: number, room: number, seqs: readonly number[]): Promise<Set<number>>;
  /** Messages of others that call the person, by name or all of the room, the latest first. */
  mentions(user: number, query: OwnQuery): Promise<OwnEntry[]>;
}
