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
 * in what readers do not see, such as the address behind a link
 */
export function snippetOf(wanted: Wanted, { text, body }: { text: string; body: string }): Snippet {
  const read = withMarks(wanted, text);
  if (read.marks.length > 0 || wanted.words.length + wanted.phrases.length === 0) return cut(read);
  const written = withMarks(wanted, body);
  return cut(written.marks.length > 0 ? written : read);
}

function withMarks(wanted: Wanted, original: string): Snippet {
  const snippet = original.replace(SPACES, " ").trim();
  const { text, from, to } = foldWithPlaces(snippet);
  const places = hitsIn(wanted, text)
    .map(([first, end]): Stretch => [from[first] ?? 0, to[end - 1] ?? 0]);
  return { snippet, marks: joined(places) };
}

/** The same stretches, sorted, those that touch as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const apart: [number, number][] = [];
  for (const [from, to] of stretches.toSorted(([a], [b]) => a - b)) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

function cut({ snippet: text, marks }: Snippet): Snippet {
  if (text.length <= LENGTH) return { snippet: text, marks };
  const [from, to] = windowOver(text, marks);
  const [before, after] = [from > 0 ? DOTS : "", to < text.length ? DOTS : ""];
  const shift = before.length - from;
  const shown = marks.filter(([first, end]) => first < to && end > from)
    .map(([first, end]): Stretch => [Math.max(first, from) + shift, Math.min(end, to) + shift]);
  return { snippet: before + text.slice(from, to) + after, marks: shown };
}

/** Where to cut a text so that most of its marks are seen, the earlier ones where that is equal. */
function windowOver(text: string, marks: readonly Stretch[]): Stretch {
  const [first, end] = crowdOf(marks);
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

/** The stretch, no longer than a snippet, in which most marks are. */
function crowdOf(marks: readonly Stretch[]): Stretch {
  let best: { most: number; stretch: Stretch } = { most: 0, stretch: [0, 0] };
  let last = 0;
  for (const [index, [first, end]] of marks.entries()) {
    last = Math.max(last, index);
    while ((marks[last + 1]?.[1] ?? Infinity) - first <= LENGTH) last++;
    const most = last - index + 1;
    if (most <= best.most) continue;
    best = { most, stretch: [first, Math.min(marks[last]?.[1] ?? end, first + LENGTH)] };
  }
  return best.stretch;
}

/** Where the letter begins that is at this place, with all that belongs to it. */
function letterAt(text: string, at: number): number {
  return LETTERS.segment(text).containing(at)?.index ?? at;
}

const LETTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });
