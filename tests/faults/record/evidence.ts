import type { Message } from "@/lib/chat/model.ts";
import type { Deed } from "./deed.ts";

/** What a client sent though nobody wanted it. */
export interface Stray {
  author: number;
  id: string;
  at: number;
}

/** A tab showed a message in this state, for the first time. */
export interface Sighting {
  by: string;
  user: number;
  at: number;
  message: Message;
}

/**
 * The database became what it was at `from`; `was` is what its `meta.store` said before. What was
 * done from then to `to` is void by definition.
 */
export interface Restore {
  from: number;
  to: number;
  was: string;
}

/** Somebody was no member from the one moment to the other, as they had been told. */
export interface Parting {
  user: number;
  room: number;
  from: number;
  to: number;
}

/** What a tab showed in the end. */
export interface View {
  by: string;
  user: number;
  room: number;
  /** It shows everything from here on. */
  floor: number;
  messages: readonly Message[];
}

/** A message as the database has it. */
export interface StoredMessage {
  room: number;
  seq: number;
  n: number;
  rev: number;
  author: number;
  id: string;
  body: string;
  edited: boolean;
  deleted: boolean;
  pinned: boolean;
  /** The server tells something by it: nobody wrote it, and it has no number of its own. */
  system: boolean;
  /** Who reacted, by emoji; ids ascending. */
  reactions: ReadonlyMap<string, readonly number[]>;
}

/** A room as the database has it. */
export interface StoredRoom {
  id: number;
  rev: number;
  posts: number;
}

/** What the database says, read in one piece. */
export interface Snapshot {
  /** `meta.store`. */
  store: string;
  rooms: readonly StoredRoom[];
  /** Ascending by room and `seq`. */
  messages: readonly StoredMessage[];
}

/** All that is known of an episode when it is over. */
export interface Evidence {
  deeds: readonly Deed[];
  strays: readonly Stray[];
  sightings: readonly Sighting[];
  restores: readonly Restore[];
  partings: readonly Parting[];
  views: readonly View[];
  /** The texts that pages show as not sent, and those that are kept for pages to come. */
  kept: ReadonlySet<string>;
  database: Snapshot;
  /** Where each room stood before the episode: what lies up to there is of others. */
  since: ReadonlyMap<number, number>;
}

/** What may have gone wrong. */
export type Harm = "lost" | "doubled" | "reordered" | "phantom" | "undone" | "stale" | "stuck";

/** Something that did go wrong, and a sentence on it. */
export interface Finding {
  harm: Harm;
  what: string;
}
