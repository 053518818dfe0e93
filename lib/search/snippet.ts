import { foldWithPlaces } from "./fold_text.ts";
import { hitsIn, type Stretch } from "./matching.ts";
import type { Wanted } from "./search_query.ts";

/** A part of a message, on one line, and where in it the hits are: sorted, apart, in UTF-16 units. */
export interface Snippet {
  snippet: string;
  marks: Stretch[];
}

/** UTF-16 units of a snippet, but for its dots. */
const LENGTH = 180;
/** How far a cut is moved so that it does not go through a word. */
const TO_SPACE = 16;
const DOTS = "…";
const SPACES = /\p{White_Space}+/gu;

/**
 * The part of a message that shows what was looked for, with the hits in the middle of it; the start
 * of the message, where it was found by something else. No letter is parted from its marks.
 *
 * @param text the message as it is read; `body` as it was written, which is shown where the hit is
 * in what readers do not see, such as the address behind a link; `names` of its files, which are shown
 * where the hit is in them, or there is nothing else
 */
export function snippetOf(
  wanted: Wanted,
  { text, body, names = [] }: { text: string; body: string; names?: readonly string[] },
): Snippet {
  const named = names.join(", ");
  const read = search(wanted, text.trim() === "" ? named : text);
  if (read.hits.length > 0 || wanted.words.length + wanted.phrases.length === 0) return cut(read);
  const others = [body, named].map((one) => search(wanted, one));
  return cut(others.find(({ hits }) => hits.length > 0) ?? read);
}

/** A text on one line, its hits in their order, and which term each is of. */
interface Searched {
  text: string;
  hits: readonly Hit[];
}

interface Hit {
  term: number;
  stretch: Stretch;
}

function search(wanted: Wanted, original: string): Searched {
  const line = original.replace(SPACES, " ").trim();
  const { text, from, to } = foldWithPlaces(line);
  const hits = hitsIn(wanted, text).flatMap((places, term) =>
    places.map(([first, end]): Hit => ({ term, stretch: [from[first] ?? 0, to[end - 1] ?? 0] }))
  );
  return { text: line, hits: hits.sort((a, b) => a.stretch[0] - b.stretch[0]) };
}

/** Sorted stretches without overlaps: those that touch are one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const apart: [number, number][] = [];
  for (const [from, to] of stretches) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

function cut({ text, hits }: Searched): Snippet {
  const marks = joined(hits.map(({ stretch }) => stretch));
  if (text.length <= LENGTH) return { snippet: text, marks };
  const [from, to] = windowOver(text, crowdOf(hits));
  const [before, after] = [from > 0 ? DOTS : "", to < text.length ? DOTS : ""];
  const shift = before.length - from;
  const shown = marks.filter(([first, end]) => first < to && end > from)
    .map(([first, end]): Stretch => [Math.max(first, from) + shift, Math.min(end, to) + shift]);
  return { snippet: before + text.slice(from, to) + after, marks: shown };
}

/** Where to cut a text so that this part of it is in the middle. */
function windowOver(text: string, [first, end]: Stretch): Stretch {
  const middle = Math.floor((first + end) / 2);
  const start = Math.min(Math.max(middle - LENGTH / 2, 0), text.length - LENGTH);
  const space = text.indexOf(" ", start);
  const isNear = start > 0 && space >= 0 && space < Math.min(start + TO_SPACE, first);
  const from = start === 0 ? 0 : isNear ? space + 1 : letterAt(text, start);
  if (start + LENGTH >= text.length) return [from, text.length];
  const lastSpace = text.lastIndexOf(" ", start + LENGTH);
  const isSeen = lastSpace > Math.max(start + LENGTH - TO_SPACE, end);
  return [from, isSeen ? lastSpace : letterAt(text, start + LENGTH)];
}

/**
 * The part, no longer than a snippet, that has most of the terms, and then most of their hits; the
 * earliest where that is equal.
 */
function crowdOf(hits: readonly Hit[]): Stretch {
  const seen = new Map<number, number>();
  let best: { terms: number; n: number; stretch: Stretch } = { terms: 0, n: 0, stretch: [0, 0] };
  let next = 0;
  for (const [index, { term, stretch: [first, end] }] of hits.entries()) {
    for (let hit = hits[next]; hit && fits(hit, index, first); hit = hits[++next]) {
      seen.set(hit.term, (seen.get(hit.term) ?? 0) + 1);
    }
    const [terms, n] = [seen.size, next - index];
    if (terms > best.terms || terms === best.terms && n > best.n) {
      const last = hits[next - 1]?.stretch[1] ?? end;
      best = { terms, n, stretch: [first, Math.min(Math.max(last, end), first + LENGTH)] };
    }
    const left = (seen.get(term) ?? 1) - 1;
    if (left === 0) seen.delete(term);
    else seen.set(term, left);
  }
  return best.stretch;

  // The first one is always there, however long it is.
  function fits({ stretch: [, end] }: Hit, index: number, first: number): boolean {
    return next === index || end - first <= LENGTH;
  }
}

/** Where the letter begins that is at this place, with all that belongs to it. */
function letterAt(text: string, at: number): number {
  return LETTERS.segment(text).containing(at)?.index ?? at;
}

const LETTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });
