import { LIMITS } from "./limits.ts";
import { foldName } from "./name.ts";
import type { RoomStore } from "./store.ts";

/** Places in one body that are looked at; whoever is called by then is called enough. */
const MOST_PLACES = 30;
const MOST_WORDS = 4;
/** The longest name in UTF-16 units, and what may follow it. */
const REACH = LIMITS.name * 2 + 16;
/** A letter or digit before the sign makes it an address: ana@escola.example calls nobody. */
const STARTS = /(?<![\p{L}\p{N}\p{M}_])@(?=[^\s@])/gu;
const TRAILING = /[\p{P}\p{S}]+$/u;
const TRAILING_MARKS = /\p{P}+$/u;
const FIRST_STOP = /[^\p{L}\p{N}\p{M}]/u;

/**
 * The names that a body may call, place by place, folded, the longest first: up to four words after
 * each "@", as they stand and without what ends a sentence. Takes linear time.
 */
export function calledNames(body: string): string[][] {
  const places: string[][] = [];
  for (const { index } of body.matchAll(STARTS)) {
    if (places.length === MOST_PLACES) break;
    places.push(namesAt(body.slice(index + 1, index + 1 + REACH)));
  }
  return places;
}

/** Who asks the store for those whom a body calls. */
interface Calling {
  room: number;
  /** Left out. */
  author: number;
}

/** Whether a body may call anybody at all; if so, the store is asked. */
export function callsSomebody(body: string): boolean {
  return body.includes("@");
}

/** The members whom a body calls by name, in its order, the author left out: 20 at most. */
export async function mentionsIn(
  body: string,
  { room, author }: Calling,
  rooms: Pick<RoomStore, "membersNamed">,
): Promise<number[]> {
  if (!callsSomebody(body)) return [];
  const places = calledNames(body);
  const keys = [...new Set(places.flat())];
  if (keys.length === 0) return [];
  const members = await rooms.membersNamed(room, keys);
  const called = new Set<number>();
  for (const names of places) {
    const name = names.find((one) => members.has(one));
    if (name !== undefined) called.add(members.get(name)!);
  }
  called.delete(author);
  return [...called].slice(0, LIMITS.mentions);
}

function namesAt(text: string): string[] {
  const [line = ""] = text.split(/[\n\r]/, 1);
  const words = line.split(/[^\S\n\r]+/, MOST_WORDS);
  const spellings: string[] = [];
  for (let n = words.length; n > 0; n--) {
    const before = words.slice(0, n - 1);
    const last = words[n - 1]!;
    const stop = last.search(FIRST_STOP);
    const bare = [TRAILING_MARKS, TRAILING].map((trailing) => last.replace(trailing, ""));
    const endings = [last, ...bare, stop < 0 ? last : last.slice(0, stop)];
    for (const ending of endings) if (ending) spellings.push([...before, ending].join(" "));
  }
  return [...new Set(spellings.map(foldName))].filter((name) => name !== "");
}
