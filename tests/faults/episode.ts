import type { Tab } from "./client/tab.ts";
import type { Book } from "./record/book.ts";
import type { Seeded } from "./seeded.ts";
import type { Site } from "./site/site.ts";
import type { Crowd } from "./workload/crowd.ts";

/** Where an episode plays. */
export interface Stage<S extends Site = Site> {
  readonly site: S;
  readonly crowd: Crowd;
  readonly book: Book;
  readonly rng: Seeded;
  /** Outages last as long as they do in life, and not just long enough to bite. */
  readonly full: boolean;
  /** Opens tabs, and gives them back connected; they are looked at in the end. */
  open(...tabs: Tab[]): Promise<void>;
  readonly tabs: readonly Tab[];
}

/** Something that people live through, from a site that is whole to one that can be made whole. */
export interface Episode<S extends Site = Site> {
  readonly name: string;
  /** How often something strikes: once, unless it says so. */
  readonly strikes?: number;
  play(stage: Stage<S>): Promise<void>;
}

/** One thing that breaks, and is whole again when `inject` resolves. */
export interface Fault<S extends Site = Site> {
  readonly name: string;
  /** What it takes: two that share nothing may strike at once. */
  readonly takes: readonly string[];
  readonly strikes?: number;
  inject(stage: Stage<S>): Promise<void>;
}

/** Lets a fault strike, and writes down from when to when. */
export async function strike<S extends Site>(fault: Fault<S>, stage: Stage<S>): Promise<void> {
  const noted = stage.book.strikes;
  const entry = { name: fault.name, from: stage.book.now(), to: Infinity };
  noted.push(entry);
  await fault.inject(stage);
  entry.to = stage.book.now();
}

/** A wait within a play: how long something stays broken is part of what is tried. */
export function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
