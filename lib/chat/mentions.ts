import { callsOfAll } from "./call_all.ts";
import { LIMITS } from "./limits.ts";
import { foldName } from "./name.ts";
import { spoken } from "./spoken.ts";
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

/** A place in a body where somebody may be called. */
interface Place {
  /** Of the "@", in UTF-16 units. */
  at: number;
  /** Folded, the longest first. */
  names: string[];
}

/**
 * The names that a body may call, place by place, folded, the longest first: up to four words after
 * each "@", as they stand and without what ends a sentence. Takes linear time.
 */
export function calledNames(body: string): Place[] {
  const places: Place[] = [];
  for (const { index: at } of body.matchAll(STARTS)) {
    if (places.length === MOST_PLACES) break;
    places.push({ at, names: namesAt(body.slice(at + 1, at + 1 + REACH)) });
  }
  return places;
}

/** Who asks the store for those whom a body calls. */
interface Calling {
  room: number;
  /** Left out. */
  author: number;
}

/** Whom a body calls. */
export interface Called {
  /** Members by name, in its order, the author left out: 20 at most. */
  mentions: number[];
  /** Everybody in the room. */
  all: boolean;
}

/** Whether a body may call anybody at all; if so, the store is asked. */
export function callsSomebody(body: string): boolean {
  return body.includes("@");
}

/**
 * Whom a body calls, and whether all: by "@todos" and its like, unless that begins a member's name.
 * Quotes and code call nobody.
 */
export async function calledBy(
  body: string,
  { room, author }: Calling,
  rooms: Pick<RoomStore, "membersNamed">,
): Promise<Called> {
  if (!callsSomebody(body)) return { mentions: [], all: false };
  const text = spoken(body);
  const places = calledNames(text);
  const keys = [...new Set(places.flatMap(({ names }) => names))];
  const members = keys.length === 0
    ? new Map<string, number>()
    : await rooms.membersNamed(room, keys);
  const called = new Set<number>();
  const taken = new Set<number>();
  for (const { at, names } of places) {
    const name = names.find((one) => members.has(one));
    if (name === undefined) continue;
    called.add(members.get(name)!);
    taken.add(at);
  }
  called.delete(author);
  const all = callsOfAll(text).some(([at]) => !taken.has(at));
  return { mentions: [...called].slice(0, LIMITS.mentions), all };
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
