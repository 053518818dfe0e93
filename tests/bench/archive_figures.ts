import { systemClock } from "@/lib/chat/clock.ts";
import type { PageQuery, Store } from "@/lib/chat/store.ts";
import { foldText } from "@/lib/search/fold_text.ts";
import type { SearchQuery } from "@/lib/search/search_query.ts";
import { Searching } from "@/lib/search/searching.ts";
import type { Archive } from "./archive.ts";
import { printRow } from "./print.ts";
import { percentile } from "./spread.ts";
import { measureTalk } from "./talk_figures.ts";

/** A store and what is in it. */
export interface Filled {
  store: Store;
  archive: Archive;
}

const PAGES = 400;
const SEARCHES = 200;
/** Person 1 is in every room, person 2 in ten. */
const [EVERYWHERE, SOMEWHERE] = [1, 2];

/** Measures pages and searches, at rest and under way with talk. */
export async function measureArchive(many: Filled, few: Filled): Promise<void> {
  await measurePages(many, few);
  await measureSearches(many);
  await measureTalk(many);
}

export async function measurePages(many: Filled, few: Filled): Promise<void> {
  const deep = await pageTimes(many, (seq) => ({ before: seq, limit: 50 }));
  tell("a page of history at any depth, p50 p99 max, ms", deep);
  tell("around a message", await pageTimes(many, (seq) => ({ around: seq, limit: 50 })));
  const shallow = await pageTimes(few, (seq) => ({ before: seq, limit: 50 }));
  tell("at 10,000 messages", shallow);
  const ratio = percentile(deep, 0.5) / percentile(shallow, 0.5);
  printRow("page time, large against small", [ratio]);
}

/** Milliseconds of each of many pages of the five largest rooms, so that all of them are full. */
export async function pageTimes(
  { store, archive: { revs } }: Filled,
  query: (seq: number) => PageQuery,
): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < PAGES; n++) {
    const room = 1 + n % 5;
    const seq = 50 + Math.floor(Math.random() * (revs[room]! - 50));
    times.push(await timed(() => store.messages.page(room, query(seq), EVERYWHERE)));
  }
  return times;
}

/** Milliseconds of each of many searches in all rooms for a word that many or few messages have. */
export async function searchTimes(
  { store, archive: { vocabulary } }: Filled,
  kind: "common" | "rare",
): Promise<number[]> {
  const searching = new Searching({ store: store.search, chat: store.rooms, clock: systemClock });
  const words = vocabulary.words.map(foldText);
  const [from, to] = kind === "common" ? [0, 100] : [20_000, 60_000];
  const times: number[] = [];
  for (let n = 0; n < SEARCHES; n++) {
    const word = words[from + Math.floor(Math.random() * (to - from))]!;
    const asked = { ...NOTHING, words: [word] };
    times.push(await timed(() => searching.find(EVERYWHERE, asked, { limit: 20 })));
  }
  return times;
}

export async function measureSearches(
  { store, archive: { vocabulary, rooms } }: Filled,
): Promise<void> {
  const searching = new Searching({ store: store.search, chat: store.rooms, clock: systemClock });
  // As they come out of what somebody writes.
  const words = vocabulary.words.map(foldText);
  const at = (from: number, to: number) => words[from + Math.floor(Math.random() * (to - from))]!;
  const common = () => at(0, 100);
  const rare = () => at(20_000, 60_000);
  const kinds: Record<string, () => Partial<SearchQuery>> = {
    "a common word": () => ({ words: [common()] }),
    "a rare word": () => ({ words: [rare()] }),
    "a word of nobody": () => ({ words: [`${rare()}zzz`] }),
    "two common words": () => ({ words: [common(), common()] }),
    "a common and a rare word": () => ({ words: [common(), rare()] }),
    "a part of a word": () => ({ words: [at(3_000, 60_000).slice(1, 6)] }),
    "a phrase of two common words": () => ({ phrases: [`${common()} ${common()}`] }),
    "a common word, best first": () => ({ words: [common()], order: "best" }),
    "a common word in one room": () => ({
      words: [common()],
      room: 1 + Math.floor(Math.random() * rooms),
    }),
    "a common word by one author": () => ({ words: [common()], from: 7 }),
    "a common word of years ago": () => ({ words: [common()], before: DAY_ONE }),
  };
  for (const [what, query] of Object.entries(kinds)) {
    for (const user of [EVERYWHERE, SOMEWHERE]) {
      const times: number[] = [];
      let hits = 0;
      for (let n = 0; n < SEARCHES; n++) {
        const asked: SearchQuery = { ...NOTHING, ...query() };
        if (user === SOMEWHERE) delete asked.room;
        times.push(
          await timed(async () => {
            hits += (await searching.find(user, asked, { limit: 20 })).hits.length;
          }),
        );
      }
      const where = user === EVERYWHERE ? "of all rooms" : "of ten rooms";
      tell(`${what}, ${where}, p50 p95 max, ms`, times, 0.95, ` (${hits / SEARCHES} hits)`);
    }
  }
}

const NOTHING: SearchQuery = { words: [], phrases: [], without: [], has: [], order: "newest" };
const DAY_ONE = Date.parse("2025-11-10T00:00:00.000Z");

/** How long a piece of work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function tell(what: string, times: readonly number[], share = 0.99, after = ""): void {
  printRow(what, [0.5, share, 1].map((p) => percentile(times, p)), after);
}
