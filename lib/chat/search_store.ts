import type { Message, SharedFile } from "./model.ts";

/** Where a message stands among all of them: `n` is when it was posted, in ms since the epoch. */
export interface Place {
  n: number;
  room: number;
  seq: number;
}

/** A room whose changes are not all in the index; `to`: its `rev` now, 0 if it was ended. */
export interface Lag {
  room: number;
  /** Up to which `rev` they are; `undefined`: what is there of the room must go first. */
  from: number | undefined;
  to: number;
}

/** A file of a message, as far as it is looked for. */
export type NamedFile = Pick<SharedFile, "name" | "type">;

/** What somebody has written, and what came with it. */
export interface Spoken {
  author: number;
  body: string;
  files: readonly NamedFile[];
}

/** A message as it is now; without `spoken` where there is nothing to find in it. */
export interface IndexedText {
  seq: number;
  rev: number;
  n: number;
  spoken?: Spoken;
}

/** What to find a message by from now on, instead of what it was found by. */
export interface Entry extends Pick<Place, "n" | "seq"> {
  terms: readonly string[];
  /** It was never in the index. */
  isNew: boolean;
}

/** The next stretch of a room's changes: all in (from, to]. */
export interface Indexing {
  room: number;
  from: number;
  to: number;
  entries: readonly Entry[];
}

/** What became of a piece of work that only one instance may do; `held`: another one is at it. */
export type Turn = "done" | "more" | "held";

/**
 * The index of all words, for the one who keeps it up to date. What writes takes the lease for
 * `holder`, or keeps it, for {@link IndexStore.leaseMs}; where another holds it, nothing is done.
 */
export interface IndexStore {
  readonly leaseMs: number;
  /**
   * Rooms whose changes are not all in the index, those that lack the fewest first; none while
   * another than `holder` has the lease.
   */
  lagging(holder: string, limit: number): Promise<Lag[]>;
  /** What changed in a room after `from`, ascending by `rev`; `to`: all up to there. */
  changed(
    lag: Lag & { from: number },
    limit: number,
  ): Promise<{ texts: IndexedText[]; to: number }>;
  /** Takes in stretches of rooms, in one transaction; leaves out those that were taken in before. */
  put(holder: string, stretches: readonly Indexing[]): Promise<Turn>;
  /** Takes out a part of what is there of a room; `done`: it may be begun anew. */
  wipe(holder: string, room: number): Promise<Turn>;
  /** Takes out a part of everything; `done`: all rooms may be begun anew. */
  clear(holder: string): Promise<Turn>;
  /** Lets another have the lease at once. */
  release(holder: string): Promise<void>;
}

/** A word, folded, or one of the index's own marks, which begin with a control. */
export interface Term {
  id: number;
  term: string;
}

/** Messages of some rooms that were posted in [from, until), by their terms. */
export interface Window {
  rooms: readonly number[];
  /** One of these. */
  terms: readonly number[];
  /** And of each of these sets one. */
  also: readonly (readonly number[])[];
  from: number;
  until: number;
}

/**
 * The index of all words, for those who search. No call looks at more than some thousand rows, so
 * that nobody waits for long behind one; the server gives up on one after two seconds.
 */
export interface SearchStore {
  /** The ids of these very terms, in their order; `undefined`: no message has it. */
  termIds(terms: readonly string[]): Promise<(number | undefined)[]>;
  /** Terms with this id or a higher one, in their order. */
  termsFrom(id: number, limit: number): Promise<Term[]>;
  /** How many postings these terms have, counted up to `most`. */
  count(terms: readonly number[], most: number): Promise<number>;
  /**
   * From when on each of the terms has `size` postings at most before `until`; `undefined`: all of
   * them do, from the first one on.
   */
  edge(
    terms: readonly number[],
    options: { until: number; size: number },
  ): Promise<number | undefined>;
  /** Where messages of a window stand, the newest first. */
  window(window: Window): Promise<Place[]>;
  /** What messages say at present, in whatever order; one that says nothing is left out. */
  texts(places: readonly Place[]): Promise<(Place & Spoken)[]>;
  /** Messages as `viewer` sees them, in the order of their places; one that is gone is left out. */
  messages(places: readonly Place[], viewer: number): Promise<Message[]>;
}
