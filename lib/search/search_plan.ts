import type { SearchStore } from "@/lib/chat/store.ts";
import type { SearchQuery } from "./search_query.ts";
import { ANY_TERM, authorTerm, holdingTerm, STEP, termsOf, wordsOf } from "./terms_of.ts";

/** Which terms a message must have, each a set of which it has one; the rarest set comes first. */
export interface Plan {
  first: readonly number[];
  also: readonly (readonly number[])[];
  /** The first set is so rare that all of its postings can be looked at together. */
  isRare: boolean;
}

/** A part of a word that stands in more terms than this is looked for in the texts themselves. */
const MANY = 400;
/** Terms whose newest postings are taken and merged. */
const SOME = 24;
/** Postings that can be looked at together. */
const FEW = 5_000;
/** Where sets are compared. */
const SAMPLE = 1_000;

/**
 * How a search goes over the index.
 * @returns `undefined` if some term is in no message at all, so that nothing can be found
 */
export async function planSearch(
  store: SearchStore,
  query: SearchQuery,
  until: number,
): Promise<Plan | undefined> {
  const exact = await store.termIds([ANY_TERM, ...exactTerms(query)]);
  const [every, ...others] = exact;
  if (every === undefined || others.includes(undefined)) return undefined;
  const sets = others.flatMap((id) => id === undefined ? [] : [[id]]);
  const rare: number[][] = [];
  for (const part of partsOf(query)) {
    const ids = await termsWith(store, part);
    if (ids.length === 0) return undefined;
    if (ids.length <= SOME) sets.push(ids);
    else if (ids.length <= MANY && await store.count(ids, FEW) < FEW) rare.push(ids);
  }
  const [shortest] = rare.sort((a, b) => a.length - b.length);
  if (shortest !== undefined) return { first: shortest, also: sets, isRare: true };
  if (sets.length === 0) return { first: [every], also: [], isRare: false };
  return { ...await rarestFirst(store, sets, until), isRare: false };
}

/** All terms that contain a part; more than {@link MANY} are too many to tell. */
async function termsWith(store: SearchStore, part: string): Promise<number[]> {
  const found: number[] = [];
  let after: number | undefined = 0;
  while (after !== undefined && found.length <= MANY) {
    const { ids, next } = await store.termsWith(part, { most: MANY + 1, after });
    found.push(...ids);
    after = next;
  }
  return found;
}

async function rarestFirst(
  store: SearchStore,
  sets: readonly number[][],
  until: number,
): Promise<Pick<Plan, "first" | "also">> {
  if (sets.length === 1) return { first: sets[0]!, also: [] };
  const measured: { set: number[]; edge: number }[] = [];
  for (const set of sets) {
    const size = Math.ceil(SAMPLE / set.length);
    measured.push({ set, edge: await store.edge(set, { until, size }) ?? 0 });
  }
  // The longer ago it goes for as many, the rarer it is.
  const [first, ...also] = measured.sort((a, b) => a.edge - b.edge).map(({ set }) => set);
  return { first: first!, also };
}

function exactTerms({ from, has, phrases }: SearchQuery): string[] {
  return [
    ...(from === undefined ? [] : [authorTerm(from)]),
    ...has.map(holdingTerm),
    ...termsOf(phrases.join(" ")),
  ];
}

/** What must stand in a term, the longest first. */
function partsOf({ words }: SearchQuery): string[] {
  const parts = words.flatMap(wordsOf).map((word) => Array.from(word).slice(0, STEP).join(""));
  return [...new Set(parts)].sort((a, b) => b.length - a.length);
}
