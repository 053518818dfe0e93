import type { Clock } from "@/lib/chat/clock.ts";
import type { Place, SearchStore, Spoken } from "@/lib/chat/store.ts";
import { holdingsOf } from "./holdings.ts";
import { isHit } from "./matching.ts";
import { isAfter } from "./place_cursor.ts";
import type { Plan } from "./search_plan.ts";
import type { SearchQuery } from "./search_query.ts";

/** A message that is what was looked for, with what it says at present. */
export type Hit = Place & Pick<Spoken, "body" | "files">;

/** What is walked over. */
export interface WalkOptions {
  store: SearchStore;
  clock: Clock;
  query: SearchQuery;
  /** The rooms that may be read. */
  rooms: readonly number[];
  plan: Plan;
  /** Where to go on: with what comes after. */
  start: Place;
  /** When to stop, by the clock. */
  deadline: number;
}

/** Postings of each term that are looked at together, at first and at most. */
const FIRST = 400;
const MOST = 4_000;
/** Texts that are read together, at first and at most. */
const FEW_TEXTS = 40;
const MOST_TEXTS = 240;

/**
 * Hits, the newest first, and how far the walk has come: it ends where `limit` of them are found,
 * where there is no more (then there is no `end`), or at its deadline.
 */
export async function walkHits(
  options: WalkOptions,
  limit: number,
): Promise<{ hits: Hit[]; end: Place | undefined }> {
  const { clock, deadline } = options;
  const hits: Hit[] = [];
  for await (const { hit, reached } of steps(options)) {
    if (hit !== undefined) hits.push(hit);
    const enough = hits.length >= limit || clock.now() >= deadline;
    if (enough) return { hits, end: reached };
  }
  return { hits, end: undefined };
}

/** One step: a hit, or just a place up to which everything was looked at. */
async function* steps(
  options: WalkOptions,
): AsyncGenerator<{ hit?: Hit; reached: Place }> {
  const { store, query, rooms, plan: { first: terms, also, isRare }, start } = options;
  const least = query.after ?? 0;
  let until = start.n + 1;
  let texts = FEW_TEXTS;
  for (let size = FIRST; until > least; size = Math.min(size * 2, MOST)) {
    const each = Math.ceil(size / terms.length);
    const edge = isRare ? undefined : await store.edge(terms, { until, size: each });
    const from = Math.max(edge ?? 0, least);
    const window = await store.window({ rooms, terms, also, from, until });
    const places = window.filter((place) => isAfter(place, start));
    for (let at = 0; at < places.length;) {
      const part = places.slice(at, at += texts);
      texts = Math.min(texts * 2, MOST_TEXTS);
      for (const hit of await hitsAt(options, part)) yield { hit, reached: hit };
      yield { reached: part.at(-1)! };
    }
    yield { reached: { n: from, room: 0, seq: 0 } };
    until = from;
  }
}

/** Those places at which the present message is what is looked for. */
async function hitsAt({ store, query }: WalkOptions, places: readonly Place[]): Promise<Hit[]> {
  const texts = await store.texts(places);
  const found = new Map(texts.map((text) => [`${text.room} ${text.seq}`, text]));
  return places.flatMap((place) => {
    const text = found.get(`${place.room} ${place.seq}`);
    if (text === undefined || !isWanted(query, text)) return [];
    return [{ ...place, body: text.body, files: text.files }];
  });
}

function isWanted(query: SearchQuery, spoken: Spoken): boolean {
  if (query.from !== undefined && query.from !== spoken.author) return false;
  if (query.has.length > 0) {
    const held = holdingsOf(spoken);
    if (!query.has.every((kind) => held.includes(kind))) return false;
  }
  return isHit(query, spoken.body, spoken.files.map(({ name }) => name));
}
