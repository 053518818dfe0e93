import type { Context } from "fresh";
import { ChatError, ERRORS } from "@/lib/chat/errors.ts";
import type { Room } from "@/lib/chat/model.ts";
import { preferencesOf } from "@/lib/i18n/preferences.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import type { FilterName } from "@/lib/search/filter_names.ts";
import { roomNamed } from "@/lib/search/named.ts";
import { partsOf, type SearchPart } from "@/lib/search/parse_search.ts";
import type { SearchAnswer } from "@/lib/search/search_desk.ts";
import type { SearchOrder } from "@/lib/search/search_query.ts";
import type { State } from "@/utils.ts";
import { type Frame, frameOf } from "./frame.ts";

/** A search as its page shows it: words in a field, filters beside it. */
export interface Asked {
  words: string;
  filters: readonly ShownFilter[];
  order: SearchOrder;
  /** The page of hits; `undefined`: the first. */
  cursor: string | undefined;
  /** The room that it is narrowed to. */
  room: Room | undefined;
}

/** A filter of a search: what it names, and how it is written. */
export interface ShownFilter {
  kind: FilterName;
  value: string;
  source: string;
}

/** Why nothing was looked for. */
export interface SearchRefusal extends Pick<ChatError, "code" | "field" | "afterMs"> {
  status: number;
}

/** What the page of the search is made of; neither answer nor refusal: nothing was asked yet. */
export interface SearchData {
  frame: Frame;
  asked: Asked;
  answer?: SearchAnswer;
  refusal?: SearchRefusal;
}

/** Where the parts of a search stand in the address of its page. */
export const SEARCH_FIELDS = {
  words: "q",
  filter: "f",
  room: "em",
  order: "ordem",
  cursor: "pagina",
} as const;

/** Hits of one page. */
const PAGE = 25;

/** Looks up what the address of the search page asks for. */
export async function searchData(ctx: Context<State>): Promise<SearchData> {
  const frame = await frameOf(ctx.state);
  const query = ctx.url.searchParams;
  const text = textIn(query);
  const parts = await attempt(() => partsOf(text));
  if ("refusal" in parts) return { frame, asked: askedBy({ query, frame, text }), ...parts };
  const asked = askedBy({ query, frame, parts: parts.done });
  // Whoever comes from a room has not asked anything yet.
  if (parts.done.every(({ kind }) => kind === "in")) return { frame, asked };
  const answer = await attempt(() => find(ctx, { text, asked }));
  return "refusal" in answer ? { frame, asked, ...answer } : { frame, asked, answer: answer.done };
}

function find(
  { state, req }: Context<State>,
  { text, asked: { order, cursor } }: { text: string; asked: Asked },
): Promise<SearchAnswer> {
  const { user, key } = requireSession(state);
  const { zone } = preferencesOf(req.headers.get("cookie"));
  const asker = { user, session: key, zone };
  return state.services.search.find(asker, { text, order, cursor, limit: PAGE });
}

/** The search as one line, its filters first. */
function textIn(query: URLSearchParams): string {
  const room = query.get(SEARCH_FIELDS.room);
  const filters = query.getAll(SEARCH_FIELDS.filter);
  const words = query.get(SEARCH_FIELDS.words) ?? "";
  return [...room ? [`em:${room}`] : [], ...filters, words].join(" ").trim();
}

function askedBy(
  { query, frame, text = "", parts = [] }: {
    query: URLSearchParams;
    frame: Frame;
    text?: string;
    parts?: readonly SearchPart[];
  },
): Asked {
  const filters = parts.filter(isFilter);
  const words = parts.filter((part) => !isFilter(part)).map(({ source }) => source.trim());
  const room = filters.findLast(({ kind }) => kind === "in")?.value;
  return {
    words: parts.length === 0 ? text : [...new Set(words)].join(" "),
    filters: filters.map(({ kind, value, source }) => ({ kind, value, source })),
    order: query.get(SEARCH_FIELDS.order) === "best" ? "best" : "newest",
    cursor: query.get(SEARCH_FIELDS.cursor) ?? undefined,
    room: room === undefined
      ? undefined
      : roomNamed(room, frame.rooms.filter(({ joined }) => joined)),
  };
}

function isFilter(part: SearchPart): part is SearchPart & { kind: FilterName } {
  return part.kind !== "words" && part.kind !== "phrases" && part.kind !== "without";
}

type Attempt<T> = { done: T } | { refusal: SearchRefusal };

async function attempt<T>(act: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { done: await act() };
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}

function refusalOf(error: unknown): SearchRefusal {
  // A store that is away is told of here, too: what was typed stays in the field.
  if (!(error instanceof ChatError) || error.code === "internal") throw error;
  const { code, field, afterMs } = error;
  return { code, field, afterMs, status: ERRORS[code].status };
}
