import type { SearchStore } from "@/lib/chat/store.ts";
import type { Dictionary } from "./dictionary.ts";
import type { SearchQuery } from "./search_query.ts";
import { ANY_TERM, authorTerm, holdingTerm, roomTerm, STEP, termsOf, wordsOf } from "./terms_of.ts";

/** Terms of which a message must have one. */
type TermSet = readonly number[];

/** Which terms a message must have, one of each set; the set that the fewest have comes first. */
export interface Plan {
  first: TermSet;
  also: readonly TermSet[];
  /** So few have one of the first that they can all be looked at together. */
  isRare: boolean;
}

/** What is looked for, by whom, and up to when. */
export interface Planning {
  dictionary: Pick<Dictionary, "idsWith">;
  query: SearchQuery;
  rooms: readonly number[];
  until: number;
}

/**
 * No term has it. What is in no message is searched for like what is in somebody else's, or the
 * clock would tell which words stand in rooms that one does not see.
 */
const NOTHING = 0;
/** A part of a word that stands in more terms than this is looked for in the texts themselves. */
const MANY = 400;
/** Terms whose newest postings are taken and merged. */
const SOME = 24;
/** Postings that can be looked at together. */
const FEW = 5_000;
/** Postings by which sets are compared. */
const SAMPLE = 1_000;

/** How a search goes over the index. */
export async function planSearch(store: SearchStore, planning: Planning): Promise<Plan> {
  const { dictionary } = planning;
  const { places, sets } = await exactSets(store, planning);
  const rare: TermSet[] = [];
  for (const part of partsOf(planning.query)) {
    const ids = dictionary.idsWith(part, MANY + 1);
    if (ids.length <= SOME) sets.push(ids.length === 0 ? [NOTHING] : ids);
    else if (ids.length <= MANY && await store.count(ids, FEW) < FEW) rare.push(ids);
  }
  const [fewest] = rare.sort((a, b) => a.length - b.length);
  if (fewest !== undefined) return { first: fewest, also: sets, isRare: true };
  const sorted = await fewestFirst(store, [...sets, places], planning.until);
  const [first = places, ...also] = sorted;
  // Where everything stands is asked of each posting as it is.
  return { first, also: also.filter((set) => set !== places), isRare: false };
}

/** The sets of those terms that are known letter by letter, and of the rooms. */
async function exactSets(
  store: SearchStore,
  { query: { from, has, phrases }, rooms }: Planning,
): Promise<{ places: TermSet; sets: TermSet[] }> {
  const whole = [
    ...(from === undefined ? [] : [authorTerm(from)]),
    ...has.map(holdingTerm),
    ...termsOf(phrases.join(" ")),
  ];
  const everything = rooms.length <= SOME ? rooms.map(roomTerm) : [ANY_TERM];
  const ids = await store.termIds([...whole, ...everything]);
  const known = ids.map((id) => id ?? NOTHING);
  const sets = known.slice(0, whole.length).map((id) => [id]);
  return { places: known.slice(whole.length), sets };
}

/** What must stand in a term, the longest first. */
function partsOf({ words }: SearchQuery): string[] {
  const parts = words.flatMap(wordsOf).map((word) => Array.from(word).slice(0, STEP).join(""));
  return [...new Set(parts)].sort((a, b) => b.length - a.length);
}

async function fewestFirst(
  store: SearchStore,
  sets: readonly TermSet[],
  until: number,
): Promise<TermSet[]> {
  const measured: { set: TermSet; edge: number }[] = [];
  for (const set of sets) {
    const size = Math.ceil(SAMPLE / set.length);
    measured.push({ set, edge: await store.edge(set, { until, size }) ?? 0 });
  }
  // The longer ago it was that as many began, the fewer there are.
  return measured.sort((a, b) => a.edge - b.edge).map(({ set }) => set);
}
