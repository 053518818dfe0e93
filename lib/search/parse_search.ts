import { Invalid } from "@/lib/chat/errors.ts";
import { SEARCH_LIMITS } from "@/lib/chat/search_limits.ts";
import { type FilterName, FILTERS, KINDS } from "./filter_names.ts";
import { foldText } from "./fold_text.ts";
import type { Attachment, Wanted } from "./search_query.ts";

/** A search as somebody wrote it: people and rooms by name, days by the calendar. */
export interface AskedSearch extends Wanted {
  /** The author's name, or "eu" and the like for oneself. */
  from?: string;
  /** The name or slug of a room. */
  in?: string;
  /** Days, as "2026-11-01": up to but not including that one, and from that one on. */
  before?: string;
  after?: string;
  has: readonly Attachment[];
}

/** What a search is made of: a filter, or words. `source` is how it was written. */
export type SearchPart =
  & { source: string }
  & (
    | { kind: FilterName; value: string }
    | { kind: keyof Wanted; value: string }
  );

// A minus or a filter's name, then a quoted text (whose end may be wanting) or all up to a space.
const PART = /(-?)(?:(\p{L}{2,8}):)?(?:["“”«»]([^"“”«»]*)["“”«»]?|([^\s"“”«»]+))/gu;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const EDGES = /^[.,;:!?…()[\]{}'¿¡]+|[.,;:!?…()[\]{}'¿¡]+$/gu;

/**
 * Reads a search as people write it: `bolo "de cenoura" -milho de:ana em:geral antes:2026-11-01
 * depois:2026-10-01 tem:link`, the names of filters in Portuguese, English or Spanish. Of two
 * filters of one name the last counts, but for `tem:`. Nothing to look for is an empty search.
 *
 * @throws {Invalid} `field` "q", if it is too long, has too many terms, or only says what must not
 * be there; the name of a filter, if its value makes no sense
 */
export function parseSearch(text: string): AskedSearch {
  const parts = partsOf(text);
  const of = (kind: SearchPart["kind"]) =>
    parts.filter((part) => part.kind === kind).map(({ value }) => value);
  const wanted = { words: of("words"), phrases: of("phrases"), without: of("without") };
  const named = Object.fromEntries(
    parts.filter(({ kind }) => ["from", "in", "before", "after"].includes(kind))
      .map(({ kind, value }) => [kind, value]),
  );
  const asked = { ...wanted, ...named, has: [...new Set(of("has").flatMap(kindOf))] };
  const terms = wanted.words.length + wanted.phrases.length + wanted.without.length;
  if (terms > SEARCH_LIMITS.terms) {
    throw new Invalid(`Cannot search: at most ${SEARCH_LIMITS.terms} terms`, { field: "q" });
  }
  if (terms > 0 && terms === wanted.without.length && parts.length === terms) {
    throw new Invalid("Cannot search: nothing but exclusions", { field: "q" });
  }
  return asked;
}

/** Whether the search asks for anything. */
export function asksNothing(asked: AskedSearch): boolean {
  const { words, phrases, without, has, from, before, after } = asked;
  return words.length + phrases.length + without.length + has.length === 0 &&
    [from, asked.in, before, after].every((value) => value === undefined);
}

/**
 * The parts of a search in their order, its words folded.
 *
 * @throws {Invalid} as {@link parseSearch}, but for the number of terms
 */
export function partsOf(text: string): SearchPart[] {
  if (text.length > SEARCH_LIMITS.units) {
    throw new Invalid(`Cannot search: over ${SEARCH_LIMITS.units} units`, { field: "q" });
  }
  return [...text.matchAll(PART)].flatMap(partOf);
}

function partOf([source, minus, name, quoted, bare]: RegExpMatchArray): SearchPart[] {
  const value = (quoted ?? bare ?? "").trim();
  const filter = minus || name === undefined ? undefined : FILTERS.get(foldText(name));
  if (filter !== undefined) return [filterOf(filter, { source, value })];
  const written = name === undefined ? value : `${name}:${value}`;
  const folded = foldText(quoted === undefined ? written.replace(EDGES, "") : written).trim();
  // A single comma, or an empty pair of quotes.
  if (folded === "") return [];
  if (minus) return [{ kind: "without", value: folded, source }];
  if (quoted !== undefined) return [{ kind: "phrases", value: folded, source }];
  // One letter of Arabic stands for four words.
  return folded.split(" ").map((word) => ({ kind: "words", value: word, source }));
}

function filterOf(
  kind: FilterName,
  { source, value }: { source: string; value: string },
): SearchPart {
  if (value === "") throw new Invalid(`Cannot search: "${source}" is empty`, { field: kind });
  if (kind === "has") kindOf(value);
  if (kind === "before" || kind === "after") requireDay(kind, value);
  return { kind, value: kind === "from" ? value.replace(/^@/, "") : value, source };
}

function kindOf(value: string): Attachment[] {
  const kind = KINDS.get(foldText(value));
  if (kind === undefined) {
    throw new Invalid("Cannot search: messages have no such thing", { field: "has" });
  }
  return [kind];
}

function requireDay(field: "before" | "after", value: string): void {
  // The calendar of Date rolls 2026-02-30 over to March: only a day that stays is one.
  const day = DAY.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  if (day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) {
    return;
  }
  throw new Invalid("Cannot search: a day is written as 2026-11-01", { field });
}
